// Numbers other than float and double, the types of results, and activations as template arguments.
#include <cfloat>
#include <cmath>

#include "activations.hpp"
#include "reference.hpp"
#include "support.hpp"

using namespace test;

// A number type of a user: what the formulas need of it is found in its namespace.

namespace user {

struct Number {
  long double value;

  explicit Number(long double x) : value(x) {}
  friend Number operator-(Number a) { return Number(-a.value); }
  friend Number operator+(Number a, Number b) { return Number(a.value + b.value); }
  friend Number operator-(Number a, Number b) { return Number(a.value - b.value); }
  friend Number operator*(Number a, Number b) { return Number(a.value * b.value); }
  friend Number operator/(Number a, Number b) { return Number(a.value / b.value); }
  friend bool operator==(Number a, Number b) { return a.value == b.value; }
  friend bool operator<(Number a, Number b) { return a.value < b.value; }
  friend bool operator>(Number a, Number b) { return a.value > b.value; }
  friend bool operator<=(Number a, Number b) { return a.value <= b.value; }
  friend bool operator>=(Number a, Number b) { return a.value >= b.value; }
};

inline int calls_of_exp = 0, calls_of_tanh = 0;

inline Number exp(Number x) { return ++calls_of_exp, Number(std::exp(x.value)); }
inline Number expm1(Number x) { return Number(std::expm1(x.value)); }
inline Number log1p(Number x) { return Number(std::log1p(x.value)); }
inline Number asin(Number x) { return Number(std::asin(x.value)); }
inline Number sqrt(Number x) { return Number(std::sqrt(x.value)); }
inline Number erfc(Number x) { return Number(std::erfc(x.value)); }
inline Number tanh(Number x) { return ++calls_of_tanh, Number(std::tanh(x.value)); }

/// A float without its lower 16 bits.
class Short {
 public:
  explicit Short(float x) : bits_(bits(x) >> 16) {}
  explicit operator float() const { return from_bits<float>(bits_ << 16); }
  friend bool operator==(Short a, Short b) { return a.bits_ == b.bits_; }

 private:
  std::uint32_t bits_;
};

}  // namespace user

template <>
struct std::numeric_limits<user::Number> : std::numeric_limits<long double> {};
template <>
struct std::numeric_limits<user::Short> : std::numeric_limits<float> {
  static constexpr int digits = 8;
};

// Types of results.

template <class X, class Result>
constexpr bool gives = std::is_same_v<decltype(simdact::relu(X())), Result>&&
    std::is_same_v<decltype(simdact::relu.derivative(X())), Result>&&
        std::is_same_v<decltype(simdact::relu.backward(X(), X())), Result>&&
            std::is_same_v<decltype(simdact::relu.value_and_derivative(X())), simdact::ValueAndDerivative<Result>>;

static_assert(gives<float, float> && gives<double, double> && gives<long double, long double>);
static_assert(gives<int, double> && gives<bool, double> && gives<char, double> && gives<unsigned long long, double>);
static_assert(std::is_same_v<decltype(simdact::tanh.backward(1.0f, 1.0)), double>);
static_assert(std::is_same_v<decltype(simdact::tanh.backward(1, 1.0f)), double>);
static_assert(std::is_same_v<decltype(simdact::tanh.backward(1.0L, 1.0f)), long double>);
static_assert(std::is_same_v<decltype(simdact::tanh(user::Number(0))), user::Number>);
static_assert(std::is_same_v<decltype(simdact::tanh(user::Short(0))), user::Short>);
static_assert(std::is_same_v<decltype(simdact::correctly_rounded::tanh(1.0f)), float>);

// Function objects.

static_assert(std::is_empty_v<simdact::Relu> && std::is_empty_v<simdact::Sigmoid> && std::is_empty_v<simdact::Tanh>);
static_assert(std::is_empty_v<simdact::correctly_rounded::Tanh>);
static_assert(std::is_same_v<simdact::correctly_rounded::Relu, simdact::Relu>);

template <class Activation = simdact::Relu>
struct Layer {
  Activation activate;
};

TEST_CASE("an activation is a template argument and a value") {
  const Layer<> layer{};
  const Layer<simdact::Tanh> tanh_layer{};
  CHECK(layer.activate(-2.0f) == 0);
  CHECK(same(tanh_layer.activate(0.5), simdact::tanh(0.5)));
  auto copy = simdact::sigmoid;
  copy = simdact::Sigmoid{};
  CHECK(copy(0.0) == 0.5);
}

TEST_CASE("integers are doubles") {
  for_each(
      [](auto activation) {
        for (int x = -40; x <= 40; ++x) {
          CAPTURE(x);
          CHECK(same(activation(x), activation(double(x))));
          CHECK(same(activation.derivative(x), activation.derivative(double(x))));
          CHECK(same(activation.backward(x, x), activation.backward(double(x), double(x))));
          CHECK(same(activation.backward_from_input(x, x), activation.backward_from_input(double(x), double(x))));
          CHECK(same(activation(static_cast<long long>(x)), activation(double(x))));
          CHECK(same(activation(static_cast<signed char>(x)), activation(double(x))));
        }
        CHECK(same(activation(true), activation(1.0)));
        CHECK(same(activation('a'), activation(double('a'))));
        CHECK(same(activation(5u), activation(5.0)));
      },
      simdact::relu, simdact::tanh);
}

