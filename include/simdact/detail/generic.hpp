/// What the formulas share that serve every number type without kernels: long double, Eigen::AutoDiffScalar and their
/// like. They stand beside the formulas for vectors, in activations/.
///
/// Functions of the number type itself are found by its namespace: asin, exp, sqrt and tanh, and expm1, log1p and erfc
/// if they are there. Every intermediate result is given the type T: the operators of some types return expressions
/// that refer to their operands.
#pragma once

#include <cmath>
#include <type_traits>

namespace simdact::detail::generic {

using std::asin;
using std::exp;
using std::sqrt;
using std::tanh;

/// To be specialised for number types whose namespace has no expm1, log1p and erfc.
template <class T>
struct Functions;

template <class T>
static T expm1(const T& x) {
  if constexpr (std::is_floating_point_v<T>) {
    return std::expm1(x);
  } else {
    return Functions<T>::expm1(x);
  }
}
template <class T>
static T log1p(const T& x) {
  if constexpr (std::is_floating_point_v<T>) {
    return std::log1p(x);
  } else {
    return Functions<T>::log1p(x);
  }
}
template <class T>
static T erfc(const T& x) {
  if constexpr (std::is_floating_point_v<T>) {
    return std::erfc(x);
  } else {
    return Functions<T>::erfc(x);
  }
}

template <class T>
static T pi() {
  return T(T(6) * T(asin(T(0.5))));
}

/// -|x|
template <class T>
static T minus_abs(const T& x) {
  return x < T(0) ? x : T(-x);
}

/// `numerator` * e / (1 + e)^2, without the square, which would overflow nowhere but round once more.
template <class T>
static T bell(const T& numerator, const T& e) {
  const T sum = T(T(1) + e);
  return T(T(T(numerator * e) / sum) / sum);
}

/// x*sigmoid(t), the sign of t being that of x; -0 where x is -infinity.
template <class T>
static T times_sigmoid(const T& x, const T& t) {
  const T e = T(exp(minus_abs(t)));
  const T sum = T(T(1) + e);
  if (t < T(0) && e <= T(0)) return T(-e);
  return t < T(0) ? T(T(x * e) / sum) : T(x / sum);
}

/// The derivative of t*sigmoid(t).
template <class T>
static T slope_of_times_sigmoid(const T& t) {
  const T e = T(exp(minus_abs(t)));
  const T sum = T(T(1) + e);
  if (e <= T(0)) return t < T(0) ? T(-e) : sum;
  const T sigmoid = t < T(0) ? T(e / sum) : T(T(1) / sum), rest = t < T(0) ? T(T(1) / sum) : T(e / sum);
  return T(sigmoid * T(T(1) + T(t * rest)));
}

/// 1 where x is positive, else 0; x where it is NaN, so that NaN is what comes out.
template <class T>
static T step(const T& x) {
  return x > T(0) ? T(1) : x <= T(0) ? T(0) : x;
}

/// 0, with all that x carries besides its value, such as a gradient and its size.
template <class T>
static T zero_like(const T& x) {
  const T zero = T(x - x);
  return zero <= T(0) ? zero : T(0);  // infinity - infinity is NaN
}

}  // namespace simdact::detail::generic
