// sigmoid(x)  = e^x / (1 + e^x)
// sigmoid'(x) = y - y^2, y = sigmoid(-|x|)

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/correctly_rounded.inl.hpp"
#endif

constexpr Bounds bounds(Of<Sigmoid>) { return {3, 3, 3, 3}; }

// From x = 40 on the result is 1 in both types. The limits stand first, so that NaN passes.
template <class V>
SIMDACT_INLINE V value(Of<Sigmoid>, V x) {
  using E = Exp<typename V::Scalar>;
  const Fraction<V> e = exp_as_fraction<E, 1>(min(V(40), max(V(E::underflow), x)));
  return e.numerator / e.sum;
}

template <class V>
SIMDACT_INLINE V derivative(Of<Sigmoid>, V x) {
  using E = Exp<typename V::Scalar>;
  return bell<E, 1>(exp_as_fraction<E, 1>(max(V(E::underflow), minus_abs(x))));
}

// What e^x and e^-x go through differs in sign and by powers of two alone, so that the value has the bits of the one
// above.
template <class V>
SIMDACT_INLINE Both<V> value_and_derivative(Of<Sigmoid>, V x) {
  using E = Exp<typename V::Scalar>;
  const Fraction<V> e = exp_as_fraction<E, 1>(max(V(E::underflow), minus_abs(x)));
  return {if_negative(x, e.numerator, e.denominator * V(E::scale)) / e.sum, bell<E, 1>(e)};
}

// y * (1 - y) as y - y*y, fused: rounded once, and not multiplied out where y is near 1.
template <class V>
SIMDACT_INLINE V backward(Of<Sigmoid>, V dy, V y) {
  return dy * fnma(y, y, y);
}

// For many small floats x, 1/2 + x/4 lies midway between two floats, and the next term of sigmoid(x) = 1/2 + x/4 -
// x^3/48 + ..., too small for the last bit of a double, decides the rounding: it points to 1/2. So does e^-|x| made
// larger by three units in the last place of 1. From |x| = 106 on the results have reached their limits.
template <class V>
SIMDACT_INLINE V value(Of<CorrectlyRounded<Sigmoid>>, Widened<V> x) {
  using Doubles = typename Widened<V>::Doubles;
  const auto e = exp_as_quotient<ExpToBeRoundedToFloat, 1, 0>(max(Doubles(-106), minus_abs(x.doubles)));
  const Doubles numerator = e.power * (e.even + e.r + Doubles(0x1.8p-51)), denominator = e.even - e.r;
  return narrow(if_negative(x.doubles, numerator, denominator) / (numerator + denominator));
}

template <class V>
SIMDACT_INLINE V derivative(Of<CorrectlyRounded<Sigmoid>>, Widened<V> x) {
  using E = ExpToBeRoundedToFloat;
  using Doubles = typename Widened<V>::Doubles;
  return narrow(bell<E, 1>(exp_as_fraction<E, 1>(max(Doubles(-106), minus_abs(x.doubles)))));
}
