/// What the formulas share that serve every number type without kernels: long double, Eigen::AutoDiffScalar and their
/// like. They stand beside the formulas for vectors, in activations/.
///
/// Functions of the number type itself are found by its namespace (exp, tanh, abs). Every intermediate result is given
/// the type T: the operators of some types return expressions that refer to their operands.
#pragma once

#include <cmath>

namespace simdact::detail::generic {

using std::erfc;
using std::exp;
using std::expm1;
using std::log1p;
using std::sqrt;
using std::tanh;

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
