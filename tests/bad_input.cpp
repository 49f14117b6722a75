// Sizes that differ and ranges that overlap: std::invalid_argument with a message that says so, and nothing is written.
#include <cstdint>
#include <stdexcept>

#include "support.hpp"

using namespace test;

/// body(function, activation, number) for a type of every kind: with kernels, and without. The checks are the same for
/// all activations.
template <class Body>
static void for_every_road(Body body) {
  on_every_instruction_set([&] {
    for_each_function(body, simdact::tanh, 0.0f);
    for_each_function(body, simdact::correctly_rounded::sigmoid, 0.0f);
    for_each_function(body, simdact::tanh, 0.0L);
  });
}

/// Calls the function with ranges of one size but for one, for each argument in turn.
template <class Function, class Activation, class T>
static void check_unequal_sizes(Function function, Activation activation, std::size_t size, std::size_t other, T) {
  constexpr std::size_t count = arity<Function>;
  for (std::size_t odd_one = 0; odd_one < count; ++odd_one) {
    CAPTURE(odd_one);
    std::array<std::vector<T>, count> ranges;
    ranges.fill(std::vector<T>(size, T(0.5)));
    ranges[odd_one].resize(other, T(0.5));
    const auto before = ranges;
    std::string message;
    try {
      std::apply([&](auto&... range) { function(activation, range...); }, ranges);
    } catch (const std::invalid_argument& error) {
      message = error.what();
    }
    CHECK(message.find(std::to_string(size) + ' ') != std::string::npos);
    CHECK(message.find(std::to_string(other) + ' ') != std::string::npos);
    CHECK(ranges == before);
  }
}

TEST_CASE("unequal sizes are named in the message") {
  for_every_road([](auto function, const auto& activation, auto number) {
    check_unequal_sizes(function, activation, 13, 14, number);
    check_unequal_sizes(function, activation, 14, 13, number);
    check_unequal_sizes(function, activation, 0, 21, number);
  });
}

/// Calls the function with argument `moved` some elements away from argument `fixed`, and all others apart.
template <class Function, class Activation, class T>
static void check_overlap(Function function, Activation activation, std::size_t fixed, std::size_t moved,
                          std::ptrdiff_t distance, T) {
  constexpr std::size_t n = 20, room = 3 * n;
  std::vector<T> memory(arity<Function> * room, T(0.5));
  const std::vector<T> before = memory;
  std::array<T*, arity<Function>> pointers;
  for (std::size_t k = 0; k < pointers.size(); ++k) pointers[k] = &memory[k * room + n];
  pointers[moved] = pointers[fixed] + distance;
  CAPTURE(fixed);
  CAPTURE(moved);
  CAPTURE(distance);
  const auto call_it = [&] { call(function, activation, pointers, n); };
  CHECK_THROWS_WITH_AS(call_it(), doctest::Contains("overlap"), std::invalid_argument);
  CHECK(memory == before);
}

TEST_CASE("ranges that overlap without being the same") {
  for_every_road([](auto function, const auto& activation, auto number) {
    using Function = decltype(function);
    for (const std::ptrdiff_t distance : {-19, -8, -1, 1, 7, 19}) {
      for (std::size_t output = Function::inputs; output < arity<Function>; ++output) {
        for (std::size_t other = 0; other < output; ++other) {
          check_overlap(function, activation, other, output, distance, number);
        }
      }
    }
  });
}

TEST_CASE("two outputs that are the same range") {
  on_every_instruction_set([] { check_overlap(ValueAndDerivative(), simdact::sigmoid, 1, 2, 0, 0.0f); });
}

TEST_CASE("a length of more bytes than a program can address") {
  for_every_road([](auto function, const auto& activation, auto number) {
    using T = decltype(number);
    constexpr std::size_t longest = PTRDIFF_MAX / sizeof(T);
    for (const std::size_t n : {longest + 1, 2 * longest + 2, ~std::size_t{0}}) {
      const std::vector<T> before(arity<decltype(function)>, T(0.5));
      for (const std::size_t distance : {std::size_t{0}, std::size_t{1}}) {  // in place, or side by side
        std::vector<T> memory = before;
        std::array<T*, arity<decltype(function)>> pointers;
        for (std::size_t k = 0; k < pointers.size(); ++k) pointers[k] = &memory[distance * k];
        const auto call_it = [&] { call(function, activation, pointers, n); };
        CHECK_THROWS_WITH_AS(call_it(), doctest::Contains((std::to_string(n) + " elements").c_str()),
                             std::invalid_argument);
        CHECK(memory == before);
      }
    }
  });
}

TEST_CASE("ranges that touch, and inputs that overlap, are fine") {
  on_every_instruction_set([] {
    std::vector<float> memory(30, 0.5f);
    float* const p = memory.data();
    CHECK_NOTHROW(simdact::tanh(p, p + 10, 10));
    CHECK_NOTHROW(simdact::tanh(p + 10, p, 10));
    CHECK_NOTHROW(simdact::tanh.value_and_derivative(p + 10, p, p + 20, 10));
    CHECK_NOTHROW(simdact::tanh.backward(p, p + 3, p + 13, 10));
  });
}

TEST_CASE("views that overlap are rejected like pointers") {
  struct View {
    float* first;
    float* begin() const { return first; }
    float* data() const { return first; }
    std::size_t size() const { return 10; }
  };
  std::vector<float> memory(30, 0.5f);
  const std::vector<float> before = memory;
  const View x{memory.data()}, y{memory.data() + 4}, other{memory.data() + 20};
  const auto check = [](auto call) {
    CHECK_THROWS_WITH_AS(call(), doctest::Contains("overlap"), std::invalid_argument);
  };
  check([&] { simdact::tanh(x, y); });
  check([&] { simdact::tanh.derivative(y, x); });
  check([&] { simdact::tanh.backward(other, x, y); });
  check([&] { simdact::tanh.backward(x, other, y); });
  check([&] { simdact::tanh.value_and_derivative(other, x, y); });
  CHECK(memory == before);
}

TEST_CASE("parameters that make no sense are named in the message") {
  for (const double wrong : {-1.0, from_bits<double>(infinity_bits<double>), from_bits<double>(quiet_nan_bits<double>),
                             from_bits<double>(infinity_bits<double> | sign_bit<double>)}) {
    CHECK_THROWS_WITH_AS(simdact::Elu{wrong}, doctest::Contains("alpha of elu is "), std::invalid_argument);
    CHECK_THROWS_WITH_AS(simdact::LeakyRelu{wrong}, doctest::Contains("negative_slope of leaky_relu is "),
                         std::invalid_argument);
  }
  static_assert(simdact::LeakyRelu(0.25).negative_slope() == 0.25);
  CHECK(simdact::Elu(-0.0).alpha() == 0);
}
