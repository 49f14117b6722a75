// Polynomials by Horner's rule.

#ifndef SIMDACT_INLINE  // opened alone
#include "alone.hpp"
#endif

/// c[i] + c[i+1]*x + ...
template <std::size_t i = 0, class V, class Scalar, std::size_t size>
SIMDACT_INLINE V polynomial(const Scalar (&c)[size], V x) {
  if constexpr (i + 1 == size) {
    return V(c[i]);
  } else {
    return fma(polynomial<i + 1>(c, x), x, V(c[i]));
  }
}
