// Arrays of every short length, at every place in memory: results, and what is touched.
#include "support.hpp"

using namespace test;

static constexpr std::size_t longest = 67;
static constexpr std::uint64_t seed = 3;

/// What memory holds that nothing has been written to.
template <class T>
static const T untouched = from_bits<T>(static_cast<Bits<T>>(0x9a9a9a9a9a9a9a9a));

/// The arrays that a function takes, one after the other in its argument list, and what it is to make of them.
template <class Function, class T>
struct Arrays {
  static constexpr std::size_t inputs = Function::inputs, outputs = Function::outputs, count = inputs + outputs;

  std::array<std::vector<T>, inputs> input;
  std::array<std::vector<T>, outputs> expected;

  explicit Arrays(const Tested<T>& activation, std::size_t length = longest) {
    for (std::size_t k = 0; k < inputs; ++k) input[k] = random_numbers<T>(length, seed + k);
    for (std::size_t i = 0; i < length; ++i) {
      std::array<T, inputs> x;
      for (std::size_t k = 0; k < inputs; ++k) x[k] = input[k][i];
      const auto result = call(Function(), activation, x);
      if constexpr (outputs == 1) {
        expected[0].push_back(result);
      } else {
        expected[0].push_back(result.value);
        expected[1].push_back(result.derivative);
      }
    }
  }

  void copy_inputs(const std::array<T*, count>& pointers, std::size_t n) const {
    for (std::size_t k = 0; k < inputs; ++k) std::memcpy(pointers[k], input[k].data(), n * sizeof(T));
  }

  /// The number of wrong results.
  std::size_t wrong(const std::array<T*, count>& pointers, std::size_t n) const {
    std::size_t wrong = 0;
    for (std::size_t k = 0; k < outputs; ++k) {
      for (std::size_t i = 0; i < n; ++i) wrong += !same(pointers[inputs + k][i], expected[k][i]);
    }
    return wrong;
  }
};

TEST_CASE("every length at every misalignment of inputs and outputs, and nothing outside is written") {
  CAPTURE(seed);
  for_every_function<float, double, Half, BFloat16>([](auto function, const auto& activation, auto number) {
    using T = decltype(number);
    using TheArrays = Arrays<decltype(function), T>;
    constexpr std::size_t offsets = 32 / sizeof(T), room = longest + 2 * offsets;
    const TheArrays arrays(activation);
    std::vector<T> memory(TheArrays::count * room), before;
    for (std::size_t n = 0; n <= longest; ++n) {
      for (std::size_t offset = 0; offset < offsets * offsets; ++offset) {
        memory.assign(memory.size(), untouched<T>);
        std::array<T*, TheArrays::count> pointers;
        for (std::size_t k = 0; k < TheArrays::count; ++k) {
          pointers[k] = &memory[k * room] + (offset / offsets + k * offset) % offsets;
        }
        arrays.copy_inputs(pointers, n);
        before = memory;
        call(function, activation, pointers, n);
        std::size_t wrong = arrays.wrong(pointers, n);
        for (std::size_t k = TheArrays::inputs; k < TheArrays::count; ++k) {
          std::memcpy(pointers[k], &before[static_cast<std::size_t>(pointers[k] - memory.data())], n * sizeof(T));
        }
        const bool rest_is_untouched = std::memcmp(memory.data(), before.data(), memory.size() * sizeof(T)) == 0;
        if (wrong == 0 && rest_is_untouched) continue;
        CAPTURE(n);
        CAPTURE(offset);
        CHECK(wrong == 0);
        CHECK(rest_is_untouched);
      }
    }
  });
}

/// Checks the results of the first n elements where each output in turn is each input in turn.
template <class Function, class T>
static void check_in_place(const Arrays<Function, T>& arrays, const Tested<T>& activation, std::size_t n) {
  using TheArrays = Arrays<Function, T>;
  CAPTURE(n);
  std::vector<T> memory(TheArrays::count * n + 1);
  for (std::size_t input = 0; input < TheArrays::inputs; ++input) {
    for (std::size_t output = TheArrays::inputs; output < TheArrays::count; ++output) {
      std::array<T*, TheArrays::count> pointers;
      for (std::size_t k = 0; k < TheArrays::count; ++k) pointers[k] = &memory[k * n];
      pointers[output] = pointers[input];
      arrays.copy_inputs(pointers, n);
      call(Function(), activation, pointers, n);
      CHECK(arrays.wrong(pointers, n) == 0);
    }
  }
}

TEST_CASE("an output may be any of the inputs") {
  CAPTURE(seed);
  for_every_function<float, double, Half, BFloat16>([](auto function, const auto& activation, auto number) {
    const Arrays<decltype(function), decltype(number)> arrays(activation);
    for (std::size_t n = 0; n <= longest; ++n) check_in_place(arrays, activation, n);
  });
}

TEST_CASE("an output may be any of the inputs in long arrays, too, which take some formulas a block at a time") {
  CAPTURE(seed);
  for_every_function<float, double, Half, BFloat16>([](auto function, const auto& activation, auto number) {
    constexpr std::size_t n = 1100;
    check_in_place(Arrays<decltype(function), decltype(number)>(activation, n), activation, n);
  });
}

TEST_CASE("nothing outside is read or written: pages that cannot be touched follow and precede the arrays") {
  CAPTURE(seed);
  for_every_function<float, double, Half, BFloat16>([](auto function, const auto& activation, auto number) {
    using T = decltype(number);
    using TheArrays = Arrays<decltype(function), T>;
    const TheArrays arrays(activation);
    std::array<GuardedPages, 3> pages{GuardedPages(longest * sizeof(T)), GuardedPages(longest * sizeof(T)),
                                      GuardedPages(longest * sizeof(T))};
    for (std::size_t n = 0; n <= longest; ++n) {
      for (const bool at_end : {false, true}) {
        CAPTURE(n);
        CAPTURE(at_end);
        std::array<T*, TheArrays::count> pointers;
        for (std::size_t k = 0; k < TheArrays::count; ++k) {
          pointers[k] = at_end ? pages[k].template at_end<T>(n) : pages[k].template at_start<T>();
        }
        arrays.copy_inputs(pointers, n);
        call(function, activation, pointers, n);
        CHECK(arrays.wrong(pointers, n) == 0);
      }
    }
  });
}

TEST_CASE("no elements: null pointers are fine") {
  for_every_function<float, double, Half, BFloat16>([](auto function, const auto& activation, auto number) {
    std::array<decltype(number)*, arity<decltype(function)>> pointers{};
    CHECK_NOTHROW(call(function, activation, pointers, std::size_t{0}));
  });
}

TEST_CASE("an array that fills several pages") {
  CAPTURE(seed);
  for_every_kernel<float, double, Half, BFloat16>([](const auto& activation, auto number) {
    using T = decltype(number);
    const std::size_t n = 3 * 4096 / sizeof(T);
    GuardedPages input(n * sizeof(T)), output(n * sizeof(T));
    T* const x = input.at_start<T>();
    T* const y = output.at_start<T>();
    const std::vector<T> numbers = random_numbers<T>(n, seed);
    std::memcpy(x, numbers.data(), n * sizeof(T));
    activation(x, y, n);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < n; ++i) wrong += !same(y[i], activation(numbers[i]));
    CHECK(wrong == 0);
  });
}
