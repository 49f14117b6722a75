/// Who is compared: simdact, loops over std:: functions, Eigen's own functions. A contestant has run(function,
/// activation, arrays) for every function and activation, and says how far its results may be off.
#pragma once

#include <benchmark/benchmark.h>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <simdact/eigen.hpp>
#include <type_traits>
#include <utility>

#include "names.hpp"

namespace bench {

using simdact::Relu;
using simdact::Sigmoid;
using simdact::Tanh;

/// Backward reads dy and y, the other functions x. ValueAndDerivative writes first and second, the others first.
template <class T>
struct Arrays {
  std::size_t n;
  const T *x, *dy, *y;
  T *first, *second;
};

/// The contract of simdact, in units in the last place. For backward, which has no bound of its own, that of the
/// derivative: two roundings stay below it.
struct WithinBounds {
  template <class Function, class Activation, class T>
  static long double tolerance(Function, Activation, T, long double exact) {
    constexpr auto bounds = simdact::detail::scalar::bounds(simdact::detail::Of<Activation>());
    constexpr bool is_float = std::is_same_v<T, float>;
    constexpr double value = is_float ? bounds.value_float : bounds.value_double;
    constexpr double derivative = is_float ? bounds.derivative_float : bounds.derivative_double;
    using Limits = std::numeric_limits<T>;
    const int exponent = std::max(std::ilogb(exact), Limits::min_exponent - 1);
    return (std::is_same_v<Function, Value> ? value : derivative) * std::ldexp(1.0L, exponent + 1 - Limits::digits);
  }
};

/// An absolute error of 16 epsilon. Relative to the result it is no bound: 1 - y * y cancels in the tails, and Eigen's
/// sigmoid of float is off by thousands of units in the last place at the left.
struct WithinSixteenEpsilon {
  template <class Function, class Activation, class T>
  static long double tolerance(Function, Activation, T, long double) {
    return 16 * static_cast<long double>(std::numeric_limits<T>::epsilon());
  }
};

/// simdact on pointers.
struct Simdact : WithinBounds {
  template <class Activation, class T>
  static void run(Value, Activation f, const Arrays<T>& a) {
    f(a.x, a.first, a.n);
  }
  template <class Activation, class T>
  static void run(Derivative, Activation f, const Arrays<T>& a) {
    f.derivative(a.x, a.first, a.n);
  }
  template <class Activation, class T>
  static void run(Backward, Activation f, const Arrays<T>& a) {
    f.backward(a.dy, a.y, a.first, a.n);
  }
  template <class Activation, class T>
  static void run(ValueAndDerivative, Activation f, const Arrays<T>& a) {
    f.value_and_derivative(a.x, a.first, a.second, a.n);
  }
};

template <class T>
auto as_eigen(T* p, std::size_t n) {
  using Array = Eigen::Array<std::remove_const_t<T>, Eigen::Dynamic, 1>;
  return Eigen::Map<std::conditional_t<std::is_const_v<T>, const Array, Array>>(p, static_cast<Eigen::Index>(n));
}

/// simdact on Eigen arrays: Y = simdact::tanh(X).
struct SimdactEigen : WithinBounds {
  template <class Activation, class T>
  static void run(Value, Activation f, const Arrays<T>& a) {
    as_eigen(a.first, a.n) = f(as_eigen(a.x, a.n));
  }
  template <class Activation, class T>
  static void run(Derivative, Activation f, const Arrays<T>& a) {
    as_eigen(a.first, a.n) = f.derivative(as_eigen(a.x, a.n));
  }
  template <class Activation, class T>
  static void run(Backward, Activation f, const Arrays<T>& a) {
    as_eigen(a.first, a.n) = f.backward(as_eigen(a.dy, a.n), as_eigen(a.y, a.n));
  }
  template <class Activation, class T>
  static void run(ValueAndDerivative, Activation f, const Arrays<T>& a) {
    auto y = as_eigen(a.first, a.n);
    auto d = as_eigen(a.second, a.n);
    f.value_and_derivative(as_eigen(a.x, a.n), y, d);
  }
};

/// Eigen's own functions: Y = X.tanh(). The derivative is taken from the value, in a second pass.
struct Eigens : WithinSixteenEpsilon {
  template <class X>
  static auto value(Relu, const X& x) {
    return x.cwiseMax(typename X::Scalar(0));
  }
  template <class X>
  static auto value(Sigmoid, const X& x) {
    return x.logistic();
  }
  template <class X>
  static auto value(Tanh, const X& x) {
    return x.tanh();
  }

