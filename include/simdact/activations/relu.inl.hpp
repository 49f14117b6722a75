// relu(x) = max(x, 0)
// relu'(x) = 1 where x > 0, else 0; 0 at x = 0 by definition here

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/alone.hpp"
#endif

#if SIMDACT_INTERFACE
namespace simdact {

/// relu(x) = max(x, 0): 0 for negative x and for -0, x for positive x. Exact.
/// relu'(x) = 1 for x > 0, else 0; relu'(0) = 0 by definition here.
struct Relu : Interface<Relu> {
  static constexpr const char* name = "relu";
  static constexpr Bounds bounds = {0, 0, 0, 0};
};
inline constexpr Relu relu{};

namespace detail::generic {

template <class T>
static T value(Relu, const T& x) {
  return x <= T(0) ? zero_like(x) : x;
}
template <class T>
static T derivative(Relu, const T& x) {
  return step(x);
}
template <class T>
static T backward(Relu, const T& dy, const T& y) {
  return T(dy * step(y));
}

}  // namespace detail::generic
}  // namespace simdact
#endif

#if SIMDACT_FORMULAS
template <class V>
SIMDACT_INLINE V value(Relu, V x) {
  return zero_if_negative(x);
}

template <class V>
SIMDACT_INLINE V derivative(Relu, V x) {
  return if_positive(x, V(1), V(0));
}

template <class V>
SIMDACT_INLINE V backward(Relu f, V dy, V y) {
  return dy * derivative(f, y);
}

// They share nothing but x, which is loaded once: there is little else to do.
template <class V>
SIMDACT_INLINE Both<V> value_and_derivative(Relu f, V x) {
  return {value(f, x), derivative(f, x)};
}
#endif
