// silu(x)  = x*s, s = sigmoid(x)
// silu'(x) = s*(1 + x*(1 - s))

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/exp.inl.hpp"
#include "../detail/polynomial.inl.hpp"
#include "../detail/swish.inl.hpp"
#endif

#if SIMDACT_INTERFACE
namespace simdact {

/// silu(x) = x*sigmoid(x); its minimum is -0.278465 near x = -1.278465.
/// silu'(x) = s*(1 + x*(1 - s)), s = sigmoid(x); silu'(0) = 0.5. It is no function of silu(x), so that there
/// is no backward(dy, y).
/// Largest error: 3 ULP, of double 4; 4 of the derivative, also around its zero; where a result is
/// subnormal, 4 units of the smallest subnormal number. silu(-0) = -0; infinities give the limits inf and -0, 1 and -0
/// for the derivative.
/// Elfwing, Uchibe, Doya: Sigmoid-weighted linear units (2018); Ramachandran, Zoph, Le: Searching for activation
/// functions (2017), there under the name of swish.
struct Silu : Interface<Silu> {
  static constexpr const char* name = "silu";
  static constexpr Bounds bounds = {3, 4, 4, 4};
};
inline constexpr Silu silu{};
template <>
inline constexpr bool has_backward_from_output<Silu> = false;

namespace detail::generic {

template <class T>
static T value(Silu, const T& x) {
  return times_sigmoid(x, x);
}
template <class T>
static T derivative(Silu, const T& x) {
  return slope_of_times_sigmoid(x);
}

}  // namespace detail::generic
}  // namespace simdact
#endif

#if SIMDACT_FORMULAS
template <class V>
SIMDACT_INLINE V value(Silu, V x) {
  return swish_value<Swish<typename V::Scalar, true>>(x);
}

template <class V>
SIMDACT_INLINE V derivative(Silu, V x) {
  return swish_derivative<Swish<typename V::Scalar, true>>(x);
}

template <class V>
SIMDACT_INLINE Both<V> value_and_derivative(Silu, V x) {
  return swish_value_and_derivative<Swish<typename V::Scalar, true>>(x);
}
#endif
