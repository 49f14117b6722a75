// softplus(x)  = log(1 + e^x) = max(x, 0) + log(1 + e^-|x|)
// softplus'(x) = sigmoid(x)

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/correctly_rounded.inl.hpp"

#include "../detail/expm1.inl.hpp"
#include "../detail/log1p.inl.hpp"

#include "sigmoid.inl.hpp"
#endif

#if SIMDACT_INTERFACE
namespace simdact {

/// softplus(x) = log(1 + e^x); all numbers; positive, softplus(-infinity) = 0, softplus(infinity) = infinity. Dugas et
/// al., Incorporating Second-Order Functional Knowledge for Better Option Pricing, 2000. softplus'(x) = sigmoid(x).
/// Largest error: 3 ULP, of double 4; 3 of the derivative; where a result is subnormal, 4 units of the smallest
/// subnormal number.
struct Softplus : Interface<Softplus> {
  static constexpr const char* name = "softplus";
  static constexpr Bounds bounds = {3, 4, 3, 3};
};
inline constexpr Softplus softplus{};

namespace detail::generic {

template <class T>
static T value(Softplus, const T& x) {
  const T rest = T(log1p(T(exp(minus_abs(x)))));
  return x < T(0) ? rest : T(x + rest);
}
template <class T>
static T derivative(Softplus, const T& x) {
  return value(Sigmoid(), x);
}
template <class T>
static T backward(Softplus, const T& dy, const T& y) {
  return T(dy * T(-T(expm1(T(-y)))));
}

}  // namespace detail::generic
}  // namespace simdact
#endif

#if SIMDACT_FORMULAS
template <class V>
constexpr std::size_t side_by_side<ValueOf, Softplus, V> = count_by_registers<V, 3>;
template <class V>
constexpr std::size_t side_by_side<DerivativeOf, Softplus, V> = side_by_side<ValueOf, Sigmoid, V>;

template <class V>
SIMDACT_INLINE V value(Softplus, V x) {
  const Log1pOfExp<V> l = log1p_of_exp(exp_of_minus_abs(x));
  return plus(max(V(0), x), l);
}

template <class V>
SIMDACT_INLINE V derivative(Softplus, V x) {
  return value(Sigmoid(), x);
}

template <class V>
SIMDACT_INLINE Both<V> value_and_derivative(Softplus, V x) {
  const Fraction<V> e = exp_of_minus_abs(x);
  const Log1pOfExp<V> l = log1p_of_exp(e);
  return {plus(max(V(0), x), l), sigmoid_of(e, x)};
}

// sigmoid(x) = 1 - e^-y
template <class V>
SIMDACT_INLINE V backward(Softplus, V dy, V y) {
  return dy * one_minus_exp(V(0) - y);
}
#endif
