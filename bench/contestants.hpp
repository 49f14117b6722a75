/// Who is compared: simdact, loops over the functions of the standard library, Eigen's own functions. A contestant has
/// run(function, activation, arrays).
#pragma once

#include <benchmark/benchmark.h>

#include <Eigen/Core>
#include <cstddef>
#include <simdact/eigen.hpp>
#include <type_traits>
#include <unsupported/Eigen/SpecialFunctions>
#include <utility>

#include "arrays.hpp"
#include "names.hpp"

namespace bench {

/// Whether the contestant has the function of the activation.
template <class Contestant, class Function, class Activation, class T, class = void>
constexpr bool can_run = false;
template <class Contestant, class Function, class Activation, class T>
constexpr bool can_run<Contestant, Function, Activation, T,
                       std::void_t<decltype(Contestant::run(Function(), std::declval<const Activation&>(),
                                                            std::declval<const Arrays<T>&>()))>> = true;

/// simdact on pointers.
struct Simdact {
  template <class Activation, class T>
  static void run(Value, const Activation& f, const Arrays<T>& a) {
    f(a.x, a.first, a.n);
  }
  template <class Activation, class T>
  static void run(Derivative, const Activation& f, const Arrays<T>& a) {
    f.derivative(a.x, a.first, a.n);
  }
  template <class Activation, class T>
  static void run(Backward, const Activation& f, const Arrays<T>& a) {
    f.backward(a.dy, a.y, a.first, a.n);
  }
  template <class Activation, class T>
  static void run(BackwardFromInput, const Activation& f, const Arrays<T>& a) {
    f.backward_from_input(a.dy, a.x, a.first, a.n);
  }
  template <class Activation, class T>
  static void run(ValueAndDerivative, const Activation& f, const Arrays<T>& a) {
    f.value_and_derivative(a.x, a.first, a.second, a.n);
  }
};

template <class T>
auto as_eigen(T* p, std::size_t n) {
  using Array = Eigen::Array<std::remove_const_t<T>, Eigen::Dynamic, 1>;
  return Eigen::Map<std::conditional_t<std::is_const_v<T>, const Array, Array>>(p, static_cast<Eigen::Index>(n));
}

/// simdact on Eigen arrays: Y = simdact::tanh(X).
struct SimdactEigen {
  template <class Activation, class T>
  static void run(Value, const Activation& f, const Arrays<T>& a) {
    as_eigen(a.first, a.n) = f(as_eigen(a.x, a.n));
  }
  template <class Activation, class T>
  static void run(Derivative, const Activation& f, const Arrays<T>& a) {
    as_eigen(a.first, a.n) = f.derivative(as_eigen(a.x, a.n));
  }
  template <class Activation, class T>
  static void run(Backward, const Activation& f, const Arrays<T>& a) {
    as_eigen(a.first, a.n) = f.backward(as_eigen(a.dy, a.n), as_eigen(a.y, a.n));
  }
  template <class Activation, class T>
  static void run(BackwardFromInput, const Activation& f, const Arrays<T>& a) {
    as_eigen(a.first, a.n) = f.backward_from_input(as_eigen(a.dy, a.n), as_eigen(a.x, a.n));
  }
  template <class Activation, class T>
  static void run(ValueAndDerivative, const Activation& f, const Arrays<T>& a) {
    auto y = as_eigen(a.first, a.n);
    auto d = as_eigen(a.second, a.n);
    f.value_and_derivative(as_eigen(a.x, a.n), y, d);
  }
};

/// Eigen's own functions and what one would write with them: Y = X.tanh(). (Its select computes one element at a time:
/// max and min stand for it in the values.) The derivative is taken from the value, in a second pass.
struct Eigens {
  template <class X>
  static auto value(simdact::Relu, const X& x) {
    return x.cwiseMax(typename X::Scalar(0));
  }
  template <class X>
  static auto value(simdact::LeakyRelu f, const X& x) {
    return x.cwiseMax(typename X::Scalar(f.negative_slope()) * x);
  }
  template <class X>
  static auto value(simdact::Relu6, const X& x) {
    using T = typename X::Scalar;
    return x.cwiseMax(T(0)).cwiseMin(T(6));
  }
  template <class X>
  static auto value(simdact::Elu f, const X& x) {
    using T = typename X::Scalar;
    return x.cwiseMax(T(0)) + T(f.alpha()) * x.cwiseMin(T(0)).expm1();
  }
  template <class X>
  static auto value(simdact::Selu f, const X& x) {
    using T = typename X::Scalar;
    return T(f.lambda) * x.cwiseMax(T(0)) + T(f.lambda * f.alpha) * x.cwiseMin(T(0)).expm1();
  }
  template <class X>
  static auto value(simdact::Gelu, const X& x) {
    using T = typename X::Scalar;
    return T(0.5) * x * (T(1) + (T(0.70710678118654752440L) * x).erf());
  }
  template <class X>
  static auto value(simdact::GeluTanh, const X& x) {
    using T = typename X::Scalar;
    constexpr T root = T(0.79788456080286535588L);  // of 2/pi
    return T(0.5) * x * (T(1) + (x * (root + T(0.044715L) * root * x.square())).tanh());
  }
  template <class X>
  static auto value(simdact::GeluQuick, const X& x) {
    return x * (typename X::Scalar(1.702) * x).logistic();
  }
  template <class X>
  static auto value(simdact::Silu, const X& x) {
    return x * x.logistic();
  }
  template <class X>
  static auto value(simdact::Mish, const X& x) {
    return x * value(simdact::Softplus(), x).tanh();
  }
  template <class X>
  static auto value(simdact::HardSwish, const X& x) {
    return x * value(simdact::HardSigmoid(), x);
  }
  template <class X>
  static auto value(simdact::Sigmoid, const X& x) {
    return x.logistic();
  }
  template <class X>
  static auto value(simdact::HardSigmoid, const X& x) {
    using T = typename X::Scalar;
    return ((x + T(3)) * (T(1) / 6)).cwiseMax(T(0)).cwiseMin(T(1));
  }
  template <class X>
  static auto value(simdact::LogSigmoid, const X& x) {
    return x.cwiseMin(typename X::Scalar(0)) - (-x.abs()).exp().log1p();
  }
  template <class X>
  static auto value(simdact::Softplus, const X& x) {
    return x.cwiseMax(typename X::Scalar(0)) + (-x.abs()).exp().log1p();
  }
  template <class X>
  static auto value(simdact::Tanh, const X& x) {
    return x.tanh();
  }
  template <class X>
  static auto value(simdact::HardTanh, const X& x) {
    using T = typename X::Scalar;
    return x.cwiseMax(T(-1)).cwiseMin(T(1));
  }
  template <class X>
  static auto value(simdact::Softsign, const X& x) {
    return x / (typename X::Scalar(1) + x.abs());
  }

