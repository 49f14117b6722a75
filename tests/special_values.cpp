// Zeros, infinities, NaN, subnormals, the ends of the range; and what holds for every number.
#include <cfenv>

#include "support.hpp"

using namespace test;

TEST_CASE("NaN gives NaN") {
  for_every_function([](auto function, auto activation, auto number) {
    using T = decltype(number);
    constexpr std::size_t inputs = decltype(function)::inputs;
    for (const T nan : nans<T>()) {
      CAPTURE(exact(nan));
      for (std::size_t position = 0; position < inputs; ++position) {
        std::array<T, inputs> x;
        x.fill(T(0.5));
        x[position] = nan;
        const auto result = call(function, activation, x);
        if constexpr (decltype(function)::outputs == 1) {
          CHECK(is_nan(result));
        } else {
          CHECK(is_nan(result.value));
          CHECK(is_nan(result.derivative));
        }
      }
    }
  });
}

TEST_CASE("one NaN in an array stays where it is") {
  for_every_kernel([](auto activation, auto number) {
    using T = decltype(number);
    constexpr std::size_t n = 67;
    std::vector<T> x(n, T(0.5)), y(n), d(n);
    for (std::size_t position = 0; position < n; ++position) {
      CAPTURE(position);
      x[position] = from_bits<T>(quiet_nan_bits<T>);
      activation.value_and_derivative(x, y, d);
      std::size_t nans_in_y = 0, nans_in_d = 0;
      for (std::size_t i = 0; i < n; ++i) nans_in_y += is_nan(y[i]), nans_in_d += is_nan(d[i]);
      CHECK(is_nan(y[position]));
      CHECK(is_nan(d[position]));
      CHECK(nans_in_y == 1);
      CHECK(nans_in_d == 1);
      x[position] = T(0.5);
    }
  });
}

// What is known exactly.

struct Known {
  double at_zero, at_minus_zero, derivative_at_zero, at_infinity, at_minus_infinity, derivative_at_infinity;
};
static Known known(simdact::Relu) { return {0, 0, 0, HUGE_VAL, 0, 1}; }
static Known known(simdact::Sigmoid) { return {0.5, 0.5, 0.25, 1, 0, 0}; }
static Known known(simdact::Tanh) { return {0, -0.0, 1, 1, -1, 0}; }
template <class Activation>
static Known known(simdact::CorrectlyRounded<Activation>) {
  return known(Activation());
}

TEST_CASE("values and derivatives at both zeros") {
  for_every_kernel([](auto activation, auto number) {
    using T = decltype(number);
    CHECK(same(activation(T(0)), T(known(activation).at_zero)));
    CHECK(same(activation(T(-0.0)), T(known(activation).at_minus_zero)));
    CHECK(same(activation.derivative(T(0)), T(known(activation).derivative_at_zero)));
    CHECK(same(activation.derivative(T(-0.0)), T(known(activation).derivative_at_zero)));
  });
}

TEST_CASE("infinities give the limits") {
  for_every_kernel([](auto activation, auto number) {
    using T = decltype(number);
    const T infinity = from_bits<T>(infinity_bits<T>);
    CHECK(same(activation(infinity), T(known(activation).at_infinity)));
    CHECK(same(activation(-infinity), T(known(activation).at_minus_infinity)));
    CHECK(same(activation.derivative(infinity), T(known(activation).derivative_at_infinity)));
    CHECK(same(activation.derivative(-infinity), T(0)));
  });
}

TEST_CASE("the largest numbers give the limits") {
  for_every_kernel([](auto activation, auto number) {
    using T = decltype(number);
    const T largest = std::numeric_limits<T>::max();
    const T limit = std::is_same_v<decltype(activation), simdact::Relu> ? largest : T(known(activation).at_infinity);
    CHECK(same(activation(largest), limit));
    CHECK(same(activation(-largest), T(known(activation).at_minus_infinity)));
    CHECK(same(activation.derivative(largest), T(known(activation).derivative_at_infinity)));
    CHECK(same(activation.derivative(-largest), T(0)));
  });
}

TEST_CASE("subnormal inputs and results are not flushed to zero") {
  for_every_kernel([](auto activation, auto number) {
    using T = decltype(number);
    const bool is_float = sizeof(T) == 4;
    const bool passes_zero = known(activation).at_zero == 0;
    const T x = passes_zero ? from_bits<T>(smallest_normal_bits<T> / 2) : T(is_float ? -88 : -709.5);
    CAPTURE(exact(x));
    CHECK(is_subnormal(activation(x)));
    CHECK((is_subnormal(activation.derivative(x)) || passes_zero));
  });
}

