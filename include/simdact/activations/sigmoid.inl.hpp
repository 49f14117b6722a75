// sigmoid(x)  = 1 / (1 + e^-x) = m / (1 + m), m = e^x
// sigmoid'(x) = e / (1 + e)^2,                e = e^-|x|

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/exp.inl.hpp"
#endif

constexpr Bounds bounds(Of<Sigmoid>) { return {2, 2, 3, 3}; }

// Outside the clamps the results are the limits already. The operand order of min and max lets NaN through.
template <class V>
SIMDACT_INLINE V value(Of<Sigmoid>, V x) {
  using E = Exp<typename V::Scalar>;
  const V z = min(V(40), max(V(E::underflow), x));
  return m_over_1_plus_m(exp_with_headroom<1>(z) * V(E::undo_headroom));
}

// (1 + e)^2 as 1 + e*(2 + e): one rounding error that counts instead of three.
template <class V>
SIMDACT_INLINE V derivative(Of<Sigmoid>, V x) {
  using E = Exp<typename V::Scalar>;
  const V z = max(V(E::underflow), or_sign(x, V(-1)));
  const V e = exp_with_headroom<1>(z) * V(E::undo_headroom);
  return e / fma(e, V(2) + e, V(1));
}

// y * (1 - y) as y - y*y, fused: rounded once, and not multiplied out where y is near 1.
template <class V>
SIMDACT_INLINE V backward(Of<Sigmoid>, V dy, V y) {
  return dy * fnma(y, y, y);
}

// sigmoid(x) = 1/2 + x/4 - x^3/48 + x^5/480 - ...: for many small floats x, 1/2 + x/4 lies midway between two floats,
// and what decides the rounding is too small for the last bit of a double. Rounding to odd keeps it.
template <class V>
SIMDACT_INLINE V sigmoid_to_be_rounded_to_float(V x) {
  const V line = fma(V(0.25), x, V(0.5));
  const V bend = x * (x * x) * fma(x * x, V(1.0 / 480), V(-1.0 / 48));
  const V sum = line + bend;
  const V near_zero = rounded_to_odd(sum, bend - (sum - line));

  const V distance = abs(x) - V(0x1.0000001p-8);  // never 0 for a float
  return zero_unless_positive(near_zero, V(0) - distance) + zero_unless_positive(value(Of<Sigmoid>(), x), distance);
}

template <class V>
SIMDACT_INLINE V value(Of<CorrectlyRounded<Sigmoid>>, V x) {
  return narrow(sigmoid_to_be_rounded_to_float(widen(x)));
}