  template <class Y>
  static auto derivative_at(simdact::Relu, const Y& y) {
    using T = typename Y::Scalar;
    return (y > T(0)).select(Y::Constant(y.size(), T(1)), Y::Constant(y.size(), T(0)));
  }
  template <class Y>
  static auto derivative_at(simdact::Elu f, const Y& y) {
    using T = typename Y::Scalar;
    return (y > T(0)).select(Y::Constant(y.size(), T(1)), y + T(f.alpha()));
  }
  template <class Y>
  static auto derivative_at(simdact::Sigmoid, const Y& y) {
    return y * (typename Y::Scalar(1) - y);
  }
  template <class Y>
  static auto derivative_at(simdact::Softplus, const Y& y) {
    return typename Y::Scalar(1) - (-y).exp();
  }
  template <class Y>
  static auto derivative_at(simdact::Tanh, const Y& y) {
    return typename Y::Scalar(1) - y.square();
  }
  template <class Y>
  static auto derivative_at(simdact::Softsign, const Y& y) {
    return (typename Y::Scalar(1) - y.abs()).square();
  }

  template <class Activation, class T>
  static auto run(Value, const Activation& f, const Arrays<T>& a) -> decltype(void(value(f, as_eigen(a.x, a.n)))) {
    as_eigen(a.first, a.n) = value(f, as_eigen(a.x, a.n));
  }
  template <class Activation, class T>
  static auto run(Derivative, const Activation& f, const Arrays<T>& a)
      -> decltype(void(derivative_at(f, as_eigen(a.y, a.n)))) {
    auto d = as_eigen(a.first, a.n);
    d = value(f, as_eigen(a.x, a.n));
    d = derivative_at(f, d);
  }
  template <class Activation, class T>
  static auto run(Backward, const Activation& f, const Arrays<T>& a)
      -> decltype(void(derivative_at(f, as_eigen(a.y, a.n)))) {
    as_eigen(a.first, a.n) = as_eigen(a.dy, a.n) * derivative_at(f, as_eigen(a.y, a.n));
  }
  template <class Activation, class T>
  static auto run(BackwardFromInput, const Activation& f, const Arrays<T>& a)
      -> decltype(void(derivative_at(f, as_eigen(a.y, a.n)))) {
    auto dx = as_eigen(a.first, a.n);
    dx = value(f, as_eigen(a.x, a.n));
    dx = as_eigen(a.dy, a.n) * derivative_at(f, dx);
  }
  template <class Activation, class T>
  static auto run(ValueAndDerivative, const Activation& f, const Arrays<T>& a)
      -> decltype(void(derivative_at(f, as_eigen(a.y, a.n)))) {
    auto y = as_eigen(a.first, a.n);
    y = value(f, as_eigen(a.x, a.n));
    as_eigen(a.second, a.n) = derivative_at(f, y);
  }
};

/// The functions of one number by the portable formulas, which call those of the standard library.
struct StdNumber {
  template <class Activation, class T>
  static T value(const Activation& f, T x) {
    return simdact::detail::generic::value(f, x);
  }
  template <class Activation, class T>
  static T derivative(const Activation& f, T x) {
    return simdact::detail::generic::derivative(f, x);
  }
  template <class Activation, class T>
  static T backward(const Activation& f, T dy, T y) {
    return simdact::detail::generic::backward(f, dy, y);
  }
  template <class Activation, class T>
  static T backward_from_input(const Activation& f, T dy, T x) {
    return dy * derivative(f, x);
  }
  template <class Activation, class T>
  static simdact::ValueAndDerivative<T> value_and_derivative(const Activation& f, T x) {
    return {value(f, x), derivative(f, x)};
  }
};

/// The functions of one number, from simdact.
struct SimdactNumber {
  template <class Activation, class T>
  static T value(const Activation& f, T x) {
    return f(x);
  }
  template <class Activation, class T>
  static T derivative(const Activation& f, T x) {
    return f.derivative(x);
  }
  template <class Activation, class T>
  static T backward(const Activation& f, T dy, T y) {
    return f.backward(dy, y);
  }
  template <class Activation, class T>
  static T backward_from_input(const Activation& f, T dy, T x) {
    return f.backward_from_input(dy, x);
  }
  template <class Activation, class T>
  static simdact::ValueAndDerivative<T> value_and_derivative(const Activation& f, T x) {
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
  static void run(Value, const Activation& f, Arrays<T> a) {
    for (std::size_t i = 0; i < a.n; ++i, Way::end_of_step()) a.first[i] = Number::value(f, a.x[i]);
  }
  template <class Activation, class T>
  static void run(Derivative, const Activation& f, Arrays<T> a) {
    for (std::size_t i = 0; i < a.n; ++i, Way::end_of_step()) a.first[i] = Number::derivative(f, a.x[i]);
  }
  template <class Activation, class T>
  static void run(Backward, const Activation& f, Arrays<T> a) {
    for (std::size_t i = 0; i < a.n; ++i, Way::end_of_step()) a.first[i] = Number::backward(f, a.dy[i], a.y[i]);
  }
  template <class Activation, class T>
  static void run(BackwardFromInput, const Activation& f, Arrays<T> a) {
    for (std::size_t i = 0; i < a.n; ++i, Way::end_of_step()) {
      a.first[i] = Number::backward_from_input(f, a.dy[i], a.x[i]);
    }
  }
  template <class Activation, class T>
  static void run(ValueAndDerivative, const Activation& f, Arrays<T> a) {
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