TEST_CASE("two types of arguments meet as the operands of + do") {
  CHECK(same(simdact::tanh.backward(2.5f, 0.3), simdact::tanh.backward(2.5, 0.3)));
  CHECK(same(simdact::tanh.backward(2, 0.5f), simdact::tanh.backward(2.0, 0.5)));
}

// The arithmetic of these types is the compiler's, and may be anything under -ffast-math.
#if !defined(__FAST_MATH__)

/// Arguments at which formulas that overflow or cancel show it.
static std::vector<long double> long_double_arguments() {
  std::vector<long double> x = {0, LDBL_MIN, 1e-4000L, 1e-19L, 1e-4L, 11000, 11356, 20000, LDBL_MAX};
  for (long double a = 0.01L; a < 50; a *= 1.07L) x.push_back(a);
  for (std::size_t i = 0, n = x.size(); i < n; ++i) x.push_back(-x[i]);
  return x;
}

// What is right to the last bit of long double is shown with MPFR, in exhaustive/; here, that it agrees with the
// formulas of double, and beyond their range stays finite.
TEST_CASE("long double neither overflows nor cancels") {
  for (const auto& activation : all_tested<double>()) {
    INFO(activation->name);
    const Reference& portable = reference(*activation);
    const simdact::Bounds& bounds = activation->bounds;
    for (const long double x : long_double_arguments()) {
      CAPTURE(x);
      const long double y = portable.value(x), d = portable.derivative(x);
      CHECK((std::isfinite(y) || std::abs(x) > LDBL_MAX / 8));  // selu and steep lines do go beyond the range
      CHECK(std::isfinite(d));
      const auto as_double = static_cast<double>(x);
      if (static_cast<long double>(as_double) != x) continue;
      CHECK(error_in_ulps((*activation)(as_double), y) <= bounds.value_double);
      CHECK(error_in_ulps(activation->derivative(as_double), d) <= bounds.derivative_double);
    }
  }
}

TEST_CASE("arrays and ranges of long double") {
  const std::vector<long double> x = long_double_arguments();
  std::vector<long double> y(x.size()), d(x.size()), dx = x;
  simdact::tanh.value_and_derivative(x, y, d);
  simdact::tanh.backward(dx.data(), y.data(), dx.data(), dx.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    CAPTURE(x[i]);
    CHECK(y[i] == simdact::tanh(x[i]));
    CHECK(d[i] == simdact::tanh.derivative(x[i]));
    CHECK(dx[i] == simdact::tanh.backward(x[i], y[i]));
  }
  y = x;
  simdact::sigmoid(y, y);
  for (std::size_t i = 0; i < x.size(); ++i) CHECK(y[i] == simdact::sigmoid(x[i]));
}

TEST_CASE("long double NaN gives NaN") {
  const long double nan = std::numeric_limits<long double>::quiet_NaN();
  for_each_activation([&](auto activation) {
    INFO(name(activation));
    CHECK(std::isnan(activation(nan)));
    CHECK(std::isnan(activation.derivative(nan)));
    CHECK(std::isnan(activation.backward_from_input(nan, 0.5L)));
    CHECK(std::isnan(activation.backward_from_input(1.0L, nan)));
    if constexpr (simdact::has_backward_from_output<decltype(activation)>) {
      CHECK(std::isnan(activation.backward(nan, 0.5L)));
      CHECK(std::isnan(activation.backward(1.0L, nan)));
    }
  });
}

TEST_CASE("long double infinities give the limits") {
  for_each_activation([](auto activation) {
    INFO(name(activation));
    for (const double infinity : {std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()}) {
      CAPTURE(infinity);
      const auto is_same = [](long double result, double expected) {
        const auto rounded = static_cast<double>(result);
        return rounded == expected && std::signbit(rounded) == std::signbit(expected);
      };
      CHECK(is_same(activation(static_cast<long double>(infinity)), activation(infinity)));
      CHECK(is_same(activation.derivative(static_cast<long double>(infinity)), activation.derivative(infinity)));
    }
  });
}

TEST_CASE("a number type of the user brings its own functions") {
  using user::Number;
  user::calls_of_exp = user::calls_of_tanh = 0;
  for (const long double x : {-3.0L, 0.0L, 0.25L, 40.0L}) {
    for_each_activation([&](auto activation) {
      INFO(name(activation));
      const Number y = activation(Number(x));
      CHECK(y.value == activation(x));
      CHECK(activation.derivative(Number(x)).value == activation.derivative(x));
      CHECK(activation.backward_from_input(Number(2), Number(x)).value == activation.backward_from_input(2.0L, x));
    });
  }
  CHECK(user::calls_of_exp > 0);
  CHECK(user::calls_of_tanh == 4);
}

#endif

TEST_CASE("a number type that float holds is computed in float") {
  using user::Short;
  on_every_instruction_set([] {
    for (const float x : {-200.0f, -1.5f, 0.0f, 0.125f, 3.0f}) {
      CHECK(simdact::tanh(Short(x)) == Short(simdact::tanh(x)));
      CHECK(simdact::sigmoid.derivative(Short(x)) == Short(simdact::sigmoid.derivative(x)));
      CHECK(simdact::sigmoid.backward(Short(x), Short(0.25f)) == Short(simdact::sigmoid.backward(x, 0.25f)));
    }
  });
}
