// sigmoid(x)  = e / (1 + e) where x < 0, else 1 - e / (1 + e), e = e^-|x|
// sigmoid'(x) = e / (1 + e)^2

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/correctly_rounded.inl.hpp"
#endif

constexpr Bounds bounds(Of<Sigmoid>) { return {2, 2, 3, 3}; }

/// e^-|x|. Where it underflows, the results have reached their limits.
template <class V>
SIMDACT_INLINE V exp_of_minus_abs(V x) {
  using E = Exp<typename V::Scalar>;
  return exp_with_headroom<1>(limited(or_sign(x, V(-1)), V(E::underflow))) * V(E::undo_headroom);
}

// With c = e or 1, both are c - c * (e / (1 + e)): the rounding errors of 1 + e and of the quotient count only in
// proportion to the second term, which is the smaller one.
template <class V>
SIMDACT_INLINE V value(Of<Sigmoid>, V x) {
  const V e = exp_of_minus_abs(x);
  const V c = if_negative(x, e, V(1));
  return fnma(c, e / (one_unless_nan(x) + e), c);
}

// (1 + e)^2 as 1 + e*(2 + e): one rounding error that counts instead of three.
template <class V>
SIMDACT_INLINE V derivative(Of<Sigmoid>, V x) {
  const V e = exp_of_minus_abs(x);
  return e / fma(e, V(2) + e, one_unless_nan(x));
}

// y * (1 - y) as y - y*y, fused: rounded once, and not multiplied out where y is near 1.
template <class V>
SIMDACT_INLINE V backward(Of<Sigmoid>, V dy, V y) {
  return dy * fnma(y, y, y);
}

// With m = e^|x| - 1: 1 / (2 + m) where x < 0, else (1 + m) / (2 + m); but the numerator is moved by a unit or two in
// its last place, and so the result towards 1/2. For many small floats x, 1/2 + x/4 lies midway between two floats, and
// the next term of sigmoid(x) = 1/2 + x/4 - x^3/48 + ..., too small for the last bit of a double, decides the rounding:
// it points to 1/2. From |x| = 106 on the results have reached their limits.
template <class V>
SIMDACT_INLINE auto exponential(Of<CorrectlyRounded<Sigmoid>>, Widened<V> x) {
  using Doubles = typename Widened<V>::Doubles;
  return expm1_to_be_rounded_to_float<1>(limited(abs(x.doubles), Doubles(106)));
}
template <class V, class Doubles>
SIMDACT_INLINE V value(Of<CorrectlyRounded<Sigmoid>>, Widened<V> x, Doubles m) {
  const Doubles numerator = if_negative(x.doubles, Doubles(1 + 0x1p-52), m + Doubles(1 - 0x1p-51));
  return one_unless_nan(x.floats) * narrow(numerator / (Doubles(2) + m));
}