TEST_CASE("backward at the ends of the range") {
  on_every_instruction_set([] {
    for_each(
        [](auto dy) {
          using T = decltype(dy);
          CHECK(same(simdact::relu.backward(dy, T(0)), T(0)));
          CHECK(same(simdact::relu.backward(dy, T(7)), dy));
          CHECK(same(simdact::sigmoid.backward(dy, T(0)), T(0)));
          CHECK(same(simdact::sigmoid.backward(dy, T(0.5)), dy / 4));
          CHECK(same(simdact::sigmoid.backward(dy, T(1)), T(0)));
          CHECK(same(simdact::tanh.backward(dy, T(-1)), T(0)));
          CHECK(same(simdact::tanh.backward(dy, T(0)), dy));
          CHECK(same(simdact::tanh.backward(dy, T(1)), T(0)));
        },
        3.0f, 3.0);
  });
}

TEST_CASE("relu is x or 0, its derivative 1 or 0, for every number") {
  on_every_instruction_set([] {
    for_each(
        [](auto number) {
          using T = decltype(number);
          const std::vector<T> x = finite_sample<T>(some);
          std::vector<T> y(x.size()), d(x.size());
          simdact::relu.value_and_derivative(x, y, d);
          std::size_t wrong = 0;
          for (std::size_t i = 0; i < x.size(); ++i) {
            const bool positive = x[i] > 0;
            wrong += !same(y[i], positive ? x[i] : T(0)) || !same(d[i], T(positive ? 1 : 0));
          }
          CHECK(wrong == 0);
        },
        0.0f, 0.0);
  });
}

TEST_CASE("tanh is odd to the bit") {
  for_every_kernel([](auto activation, auto number) {
    using T = decltype(number);
    if (known(activation).at_minus_infinity != -1) return;
    const std::vector<T> x = finite_sample<T>(some);
    std::vector<T> negated, y(x.size()), y_of_negated(x.size());
    for (const T a : x) negated.push_back(-a);
    activation(x, y);
    activation(negated, y_of_negated);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < x.size(); ++i) wrong += bits(y[i]) != (bits(y_of_negated[i]) ^ sign_bit<T>);
    CHECK(wrong == 0);
  });
}

TEST_CASE("derivatives of sigmoid and tanh are even to the bit") {
  for_every_kernel([](auto activation, auto number) {
    using T = decltype(number);
    if (std::is_same_v<decltype(activation), simdact::Relu>) return;
    std::size_t wrong = 0;
    for (const T x : finite_special_values<T>()) {
      wrong += !same(activation.derivative(x), activation.derivative(-x));
    }
    CHECK(wrong == 0);
  });
}

TEST_CASE("results lie between the limits") {
  for_every_kernel([](auto activation, auto number) {
    using T = decltype(number);
    const std::vector<T> x = finite_sample<T>(some);
    std::vector<T> y(x.size());
    activation(x, y);
    const T low = T(known(activation).at_minus_infinity), high = T(known(activation).at_infinity);
    std::size_t outside = 0;
    for (const T result : y) outside += is_nan(result) || !(low <= result && result <= high);
    CHECK(outside == 0);
  });
}

TEST_CASE("finite input raises no floating-point exception but inexact and underflow") {
  for_every_function([](auto function, auto activation, auto number) {
    using T = decltype(number);
    using Function = decltype(function);
    std::vector<T> x = finite_special_values<T>();
    const std::vector<T> more = finite_sample<T>(some);
    x.insert(x.end(), more.begin(), more.end());
    std::vector<T> first(x.size()), second(x.size());
    if constexpr (Function::inputs == 2) activation(x, first);  // a gradient x for an output f(x)
    const std::array<T*, arity<Function>> pointers = [&] {
      if constexpr (arity<Function> == 2)
        return std::array{x.data(), first.data()};
      else
        return std::array{x.data(), first.data(), second.data()};
    }();
    std::feclearexcept(FE_ALL_EXCEPT);
    call(function, activation, pointers, x.size());
    CHECK(std::fetestexcept(FE_DIVBYZERO | FE_INVALID | FE_OVERFLOW) == 0);
  });
}
