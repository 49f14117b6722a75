// float:  tanh(x) = 2PQ / (P^2 + Q^2), P/Q = tanh(x/2)
// double: tanh(x) = (t*(2^n + 1) + 2^n - 1) / (t*(2^n - 1) + 2^n + 1), t = tanh(x - n*log(2)/2): the addition theorem
// tanh'(x) = 4*sigmoid'(2x)

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/correctly_rounded.inl.hpp"
#include "../detail/polynomial.inl.hpp"
#endif

#if SIMDACT_INTERFACE
namespace simdact {

/// tanh(x), the hyperbolic tangent; between -1 and 1, tanh(-x) = -tanh(x) to the bit, tanh(-0) = -0.
/// tanh'(x) = 1 - tanh(x)^2.
/// Largest error: 3 ULP, also of the derivative; where a result is subnormal, 2 units of the smallest subnormal number.
/// Infinities give the limits 1 and -1, and 0 for the derivative.
struct Tanh : Interface<Tanh> {
  static constexpr const char* name = "tanh";
  static constexpr Bounds bounds = {3, 3, 3, 3, 2};
};
inline constexpr Tanh tanh{};

namespace detail::generic {

template <class T>
static T value(Tanh, const T& x) {
  return T(tanh(x));
}
template <class T>
static T derivative(Tanh, const T& x) {
  return bell(T(4), T(exp(minus_abs(T(x + x)))));
}
template <class T>
static T backward(Tanh, const T& dy, const T& y) {
  return T(dy * T(T(T(1) - y) * T(T(1) + y)));
}

}  // namespace detail::generic
}  // namespace simdact
#endif

#if SIMDACT_FORMULAS
/// P and Q to 2^-26 of the result, tanh(x): an error of P/Q counts times (1 - t^2) / (1 + t^2), t = tanh(x/2), so that
/// low degrees do. Q is monic, which saves a multiplication, and its value at 0 just below a power of two, where
/// rounding errors are small against it and its square. tests/coefficients/search_tanh.cpp found them.
struct TanhAsDoubleAngle {
  static constexpr float p[] = {0x1.db8194p8f, 0x1.af8e6ap3f, 0x1.2b74f2p-5f, -0x1.158deep-15f};
  static constexpr float q[] = {0x1.db8194p9f, 0x1.a8e498p6f};
};

// Beyond 9.02 the result is 1. NaN passes, as it is the second operand of max and of min.
template <class V>
SIMDACT_INLINE V tanh_as_double_angle(V x) {
  using C = TanhAsDoubleAngle;
  x = min(V(9.02f), max(V(-9.02f), x));
  const V z = x * x;
  const V P = x * polynomial(C::p, z);
  const V Q = fma(z + V(C::q[1]), z, V(C::q[0]));
  return (P + P) * Q / fma(Q, Q, P * P);
}

/// tanh(r) = r - r^3*c(r^2) up to |r| = log(2)/4, to 2^-55.8. tests/coefficients/tanh.sollya made the coefficients.
struct TanhByAddition {
  static constexpr double half_log_2 = 0x1.62e42fefa39efp-2;
  static constexpr double terms[] = {0x1.555555555554cp-2,  -0x1.1111111106662p-3, 0x1.ba1ba1798d0ebp-5,
                                     -0x1.664f00d09ce86p-6, 0x1.224a213d3d21dp-7,  -0x1.c6054ee49adacp-9};
};

/// x = n*log(2)/2 + r, with 2^n. Whatever way the processor rounds, n is nearest, so that it is 0 where x is small.
/// From x = 20 on tanh is 1.
template <class V>
struct Steps {
  V power, r;
};
template <class V>
SIMDACT_INLINE Steps<V> in_steps(V x) {
  using E = Exp<double>;
  x = min(V(20), max(V(-20), x));
  const V n = nearest_whole(x * V(2 * E::log2_e));
  return {shift_left(n + V(E::rounds_to_whole + E::bias), E::mantissa_bits), fnma(n, V(TanhByAddition::half_log_2), x)};
}

/// Odd to the bit, as 2^-n for 2^n does nothing but scale numerator and denominator; but both zeros give 0.
template <class V>
SIMDACT_INLINE V tanh_by_addition(V x) {
  using C = TanhByAddition;
  const Steps<V> s = in_steps(x);
  const V z = s.r * s.r;
  const V t = fnma(s.r * z, polynomial(C::terms, z), s.r), sum = s.power + V(1), difference = s.power - V(1);
  return fma(t, sum, difference) / fma(t, difference, sum);
}

template <class V>
SIMDACT_INLINE V value(Tanh, V x) {
  if constexpr (std::is_same_v<typename V::Scalar, float>) {
    return tanh_as_double_angle(x);
  } else {
    return or_sign(tanh_by_addition(x), x);
  }
}

template <class V>
SIMDACT_INLINE V derivative(Tanh, V x) {
  using E = Exp<typename V::Scalar>;
  return bell<E, 2>(exp_as_fraction<E, 2>(max(V(E::underflow / 2 - 1), minus_abs(x))));
}

template <class V>
SIMDACT_INLINE V backward(Tanh, V dy, V y) {
  return dy * fnma(y, y, V(1));
}

// tanh(x) = (h*(e + r) + r) / (h*(e + r) + e), h = (2^n - 1)/2, e = E(2r)/2.
template <class V>
SIMDACT_INLINE V value(CorrectlyRounded<Tanh>, Widened<V> x) {
  using Doubles = typename Widened<V>::Doubles;
  const Steps<Doubles> s = in_steps(x.doubles);
  const Doubles e = even<ExpToBeRoundedToFloat, 2>(s.r * s.r);
  const Doubles h = fma(s.power, Doubles(0.5), Doubles(-0.5)), sum = e + s.r;
  return or_sign(narrow(fma(h, sum, s.r) / fma(h, sum, e)), x.floats);
}

template <class V>
SIMDACT_INLINE V derivative(CorrectlyRounded<Tanh>, Widened<V> x) {
  using E = ExpToBeRoundedToFloat;
  using Doubles = typename Widened<V>::Doubles;
  return narrow(bell<E, 2>(exp_as_fraction<E, 2>(max(Doubles(-54), minus_abs(x.doubles)))));
}
#endif