  template <class Y>
  static auto derivative_at(Relu, const Y& y) {
    using T = typename Y::Scalar;
    return (y > T(0)).select(Y::Constant(y.size(), T(1)), Y::Constant(y.size(), T(0)));
  }
  template <class Y>
  static auto derivative_at(Sigmoid, const Y& y) {
    return y * (typename Y::Scalar(1) - y);
  }
  template <class Y>
  static auto derivative_at(Tanh, const Y& y) {
    return typename Y::Scalar(1) - y.square();
  }

  template <class Activation, class T>
  static void run(Value, Activation f, const Arrays<T>& a) {
    as_eigen(a.first, a.n) = value(f, as_eigen(a.x, a.n));
  }
  template <class Activation, class T>
  static void run(Derivative, Activation f, const Arrays<T>& a) {
    auto d = as_eigen(a.first, a.n);
    d = value(f, as_eigen(a.x, a.n));
    d = derivative_at(f, d);
  }
  template <class Activation, class T>
  static void run(Backward, Activation f, const Arrays<T>& a) {
    as_eigen(a.first, a.n) = as_eigen(a.dy, a.n) * derivative_at(f, as_eigen(a.y, a.n));
  }
  template <class Activation, class T>
  static void run(ValueAndDerivative, Activation f, const Arrays<T>& a) {
    auto y = as_eigen(a.first, a.n);
    y = value(f, as_eigen(a.x, a.n));
    as_eigen(a.second, a.n) = derivative_at(f, y);
  }
};

/// The functions of one number, from the standard library.
struct StdNumber : WithinSixteenEpsilon {
  template <class T>
  static T value(Relu, T x) {
    return std::max(x, T(0));
  }
  template <class T>
  static T value(Sigmoid, T x) {
    return 1 / (1 + std::exp(-x));
  }
  template <class T>
  static T value(Tanh, T x) {
    return std::tanh(x);
  }

  template <class T>
  static T derivative_at(Relu, T y) {
    return y > 0 ? T(1) : T(0);
  }
  template <class T>
  static T derivative_at(Sigmoid, T y) {
    return y * (1 - y);
  }
  template <class T>
  static T derivative_at(Tanh, T y) {
    return 1 - y * y;
  }

  template <class Activation, class T>
  static T derivative(Activation f, T x) {
    return derivative_at(f, value(f, x));
  }
  template <class Activation, class T>
  static T backward(Activation f, T dy, T y) {
    return dy * derivative_at(f, y);
  }
  template <class Activation, class T>
  static simdact::ValueAndDerivative<T> value_and_derivative(Activation f, T x) {
    const T y = value(f, x);
    return {y, derivative_at(f, y)};
  }
};

/// The functions of one number, from simdact.
struct SimdactNumber : WithinBounds {
  template <class Activation, class T>
  static T value(Activation f, T x) {
    return f(x);
  }
  template <class Activation, class T>
  static T derivative(Activation f, T x) {
    return f.derivative(x);
  }
  template <class Activation, class T>
  static T backward(Activation f, T dy, T y) {
    return f.backward(dy, y);
  }
  template <class Activation, class T>
  static simdact::ValueAndDerivative<T> value_and_derivative(Activation f, T x) {
    return f.value_and_derivative(x);
  }
};

/// A loop that the compiler may vectorise.
struct Freely {
  static void end_of_step() {}
};

/// A loop that stores one result before it begins with the next, as single calls do.
struct OneByOne {
  static void end_of_step() { benchmark::ClobberMemory(); }
};

/// A loop over functions of one number.
template <class Number, class Way>
struct Loop : Number {
  template <class Activation, class T>
  static void run(Value, Activation f, Arrays<T> a) {
    for (std::size_t i = 0; i < a.n; ++i, Way::end_of_step()) a.first[i] = Number::value(f, a.x[i]);
  }
  template <class Activation, class T>
  static void run(Derivative, Activation f, Arrays<T> a) {
    for (std::size_t i = 0; i < a.n; ++i, Way::end_of_step()) a.first[i] = Number::derivative(f, a.x[i]);
  }
  template <class Activation, class T>
  static void run(Backward, Activation f, Arrays<T> a) {
    for (std::size_t i = 0; i < a.n; ++i, Way::end_of_step()) a.first[i] = Number::backward(f, a.dy[i], a.y[i]);
  }
  template <class Activation, class T>
  static void run(ValueAndDerivative, Activation f, Arrays<T> a) {
    for (std::size_t i = 0; i < a.n; ++i, Way::end_of_step()) {
      const auto [y, d] = Number::value_and_derivative(f, a.x[i]);
      a.first[i] = y;
      a.second[i] = d;
    }
  }
};

using StdLoop = Loop<StdNumber, Freely>;
using StdCalls = Loop<StdNumber, OneByOne>;
using SimdactCalls = Loop<SimdactNumber, OneByOne>;

}  // namespace bench
