// Numbers of 16 bits: computed in float, and rounded once.
#include <algorithm>
#include <cmath>

#include "support.hpp"

using namespace test;

// The conversions, by their definitions.

template <class T>
static constexpr int smallest_exponent = sizeof(T) == 2 && digits<T> == 11 ? -14 : -126;

template <class T>
static float to_float(T x) {
  const Bits<T> magnitude = magnitude_bits(x), sign = bits(x) & sign_bit<T>;
  const int exponent = magnitude >> (digits<T> - 1);
  const int significand = (magnitude & (smallest_normal_bits<T> - 1)) + (exponent == 0 ? 0 : smallest_normal_bits<T>);
  const float result = is_nan(x) ? from_bits<float>(quiet_nan_bits<float>)
                       : is_finite(x)
                           ? static_cast<float>(std::ldexp(
                                 significand, std::max(exponent, 1) - 1 + smallest_exponent<T> - (digits<T> - 1)))
                           : from_bits<float>(infinity_bits<float>);
  return from_bits<float>(bits(result) | (sign == 0 ? 0 : sign_bit<float>));
}

/// The nearest number, of two as near the even one.
template <class T>
static T from_float(float x) {
  const double magnitude = static_cast<double>(from_bits<float>(magnitude_bits(x)));
  Bits<T> result = infinity_bits<T>;
  if (is_nan(x)) {
    result = quiet_nan_bits<T>;
  } else if (magnitude < 0x1p128 && magnitude > 0) {
    const int exponent = std::max(std::ilogb(magnitude), smallest_exponent<T>);
    const double significand = std::nearbyint(std::ldexp(magnitude, digits<T> - 1 - exponent));
    const double all = std::ldexp(exponent - smallest_exponent<T>, digits<T> - 1) + significand;
    result = static_cast<Bits<T>>(std::min<double>(all, infinity_bits<T>));
  } else if (!(magnitude > 0)) {
    result = 0;
  }
  return from_bits<T>(static_cast<Bits<T>>(result | (bits(x) >> 31 == 0 ? 0 : sign_bit<T>)));
}

/// All of them in order, and in another one.
template <class T>
static std::vector<T> all_numbers(unsigned factor) {
  std::vector<T> numbers;
  for (unsigned i = 0; i < 65536; ++i) numbers.push_back(from_bits<T>(static_cast<Bits<T>>(i * factor)));
  return numbers;
}

template <class T>
static std::vector<float> to_floats(const std::vector<T>& x) {
  std::vector<float> floats;
  for (const T number : x) floats.push_back(to_float(number));
  return floats;
}

TEST_CASE("all numbers of 16 bits give the result of float, rounded once, alone and in arrays") {
  for_every_function<Half, BFloat16>([](auto function, const auto& activation, auto number) {
    using T = decltype(number);
    using Function = decltype(function);
    constexpr std::size_t inputs = Function::inputs;
    std::array<std::vector<T>, 3> arrays = {all_numbers<T>(1), all_numbers<T>(40503), all_numbers<T>(1)};
    std::array<std::vector<float>, 3> floats;
    std::array<T*, arity<Function>> pointers;
    std::array<float*, arity<Function>> pointers_to_floats;
    for (std::size_t k = 0; k < arity<Function>; ++k) {
      floats[k] = to_floats(arrays[k]);
      pointers[k] = arrays[k].data();
      pointers_to_floats[k] = floats[k].data();
    }
    const std::array<std::vector<T>, 3> before = arrays;
    call(function, tested<float>(activation.name), pointers_to_floats, floats[0].size());
    call(function, activation, pointers, arrays[0].size());
    std::size_t wrong = 0, wrong_alone = 0;
    for (std::size_t i = 0; i < arrays[0].size(); ++i) {
      std::array<T, inputs> x;
      for (std::size_t k = 0; k < inputs; ++k) x[k] = before[k][i];
      const auto alone = call(function, activation, x);
      const T first = from_float<T>(floats[inputs][i]);
      wrong += !same(arrays[inputs][i], first);
      if constexpr (Function::outputs == 1) {
        wrong_alone += !same(alone, first);
      } else {
        const T second = from_float<T>(floats[inputs + 1][i]);
        wrong += !same(arrays[inputs + 1][i], second);
        wrong_alone += !same(alone, simdact::ValueAndDerivative<T>{first, second});
      }
    }
    CHECK(wrong == 0);
    CHECK(wrong_alone == 0);
  });
}

/// The arrays of the type of a compiler or a library are those of its bits. (No array of the type itself: to initialise
/// one, clang calls a function that its run-time library may lack.)
template <class Number>
static void check_type_of_others() {
  using T = typename simdact::detail::InMemory<Number>::type;
  const std::vector<T> x = all_numbers<T>(1);
  std::vector<T> y(x.size()), its_y(x.size());
  simdact::tanh(x, y);
  const auto* const its_x = reinterpret_cast<const Number*>(x.data());
  simdact::tanh(its_x, reinterpret_cast<Number*>(its_y.data()), x.size());
  CHECK(std::memcmp(y.data(), its_y.data(), y.size() * sizeof(T)) == 0);
  const Number alone = simdact::tanh(its_x[0x3c00]);
  CHECK(std::memcmp(&alone, &y[0x3c00], sizeof alone) == 0);
}

TEST_CASE("the compiler's own types of 16 bits, where it has them") {
#if defined(__FLT16_MANT_DIG__) && (defined(__clang__) || __GNUC__ >= 13)
  check_type_of_others<_Float16>();
#endif
#if defined(__clang__) && __clang_major__ >= 17 || defined(__BFLT16_MANT_DIG__)
  check_type_of_others<__bf16>();
#endif
  check_type_of_others<Half>();
}
