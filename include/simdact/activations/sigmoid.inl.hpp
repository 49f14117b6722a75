// sigmoid(x)  = e^x / (1 + e^x)
// sigmoid'(x) = y - y^2, y = sigmoid(-|x|)

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/correctly_rounded.inl.hpp"
#endif

#if SIMDACT_INTERFACE
namespace simdact {

/// sigmoid(x) = 1 / (1 + e^-x), the logistic function; between 0 and 1, sigmoid(0) = 0.5.
/// sigmoid'(x) = sigmoid(x) * (1 - sigmoid(x)).
/// Largest error: 3 ULP, also of the derivative; where a result is subnormal, 2 units of the smallest subnormal number.
/// Infinities give the limits 1 and 0, and 0 for the derivative.
struct Sigmoid : Interface<Sigmoid> {
  static constexpr const char* name = "sigmoid";
  static constexpr Bounds bounds = {3, 3, 3, 3, 2};
};
inline constexpr Sigmoid sigmoid{};

namespace detail::generic {

template <class T>
static T value(Sigmoid, const T& x) {
  const T e = T(exp(minus_abs(x)));
  const T sum = T(T(1) + e);
  return x < T(0) ? T(e / sum) : T(T(1) / sum);
}
template <class T>
static T derivative(Sigmoid, const T& x) {
  return bell(T(1), T(exp(minus_abs(x))));
}
template <class T>
static T backward(Sigmoid, const T& dy, const T& y) {
  return T(dy * T(y * T(T(1) - y)));
}

}  // namespace detail::generic
}  // namespace simdact
#endif

#if SIMDACT_FORMULAS
// Of float all constants stay in registers while two vectors are on their way, not while four are.
template <class Formula, class V>
constexpr std::size_t side_by_side<Formula, Sigmoid, V> = count_by_registers<V, 2>;

// From x = 40 on the result is 1 in both types. The limits stand first, so that NaN passes.
template <class V>
SIMDACT_INLINE V value(Sigmoid, V x) {
  using E = Exp<typename V::Scalar>;
  const Fraction<V> e = exp_as_fraction<E, 1>(min(V(40), max(V(E::underflow), x)));
  return e.numerator / e.sum;
}

template <class V>
SIMDACT_INLINE V derivative(Sigmoid, V x) {
  using E = Exp<typename V::Scalar>;
  return bell<E, 1>(exp_as_fraction<E, 1>(max(V(E::underflow), minus_abs(x))));
}

/// sigmoid(x) from e^-|x|: what e^x and e^-x go through differs in sign and by powers of two alone, so that it has the
/// bits of the value.
template <class V>
SIMDACT_INLINE V sigmoid_of(Fraction<V> e, V x) {
  return if_negative(x, e.numerator, e.denominator * V(Exp<typename V::Scalar>::scale)) / e.sum;
}

template <class V>
SIMDACT_INLINE Both<V> value_and_derivative(Sigmoid, V x) {
  using E = Exp<typename V::Scalar>;
  const Fraction<V> e = exp_as_fraction<E, 1>(max(V(E::underflow), minus_abs(x)));
  return {sigmoid_of(e, x), bell<E, 1>(e)};
}

// y * (1 - y) as y - y*y, fused: rounded once, and not multiplied out where y is near 1.
template <class V>
SIMDACT_INLINE V backward(Sigmoid, V dy, V y) {
  return dy * fnma(y, y, y);
}

// For many small floats x, 1/2 + x/4 lies midway between two floats, and the next term of sigmoid(x) = 1/2 + x/4 -
// x^3/48 + ..., too small for the last bit of a double, decides the rounding: it points to 1/2. So does e^-|x| made
// larger by 3*2^-53 of it. From |x| = 106 on the results have reached their limits.
template <class V>
SIMDACT_INLINE V value(CorrectlyRounded<Sigmoid>, Widened<V> x) {
  using Doubles = typename Widened<V>::Doubles;
  const auto e = exp_as_quotient<ExpToBeRoundedToFloat, 1, 0>(max(Doubles(-106), minus_abs(x.doubles)));
  const Doubles numerator = e.power * (e.even + e.r + Doubles(0x1.8p-51)), denominator = e.even - e.r;
  return narrow(if_negative(x.doubles, numerator, denominator) / (numerator + denominator));
}

template <class V>
SIMDACT_INLINE V derivative(CorrectlyRounded<Sigmoid>, Widened<V> x) {
  using E = ExpToBeRoundedToFloat;
  using Doubles = typename Widened<V>::Doubles;
  return narrow(bell<E, 1>(exp_as_fraction<E, 1>(max(Doubles(-106), minus_abs(x.doubles)))));
}
#endif
