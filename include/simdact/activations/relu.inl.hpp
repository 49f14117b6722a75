// relu(x) = max(x, 0)
// relu'(x) = 1 where x > 0, else 0; 0 at x = 0 by definition here

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/exp.inl.hpp"
#endif

constexpr Bounds bounds(Of<Relu>) { return {0, 0, 0, 0}; }

template <class V>
SIMDACT_INLINE V value(Of<Relu>, V x) {
  return zero_if_negative(x, x);
}

template <class V>
SIMDACT_INLINE V derivative(Of<Relu>, V x) {
  return one_if_positive(x);
}

template <class V>
SIMDACT_INLINE V backward(Of<Relu> relu, V dy, V y) {
  return dy * derivative(relu, y);
}
