// sigmoid(x)  = e / (1 + e) where x < 0, else 1 - e / (1 + e), e = e^-|x|
// sigmoid'(x) = e / (1 + e)^2

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/exp.inl.hpp"
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

// sigmoid(x) = 1/2 + x/4 - x^3/48 + ...: for many small floats x, 1/2 + x/4 lies midway between two floats, and what
// decides the rounding is too small for the last bit of a double. There 1/2 + x/4*(1 - 2^-26) is rounded instead: it
// lies on the same side of the middle, and is too near to 1/2 + x/4 to pass another one.
//
// Elsewhere one float, -0x1.250c02p-10, has a result so little above the middle that the nearest double is the middle.
// A unit in the last place of the double is added, which decides it, and no other float.
template <class V>
SIMDACT_INLINE V sigmoid_to_be_rounded_to_float(V x) {
  const V near_zero = fma(x, V(0.25 - 0x1p-28), V(0.5));
  const V y = value(Of<Sigmoid>(), x);
  return if_negative(abs(x) - V(0x1p-13), near_zero, fma(y, V(0x1p-53), y));
}

template <class V>
SIMDACT_INLINE V value(Of<CorrectlyRounded<Sigmoid>>, V x) {
  return narrow(sigmoid_to_be_rounded_to_float(widen(x)));
}
