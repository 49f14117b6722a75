// gelu_quick(x)  = x*s, s = sigmoid(1.702*x)
// gelu_quick'(x) = s*(1 + 1.702*x*(1 - s))

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/exp.inl.hpp"
#include "../detail/polynomial.inl.hpp"
#include "../detail/swish.inl.hpp"
#endif

#if SIMDACT_INTERFACE
namespace simdact {

/// gelu_quick(x) = x*sigmoid(1.702*x); its minimum is -0.163610 near x = -0.751154.
/// gelu_quick'(x) = s*(1 + 1.702*x*(1 - s)), s = sigmoid(1.702*x); gelu_quick'(0) = 0.5. It is no function of
/// gelu_quick(x), so that there is no backward(dy, y). Largest error: 4 ULP, of double 5; 5 of the derivative, also
/// around its zero; where a result is subnormal, 4 units of the smallest subnormal number. gelu_quick(-0) = -0;
/// infinities give the limits inf and -0, 1 and -0 for the derivative. Hendrycks, Gimpel: Gaussian error linear units
/// (2016), there as the quick approximation of gelu.
struct GeluQuick : Interface<GeluQuick> {
  static constexpr const char* name = "gelu_quick";
  static constexpr Bounds bounds = {4, 5, 5, 5};
};
inline constexpr GeluQuick gelu_quick{};
template <>
inline constexpr bool has_backward_from_output<GeluQuick> = false;

namespace detail::generic {

template <class T>
static T value(GeluQuick, const T& x) {
  return times_sigmoid(x, T(T(T(1702) / T(1000)) * x));
}
template <class T>
static T derivative(GeluQuick, const T& x) {
  return slope_of_times_sigmoid(T(T(T(1702) / T(1000)) * x));
}

}  // namespace detail::generic
}  // namespace simdact
#endif

#if SIMDACT_FORMULAS
template <class V>
SIMDACT_INLINE V value(GeluQuick, V x) {
  return swish_value<Swish<typename V::Scalar, false>>(x);
}

template <class V>
SIMDACT_INLINE V derivative(GeluQuick, V x) {
  return swish_derivative<Swish<typename V::Scalar, false>>(x);
}

template <class V>
SIMDACT_INLINE Both<V> value_and_derivative(GeluQuick, V x) {
  return swish_value_and_derivative<Swish<typename V::Scalar, false>>(x);
}
#endif
