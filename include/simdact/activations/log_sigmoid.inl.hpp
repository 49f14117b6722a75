// log_sigmoid(x)  = log(sigmoid(x)) = min(x, 0) - log(1 + e^-|x|)
// log_sigmoid'(x) = sigmoid(-x)

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/correctly_rounded.inl.hpp"

#include "../detail/expm1.inl.hpp"
#include "../detail/log1p.inl.hpp"

#include "sigmoid.inl.hpp"
#endif

#if SIMDACT_INTERFACE
namespace simdact {

/// log_sigmoid(x) = log(sigmoid(x)) = -softplus(-x), to the bit; all numbers; negative, log_sigmoid(infinity) = -0,
/// log_sigmoid(-infinity) = -infinity.
/// log_sigmoid'(x) = sigmoid(-x).
/// Largest error: 3 ULP, of double 4; 3 of the derivative; where a result is subnormal, 4 units of the smallest
/// subnormal number.
struct LogSigmoid : Interface<LogSigmoid> {
  static constexpr const char* name = "log_sigmoid";
  static constexpr Bounds bounds = {3, 4, 3, 3};
};
inline constexpr LogSigmoid log_sigmoid{};

namespace detail::generic {

template <class T>
static T value(LogSigmoid, const T& x) {
  const T rest = T(log1p(T(exp(minus_abs(x)))));
  return x < T(0) ? T(x - rest) : T(-rest);
}
template <class T>
static T derivative(LogSigmoid, const T& x) {
  return value(Sigmoid(), T(-x));
}
template <class T>
static T backward(LogSigmoid, const T& dy, const T& y) {
  return T(dy * T(-T(expm1(y))));
}

}  // namespace detail::generic
}  // namespace simdact
#endif

#if SIMDACT_FORMULAS
template <class V>
constexpr std::size_t side_by_side<DerivativeOf, LogSigmoid, V> = side_by_side<ValueOf, Sigmoid, V>;

// -0 for 0, as the limit at infinity is reached from below.
template <class V>
SIMDACT_INLINE V value(LogSigmoid, V x) {
  const Log1pOfExp<V> l = log1p_of_exp(exp_of_minus_abs(x));
  return minus(min(V(-0.0f), x), l);
}

template <class V>
SIMDACT_INLINE V derivative(LogSigmoid, V x) {
  return value(Sigmoid(), V(0) - x);
}

// The derivative as in sigmoid's value_and_derivative, of -x.
template <class V>
SIMDACT_INLINE Both<V> value_and_derivative(LogSigmoid, V x) {
  using E = Exp<typename V::Scalar>;
  const Fraction<V> e = exp_of_minus_abs(x);
  const Log1pOfExp<V> l = log1p_of_exp(e);
  return {minus(min(V(-0.0f), x), l), if_negative(x, e.denominator * V(E::scale), e.numerator) / e.sum};
}

// sigmoid(-x) = 1 - e^y
template <class V>
SIMDACT_INLINE V backward(LogSigmoid, V dy, V y) {
  return dy * one_minus_exp(y);
}
#endif
