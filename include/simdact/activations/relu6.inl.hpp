// relu6(x)  = min(max(x, 0), 6)
// relu6'(x) = 1 where 0 < x < 6, else 0; 0 at both ends by definition here

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/alone.hpp"
#endif

#if SIMDACT_INTERFACE
namespace simdact {

/// relu6(x) = min(max(x, 0), 6): 0 for negative x and for -0. Exact. Krizhevsky, Convolutional Deep Belief Networks on
/// CIFAR-10, 2010.
/// relu6'(x) = 1 for 0 < x < 6, else 0; relu6'(0) = relu6'(6) = 0 by definition here.
struct Relu6 : Interface<Relu6> {
  static constexpr const char* name = "relu6";
  static constexpr Bounds bounds = {0, 0, 0, 0};
};
inline constexpr Relu6 relu6{};

namespace detail::generic {

template <class T>
static T value(Relu6, const T& x) {
  return x <= T(0) ? zero_like(x) : x >= T(6) ? T(T(6) + zero_like(x)) : x;
}
template <class T>
static T derivative(Relu6, const T& x) {
  return x >= T(6) ? T(0) : step(x);
}
template <class T>
static T backward(Relu6 f, const T& dy, const T& y) {
  return T(dy * derivative(f, y));
}

}  // namespace detail::generic
}  // namespace simdact
#endif

#if SIMDACT_FORMULAS
// NaN passes where it is the second operand.
template <class V>
SIMDACT_INLINE V value(Relu6, V x) {
  return min(V(6), zero_if_negative(x));
}

template <class V>
SIMDACT_INLINE V derivative(Relu6, V x) {
  return if_positive(min(x, V(6) - x), V(1), V(0));
}

// y is between the ends where x is.
template <class V>
SIMDACT_INLINE V backward(Relu6 f, V dy, V y) {
  return dy * derivative(f, y);
}
#endif
