// tanh(x)  = sign(x) * m / (1 + m), m = (e^(2|x|) - 1) / 2
// tanh'(x) = 4e / (1 + e)^2,        e = e^(-2|x|)

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/exp.inl.hpp"
#endif

constexpr Bounds bounds(Of<Tanh>) { return {2, 2, 3, 3}; }

// From |x| = 20 on the result is 1 in both types. The operand order of min lets NaN through.
template <class V>
SIMDACT_INLINE V value(Of<Tanh>, V x) {
  const V a = min(V(20), abs(x));
  return or_sign(m_over_1_plus_m(half_expm1_of_twice(a)), x);
}

// The factor 4 joins the one that undoes the headroom of the numerator. (1 + e)^2 as 1 + e*(2 + e): one rounding error
// that counts instead of three.
template <class V>
SIMDACT_INLINE V derivative(Of<Tanh>, V x) {
  using E = Exp<typename V::Scalar>;
  const V scaled = exp_with_headroom<2>(max(V(E::underflow / 2 - 1), or_sign(x, V(-1))));
  const V e = scaled * V(E::undo_headroom);
  return scaled * V(4 * E::undo_headroom) / fma(e, V(2) + e, V(1));
}

template <class V>
SIMDACT_INLINE V backward(Of<Tanh>, V dy, V y) {
  return dy * fnma(y, y, V(1));
}
