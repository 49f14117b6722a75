/// The formulas for every number type that has no kernels: long double, Eigen::AutoDiffScalar and their like.
///
/// Functions of the number type itself are found by its namespace (exp, tanh, abs). Every intermediate result is given
/// the type T: the operators of some types return expressions that refer to their operands.
#pragma once

#include <cmath>

#include "compiler.hpp"
#include "names.hpp"

namespace simdact::detail {
namespace {
namespace generic {

using std::exp;
using std::tanh;

/// e^-|x|, which does not overflow.
template <class T>
T exp_of_minus_abs(const T& x) {
  return T(exp(x < T(0) ? x : T(-x)));
}

/// `numerator` * e / (1 + e)^2, without the square, which would overflow nowhere but round once more.
template <class T>
T bell(const T& numerator, const T& e) {
  const T sum = T(T(1) + e);
  return T(T(T(numerator * e) / sum) / sum);
}

/// x where it is NaN, so that NaN is what comes out.
template <class T>
T step(const T& x) {
  return x > T(0) ? T(1) : x <= T(0) ? T(0) : x;
}

/// 0, with all that x carries besides its value, such as a gradient and its size.
template <class T>
T zero_like(const T& x) {
  const T zero = T(x - x);
  return zero <= T(0) ? zero : T(0);  // infinity - infinity is NaN
}

template <class T>
T value(Of<Relu>, const T& x) {
  return x <= T(0) ? zero_like(x) : x;
}
template <class T>
T derivative(Of<Relu>, const T& x) {
  return step(x);
}
template <class T>
T backward(Of<Relu>, const T& dy, const T& y) {
  return T(dy * step(y));
}

template <class T>
T value(Of<Sigmoid>, const T& x) {
  const T e = exp_of_minus_abs(x);
  const T sum = T(T(1) + e);
  return x < T(0) ? T(e / sum) : T(T(1) / sum);
}
template <class T>
T derivative(Of<Sigmoid>, const T& x) {
  return bell(T(1), exp_of_minus_abs(x));
}
template <class T>
T backward(Of<Sigmoid>, const T& dy, const T& y) {
  return T(dy * T(y * T(T(1) - y)));
}

template <class T>
T value(Of<Tanh>, const T& x) {
  return T(tanh(x));
}
template <class T>
T derivative(Of<Tanh>, const T& x) {
  return bell(T(4), exp_of_minus_abs(T(x + x)));
}
template <class T>
T backward(Of<Tanh>, const T& dy, const T& y) {
  return T(dy * T(T(T(1) - y) * T(T(1) + y)));
}

}  // namespace generic
}  // namespace
}  // namespace simdact::detail
