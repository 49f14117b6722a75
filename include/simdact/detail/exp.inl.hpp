// The exponential that sigmoid and tanh are built on, as a quotient in which nothing cancels: for z = n*log(2) + r with a
// whole n, and E(r) = r*coth(r/2) = 2 + r^2/6 - r^4/360 + ..., an even function,
//
//     e^z = 2^n * (E + r) / (E - r).
//
// n is rounded by adding a number so large that its last bit is worth 1; the low bits of that sum, shifted, are the
// exponent of 2^n. Where the processor is told not to round to nearest, |r| reaches log(2) instead of log(2)/2: the
// coefficients serve there, too. tests/coefficients/exp.sollya made them.
//
// The argument is given as x with z = factor*x, where factor is 1 or 2: a power of two moves into the constants.

#ifndef SIMDACT_INLINE  // opened alone
#include "alone.hpp"
#endif

template <class T>
struct Exp;

/// e^r to 2^-24.9, to 2^-21.5 beyond |r| = log(2)/2.
template <>
struct Exp<float> {
  static constexpr float log2_e = 0x1.715476p0f, log_2 = 0x1.62e43p-1f, rest_of_log_2 = -0x1.05c61p-29f;
  static constexpr float terms[] = {2, 0x1.5555p-3f, -0x1.6cp-9f};

  static constexpr float rounds_to_whole = 0x1.8p23f, bias = 127;
  static constexpr int mantissa_bits = 23;

  static constexpr float underflow = -104.5f;  // e^underflow, rounded, is 0
  static constexpr int headroom = 60;
  static constexpr float scale = 0x1p60f;  // 2^headroom
};

/// e^r to 2^-56.9, all the way to |r| = log(2).
template <>
struct Exp<double> {
  static constexpr double log2_e = 0x1.71547652b82fep0, log_2 = 0x1.62e42fefa39efp-1,
                          rest_of_log_2 = 0x1.abc9e3b39803fp-56;
  static constexpr double terms[] = {2,
                                     0x1.55555555554f8p-3,
                                     -0x1.6c16c16bdb818p-9,
                                     0x1.1566ab5bf1a08p-14,
                                     -0x1.bbd6dd93af59p-20,
                                     0x1.666bb77d10be5p-25,
                                     -0x1.169a0102bcc8p-30};

  static constexpr double rounds_to_whole = 0x1.8p52, bias = 1023;
  static constexpr int mantissa_bits = 52;

  static constexpr double underflow = -746;
  static constexpr int headroom = 400;
  static constexpr double scale = 0x1p400;
};

/// Where few steps are taken, or the result will be rounded to float, what log_2 lacks does not count.
template <class E>
struct InFewSteps : E {
  static constexpr typename std::remove_const<decltype(E::log_2)>::type rest_of_log_2 = 0;
};

/// e^r to 2^-51, for results that will be rounded to float.
struct ExpToBeRoundedToFloat : InFewSteps<Exp<double>> {
  static constexpr double terms[] = {2, 0x1.55555555500afp-3, -0x1.6c16c10107422p-9, 0x1.15655af33b358p-14,
                                     -0x1.b893acf524dc3p-20};
};

/// e^(factor*x) = power * (even + odd) / (even - odd), or 2^doublings times that.
template <class V>
struct Quotient {
  V power, even, odd;
};

/// E(factor*r) / factor, the terms from the i-th on and every `stride`-th after it, over r^(2*i).
template <class E, int factor, std::size_t i, std::size_t stride, class V>
SIMDACT_INLINE V terms_of_even(V r_to_2_stride) {
  constexpr double factor_to_power = factor == 1 ? 1 : (1 << (2 * i)) * 0.5;
  const V coefficient(static_cast<typename V::Scalar>(factor_to_power * E::terms[i]));
  if constexpr (i + stride >= sizeof E::terms / sizeof E::terms[0]) {
    return coefficient;
  } else {
    return fma(terms_of_even<E, factor, i + stride, stride>(r_to_2_stride), r_to_2_stride, coefficient);
  }
}

/// Many terms go in two chains: one operation more, in half of the time.
template <class E, int factor, class V>
SIMDACT_INLINE V even(V r) {
  const V r_squared = r * r;
  if constexpr (sizeof E::terms / sizeof E::terms[0] < 6) {
    return terms_of_even<E, factor, 0, 1>(r_squared);
  } else {
    const V r_to_4 = r_squared * r_squared;
    return fma(terms_of_even<E, factor, 1, 2>(r_to_4), r_squared, terms_of_even<E, factor, 0, 2>(r_to_4));
  }
}

template <class E, int factor, int doublings, class V>
SIMDACT_INLINE Quotient<V> exp_as_quotient(V x) {
  const V origin(E::rounds_to_whole + (E::bias + doublings));
  const V sum = fma(x, V(factor * E::log2_e), origin);
  const V n = sum - origin;
  V r = fnma(n, V(E::log_2 / factor), x);
  if constexpr (E::rest_of_log_2 != 0) r = fnma(n, V(E::rest_of_log_2 / factor), r);
  return {shift_left(sum, E::mantissa_bits), even<E, factor>(r), r};
}

/// e^(factor*x) = numerator / (scale * denominator), the numerator a normal number also where e^(factor*x) is not.
/// `sum` is numerator + scale * denominator, so that numerator / sum is e / (1 + e), rounded once where it is subnormal.
template <class V>
struct Fraction {
  V numerator, denominator, sum;
};

template <int factor, class V>
SIMDACT_INLINE Fraction<V> exp_as_fraction(V x) {
  using E = Exp<typename V::Scalar>;
  const Quotient<V> e = exp_as_quotient<E, factor, E::headroom>(x);
  const V numerator = e.power * (e.even + e.odd), denominator = e.even - e.odd;
  return {numerator, denominator, fma(denominator, V(E::scale), numerator)};
}

template <class V>
SIMDACT_INLINE V minus_abs(V x) {
  return or_sign(x, V(-1));
}
