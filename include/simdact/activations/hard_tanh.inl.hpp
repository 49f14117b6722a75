// hard_tanh(x)  = min(max(x, -1), 1)
// hard_tanh'(x) = 1 where -1 < x < 1, else 0; 0 at both ends by definition here

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/alone.hpp"
#endif

#if SIMDACT_INTERFACE
namespace simdact {

/// hard_tanh(x) = min(max(x, -1), 1); hard_tanh(-0) = -0. Exact. Collobert, Large Scale Machine Learning, 2004.
/// hard_tanh'(x) = 1 for -1 < x < 1, else 0; hard_tanh'(-1) = hard_tanh'(1) = 0 by definition here.
struct HardTanh : Interface<HardTanh> {
  static constexpr const char* name = "hard_tanh";
  static constexpr Bounds bounds = {0, 0, 0, 0};
};
inline constexpr HardTanh hard_tanh{};

namespace detail::generic {

template <class T>
static T value(HardTanh, const T& x) {
  return x <= T(-1) ? T(zero_like(x) - T(1)) : x >= T(1) ? T(zero_like(x) + T(1)) : x;
}
template <class T>
static T derivative(HardTanh, const T& x) {
  return step(T(T(1) + minus_abs(x)));
}
template <class T>
static T backward(HardTanh f, const T& dy, const T& y) {
  return T(dy * derivative(f, y));
}

}  // namespace detail::generic
}  // namespace simdact
#endif

#if SIMDACT_FORMULAS
// NaN passes where it is the second operand.
template <class V>
SIMDACT_INLINE V value(HardTanh, V x) {
  return min(V(1), max(V(-1), x));
}

template <class V>
SIMDACT_INLINE V derivative(HardTanh, V x) {
  return if_positive(V(1) - abs(x), V(1), V(0));
}

// y is between the ends where x is.
template <class V>
SIMDACT_INLINE V backward(HardTanh f, V dy, V y) {
  return dy * derivative(f, y);
}
#endif
