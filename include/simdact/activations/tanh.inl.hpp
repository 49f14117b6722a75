// tanh(x)  = sign(x) * m / (1 + m), m = (e^(2|x|) - 1) / 2
// tanh'(x) = 4e / (1 + e)^2,        e = e^(-2|x|)

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/correctly_rounded.inl.hpp"
#endif

constexpr Bounds bounds(Of<Tanh>) { return {2, 2, 3, 3}; }

// m / (1 + m) as c - c * (c / (1 + m)) with c = min(m, 1): the rounding errors of 1 + m and of the quotient count only
// in proportion to the second term, which is small against the result where they are large. From |x| = 20 on the result
// is 1 in both types.
template <class V>
SIMDACT_INLINE V value(Of<Tanh>, V x) {
  const V m = half_expm1_of_twice(limited(abs(x), V(20)));
  const V c = min(m, V(1));
  return or_sign(fnma(c, c / (one_unless_nan(x) + m), c), x);
}

// The factor 4 joins the one that undoes the headroom of the numerator. (1 + e)^2 as 1 + e*(2 + e): one rounding error
// that counts instead of three.
template <class V>
SIMDACT_INLINE V derivative(Of<Tanh>, V x) {
  using E = Exp<typename V::Scalar>;
  const V scaled = exp_with_headroom<2>(limited(or_sign(x, V(-1)), V(E::underflow / 2 - 1)));
  const V e = scaled * V(E::undo_headroom);
  return scaled * V(4 * E::undo_headroom) / fma(e, V(2) + e, one_unless_nan(x));
}

template <class V>
SIMDACT_INLINE V backward(Of<Tanh>, V dy, V y) {
  return dy * fnma(y, y, V(1));
}

// m / (2 + m), m = e^(2|x|) - 1. From |x| = 10 on the result is 1.
template <class V>
SIMDACT_INLINE auto exponential(Of<CorrectlyRounded<Tanh>>, Widened<V> x) {
  using Doubles = typename Widened<V>::Doubles;
  return expm1_to_be_rounded_to_float<2>(limited(abs(x.doubles), Doubles(10)));
}
template <class V, class Doubles>
SIMDACT_INLINE V value(Of<CorrectlyRounded<Tanh>>, Widened<V> x, Doubles m) {
  return or_sign(one_unless_nan(x.floats) * narrow(m / (Doubles(2) + m)), x.floats);
}
