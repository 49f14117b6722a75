// Zeros, infinities, NaN, subnormals, the ends of the range; and what holds for every number.
#include <algorithm>
#include <cfenv>

#include "reference.hpp"
#include "support.hpp"

using namespace test;

TEST_CASE("NaN gives NaN") {
  for_every_function([](auto function, const auto& activation, auto number) {
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
  for_every_kernel([](const auto& activation, auto number) {
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

/// Rounded, numbers beyond the range to infinity, whatever the flags of the build say of infinities.
template <class T>
static T to(long double x) {
  constexpr long double largest = std::numeric_limits<T>::max();
  if (x > largest) return from_bits<T>(infinity_bits<T>);
  if (x < -largest) return from_bits<T>(infinity_bits<T> | sign_bit<T>);
  return static_cast<T>(x);
}

template <class T>
static bool same_but_for_the_sign_of_zero(T a, T b) {
  return same(a, b) || (magnitude_bits(a) == 0 && magnitude_bits(b) == 0);
}

/// For every alpha that Elu takes: those at the limits of type T have formulas with other scales.
template <class T>
static void check_slope_of_elu() {
  const T infinity = from_bits<T>(infinity_bits<T>);
  for (const double alpha : {0.0, 1e-310, 1e-40, 1e-25, 0.3, 1.0, 2.5, 1e27, 1e38, 1e300}) {
    const simdact::Elu elu(alpha);
    CAPTURE(alpha);
    for (const T x : {std::numeric_limits<T>::denorm_min(), T(1), T(100), std::numeric_limits<T>::max(), infinity}) {
      CAPTURE(x);
      CHECK(same(elu.derivative(x), T(1)));
      T y, d;
      elu.value_and_derivative(&x, &y, &d, 1);
      CHECK(same(y, x));
      CHECK(same(d, T(1)));
    }
    CHECK(is_nan(elu.derivative(from_bits<T>(quiet_nan_bits<T>))));
  }
}

TEST_CASE("elu' of positive numbers is 1 for every alpha") {
  on_every_instruction_set([] {
    check_slope_of_elu<float>();
    check_slope_of_elu<double>();
  });
}

TEST_CASE("values and derivatives at both zeros") {
  for_every_kernel([](const auto& activation, auto number) {
    using T = decltype(number);
    const Reference& exact = reference(activation);
    const simdact::Bounds& bounds = activation.bounds;
    for (const T x : {T(0), T(-0.0)}) {
      CAPTURE(test::exact(x));
      CHECK(same(activation(x), to<T>(exact.value(x))));
      CHECK(error_in_ulps(activation.derivative(x), exact.derivative(x)) <=
            (sizeof(T) == 4 ? bounds.derivative_float : bounds.derivative_double));
      // gelu' of double is within its bound there, not exact.
      const bool is_half =
          std::abs(exact.derivative(x) - 0.5L) < 0x1p-60L && (sizeof(T) == 4 || activation.name != "gelu");
      if (is_half) CHECK(activation.derivative(x) == T(0.5));
    }
  });
}

TEST_CASE("functions that are x/2 near zero halve tiny floats exactly, silu and gelu_quick doubles, too") {
  for_every_kernel([](const auto& activation, auto number) {
    using T = decltype(number);
    // The other gelus of double round more than once there.
    if (sizeof(T) != 4 && activation.name != "silu" && activation.name != "gelu_quick") return;
    const Reference& exact = reference(activation);
    for (const T x : {T(0x1p-70), T(-0x1.8p-70)}) {
      if (std::abs(exact.value(x) - static_cast<long double>(x) / 2) > 0x1p-130L) continue;
      CAPTURE(test::exact(x));
      CHECK(activation(x) == x / 2);
    }
  });
}

TEST_CASE("infinities and the largest numbers give the limits") {
  for_every_kernel([](const auto& activation, auto number) {
    using T = decltype(number);
    const Reference& exact = reference(activation);
    const T largest = std::numeric_limits<T>::max(), infinity = from_bits<T>(infinity_bits<T>);
    for (const T x : {largest, -largest}) {
      CAPTURE(test::exact(x));
      CHECK(same(activation(x), to<T>(exact.value(x))));
      CHECK(same_but_for_the_sign_of_zero(activation.derivative(x), to<T>(exact.derivative(x))));
    }
    const long double beyond = std::numeric_limits<long double>::max();
    CHECK(same(activation(infinity), to<T>(exact.value(beyond))));
    CHECK(same(activation(-infinity), to<T>(exact.value(-beyond))));
    CHECK(same_but_for_the_sign_of_zero(activation.derivative(infinity), to<T>(exact.derivative(beyond))));
    CHECK(same_but_for_the_sign_of_zero(activation.derivative(-infinity), to<T>(exact.derivative(-beyond))));
  });
}
TEST_CASE("subnormal results are not flushed to zero") {
  for_every_kernel([](const auto& activation, auto number) {
    using T = decltype(number);
    const Reference& exact = reference(activation);
    const T subnormal = from_bits<T>(smallest_normal_bits<T> / 2);
    for (const T x : {subnormal, -subnormal, T(sizeof(T) == 4 ? -88 : -709.5)}) {
      CAPTURE(test::exact(x));
      if (is_subnormal(to<T>(exact.value(x)))) CHECK(is_subnormal(activation(x)));
      if (is_subnormal(to<T>(exact.derivative(x)))) CHECK(is_subnormal(activation.derivative(x)));
    }
  });
}

TEST_CASE("backward at the ends of the range") {
  on_every_instruction_set([] {
    for_each(
        [](auto dy) {
          using T = decltype(dy);
          const Tested<T>&relu = tested<T>("relu"), &sigmoid = tested<T>("sigmoid"), &tanh = tested<T>("tanh");
          CHECK(same(relu.backward(dy, T(0)), T(0)));
          CHECK(same(relu.backward(dy, T(7)), dy));
          CHECK(same(sigmoid.backward(dy, T(0)), T(0)));
          CHECK(same(sigmoid.backward(dy, T(0.5)), dy / 4));
          CHECK(same(sigmoid.backward(dy, T(1)), T(0)));
          CHECK(same(tanh.backward(dy, T(-1)), T(0)));
          CHECK(same(tanh.backward(dy, T(0)), dy));
          CHECK(same(tanh.backward(dy, T(1)), T(0)));
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
          tested<T>("relu").value_and_derivative(x, y, d);
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

template <class T>
static void check_odd_with_even_derivative(const Tested<T>& activation) {
  const std::vector<T> x = finite_sample<T>(some);
  std::vector<T> negated, y(x.size()), d(x.size()), y_of_negated(x.size()), d_of_negated(x.size());
  for (const T a : x) negated.push_back(-a);
  activation.value_and_derivative(x, y, d);
  activation.value_and_derivative(negated, y_of_negated, d_of_negated);
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    wrong += bits(y[i]) != (bits(y_of_negated[i]) ^ sign_bit<T>) || !same(d[i], d_of_negated[i]);
  }
  CHECK(wrong == 0);
}

TEST_CASE("tanh is odd to the bit, its derivative even") {
  on_every_instruction_set([] {
    check_odd_with_even_derivative(tested<float>("tanh"));
    check_odd_with_even_derivative(tested<double>("tanh"));
    check_odd_with_even_derivative(tested<float>("correctly rounded tanh"));
  });
}

TEST_CASE("a result lies between the limits at infinity where the exact one does") {
  for_every_kernel([](const auto& activation, auto number) {
    using T = decltype(number);
    const Reference& exact = reference(activation);
    const std::vector<T> x = finite_sample<T>(some);
    std::vector<T> y(x.size()), d(x.size());
    activation.value_and_derivative(x, y, d);
    const long double beyond = std::numeric_limits<long double>::max();
    const auto outside = [&](auto f, const std::vector<T>& results) {
      const long double one_end = to<T>(f(beyond)), other_end = to<T>(f(-beyond));
      const long double low = std::min(one_end, other_end), high = std::max(one_end, other_end);
      std::size_t count = 0;
      for (std::size_t i = 0; i < x.size(); ++i) {
        const long double expected = f(x[i]);
        count += is_nan(results[i]) || (expected >= low && results[i] < low) || (expected <= high && results[i] > high);
      }
      return count;
    };
    CHECK(outside([&](long double z) { return exact.value(z); }, y) == 0);
    CHECK(outside([&](long double z) { return exact.derivative(z); }, d) == 0);
  });
}

TEST_CASE("finite input raises no floating-point exception but inexact and underflow") {
  for_every_function([](auto function, const auto& activation, auto number) {
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
    CHECK(std::fetestexcept(FE_DIVBYZERO | FE_INVALID) == 0);
  });
}
