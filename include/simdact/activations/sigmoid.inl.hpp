// sigmoid(x)  = e^x / (1 + e^x)
// sigmoid'(x) = y - y^2, y = sigmoid(-|x|)

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/correctly_rounded.inl.hpp"
#endif

constexpr Bounds bounds(Of<Sigmoid>) { return {3, 3, 3, 3}; }

// From x = 40 on the result is 1 in both types. The limits stand first, so that NaN passes.
template <class V>
SIMDACT_INLINE V value(Of<Sigmoid>, V x) {
  const Fraction<V> e = exp_as_fraction<1>(min(V(40), max(V(Exp<typename V::Scalar>::underflow), x)));
  return e.numerator / e.sum;
}

template <class V>
SIMDACT_INLINE Fraction<V> exp_of_minus_abs(Of<Sigmoid>, V x) {
  return exp_as_fraction<1>(max(V(Exp<typename V::Scalar>::underflow), minus_abs(x)));
}

// As y <= 1/2, the relative error of y shrinks in y - y^2, which is fused: rounded once.
template <class V>
SIMDACT_INLINE V derivative(Of<Sigmoid> f, V x) {
  const Fraction<V> e = exp_of_minus_abs(f, x);
  const V y = e.numerator / e.sum;
  return fnma(y, y, y);
}

// What e^x and e^-x go through differs in sign and by powers of two alone, so that the value has the bits of the one
// above.
template <class V>
SIMDACT_INLINE Both<V> value_and_derivative(Of<Sigmoid> f, V x) {
  const Fraction<V> e = exp_of_minus_abs(f, x);
  const V y = e.numerator / e.sum;
  const V scale(Exp<typename V::Scalar>::scale);
  return {if_negative(x, e.numerator, e.denominator * scale) / e.sum, fnma(y, y, y)};
}

// y * (1 - y) as y - y*y, fused: rounded once, and not multiplied out where y is near 1.
template <class V>
SIMDACT_INLINE V backward(Of<Sigmoid>, V dy, V y) {
  return dy * fnma(y, y, y);
}

// For many small floats x, 1/2 + x/4 lies midway between two floats, and the next term of sigmoid(x) = 1/2 + x/4 -
// x^3/48 + ..., too small for the last bit of a double, decides the rounding: it points to 1/2. So does e^-|x| made
// larger by two units in the last place. From |x| = 106 on the results have reached their limits.
template <class V>
SIMDACT_INLINE V value(Of<CorrectlyRounded<Sigmoid>>, Widened<V> x) {
  using Doubles = typename Widened<V>::Doubles;
  const auto e = exp_as_quotient<ExpToBeRoundedToFloat, 1, 0>(max(Doubles(-106), minus_abs(x.doubles)));
  const Doubles numerator = e.power * (e.even + e.odd + Doubles(0x1p-50)), denominator = e.even - e.odd;
  return narrow(if_negative(x.doubles, numerator, denominator) / (numerator + denominator));
}
