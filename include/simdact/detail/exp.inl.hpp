// The exponential that sigmoid and tanh are built on, as a quotient in which nothing cancels: for z = n*log(2) + r with
// a whole n, and E(r) = r*coth(r/2) = 2 + r^2/6 - r^4/360 + ..., an even function,
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

/// e^r to 2^-26.6, to 2^-22.4 beyond |r| = log(2)/2.
template <>
struct Exp<float> {
  static constexpr float log2_e = 0x1.715476p0f, log_2 = 0x1.62e43p-1f, rest_of_log_2 = -0x1.05c61p-29f;
  static constexpr float terms[] = {2, 0x1.5553acp-3f, -0x1.6761bap-9f};
  static constexpr float odd = 1;

  static constexpr float rounds_to_whole = 0x1.8p23f, bias = 127;
  static constexpr int mantissa_bits = 23;

  static constexpr float underflow = -104.5f;  // e^underflow, rounded, is 0
  static constexpr int headroom = 60;
  static constexpr float scale = 0x1p60f;  // 2^headroom
};

/// E and r times `odd`, which puts E + r and E - r below 2, where they are rounded to smaller units, up to |r| = 0.13
/// and not for r = 0 alone; e^r to 2^-56.9.
/// n*log_2 is exact, and so is what it leaves of z.
template <>
struct Exp<double> {
  static constexpr double log2_e = 0x1.71547652b82fep0, log_2 = 0x1.62e42fefa38p-1,
                          rest_of_log_2 = 0x1.ef35793c7673p-45;
  static constexpr double terms[] = {0x1.ep0,
                                     0x1.3ffffffffffa8p-3,
                                     -0x1.555555551d9a2p-9,
                                     0x1.041040a60183ap-14,
                                     -0x1.a0196f8c36906p-20,
                                     0x1.5004f1dc72a12p-25,
                                     -0x1.052f88c05eefbp-30};
  static constexpr double odd = 0x1.ep-1;

  static constexpr double rounds_to_whole = 0x1.8p52, bias = 1023;
  static constexpr int mantissa_bits = 52;

  static constexpr double underflow = -746;
  static constexpr int headroom = 400;
  static constexpr double scale = 0x1p400;
};

/// e^r to 2^-51.
struct ExpToBeRoundedToFloat : Exp<double> {
  static constexpr double log_2 = 0x1.62e42fefa39efp-1, rest_of_log_2 = 0, odd = 1;
  static constexpr double terms[] = {2, 0x1.55555555500afp-3, -0x1.6c16c10107422p-9, 0x1.15655af33b358p-14,
                                     -0x1.b893acf524dc3p-20};
};

/// e^(factor*x) = power * (even + odd*r) / (even - odd*r), or 2^doublings times that.
template <class V>
struct Quotient {
  V power, even, r;
};

/// odd * E(factor*r) / factor, the terms from the i-th on, over r^(2*i).
template <class E, int factor, std::size_t i = 0, class V>
SIMDACT_INLINE V even(V r_squared) {
  using Scalar = typename V::Scalar;
  constexpr Scalar factor_to_power = factor == 1 ? Scalar{1} : Scalar{1 << (2 * i)} / 2;
  const V coefficient(factor_to_power * E::terms[i]);
  if constexpr (i + 1 == sizeof E::terms / sizeof E::terms[0]) {
    return coefficient;
  } else {
    return fma(even<E, factor, i + 1>(r_squared), r_squared, coefficient);
  }
}

template <class E, int factor, int doublings, class V>
SIMDACT_INLINE Quotient<V> exp_as_quotient(V x) {
  const V origin(E::rounds_to_whole + (E::bias + doublings));
  const V sum = fma(x, V(factor * E::log2_e), origin);
  const V n = sum - origin;
  V r = fnma(n, V(E::log_2 / factor), x);
  if constexpr (E::rest_of_log_2 != 0) r = fnma(n, V(E::rest_of_log_2 / factor), r);
  return {shift_left(sum, E::mantissa_bits), even<E, factor>(r * r), r};
}

/// e^(factor*x) = numerator / (scale * denominator), the numerator a normal number also where e^(factor*x) is not.
/// `sum` is numerator + scale * denominator, so that numerator / sum is e / (1 + e), rounded once where it is
/// subnormal.
template <class V>
struct Fraction {
  V numerator, denominator, sum;
};

template <class E, int factor, class V>
SIMDACT_INLINE Fraction<V> exp_as_fraction(V x) {
  const Quotient<V> e = exp_as_quotient<E, factor, E::headroom>(x);
  const V sum = E::odd == 1 ? e.even + e.r : fma(V(E::odd), e.r, e.even);
  const V difference = E::odd == 1 ? e.even - e.r : fnma(V(E::odd), e.r, e.even);
  const V numerator = e.power * sum;
  return {numerator, difference, fma(difference, V(E::scale), numerator)};
}

/// factor^2 * y * (1 - y) with y = numerator / sum, at most 1/2: the derivatives. As y - y^2, fused, it is rounded
/// once, and relative errors of y shrink. Where y is just above a power of two and the result just below, what the
/// quotient lacks, rest / sum, is large: in double about half of it is brought in, by a weight that is the most that
/// moves no tiny result by the way in which subnormal numbers are rounded. (The factor 1 - 2y that it should have, too,
/// matters where all errors shrink.) Only a processor that does not round to nearest would find less than 0, or more
/// than 1/4.
template <class E, int factor, class V>
SIMDACT_INLINE V bell(Fraction<V> e) {
  using Scalar = typename V::Scalar;
  constexpr Scalar height = factor * factor;
  const V numerator = factor == 1 ? e.numerator : V(height) * e.numerator;
  const V y = numerator / e.sum;
  const V y_over_height = factor == 1 ? y : V(1 / height) * y;
  if constexpr (std::is_same_v<E, Exp<double>>) {
    const V minus_rest = V(-0.224609375 * factor / E::scale) * fnma(y, e.sum, numerator);
    return min(V(height / 4), max(V(0), y - fma(y_over_height, y, minus_rest)));
  } else {
    return fnma(y_over_height, y, y);
  }
}

template <class V>
SIMDACT_INLINE V minus_abs(V x) {
  return or_sign(x, V(-1));
}
