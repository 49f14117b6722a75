// e^x and 1 - e^x without cancellation: for x = n*log(2) + r with a whole n, E(r) = r*coth(r/2) as in exp.inl.hpp and
// q = r / (E - r), so that e^r = (E + r)/(E - r) = 1 + 2q,
//
//     e^x     = power*(1/2 + q),           power = 2^(n+1),
//     1 - e^x = (1 - power/2) - power*q.
//
// Where n = 0 the first term is 0 and the result as accurate as q. n is nearest in every rounding mode, which keeps it 0
// near x = 0. It is 1 - e^x rather than e^x - 1 as it is 0 for x = -0, and -0 times a negative factor.
// tests/coefficients/expm1.sollya made the coefficients.

#ifndef SIMDACT_INLINE  // opened alone
#include "exp.inl.hpp"
#endif

template <class T>
struct Expm1;

/// q to 2^-28.5. n*log_2 is off by n*late_rest_of_log_2, which 1 - e^x does not feel and e^x does.
template <>
struct Expm1<float> : Exp<float> {
  static constexpr float late_rest_of_log_2 = rest_of_log_2, rest_of_log_2 = 0;
  static constexpr float terms[] = {2, 0x1.55551ep-3f, -0x1.6aa3e4p-9f};
};

/// q to 2^-59.7.
template <>
struct Expm1<double> : Exp<double> {
  static constexpr double late_rest_of_log_2 = 0;
  static constexpr double terms[] = {
      2, 0x1.555555555553ep-3, -0x1.6c16c16bebc6p-9, 0x1.1566aaf234e2bp-14, -0x1.bbd41c13b1606p-20, 0x1.63767fd05ec62p-25};
};

/// e^x = power*(1/2 + q + late), or 2^doublings times that; `late` is not needed for 1 - e^x.
template <class V>
struct Growth {
  V power, q, n;
};

template <int doublings, class V>
SIMDACT_INLINE Growth<V> growth(V x) {
  using E = Expm1<typename V::Scalar>;
  const V n = nearest_whole(x * V(E::log2_e));
  V r = fnma(n, V(E::log_2), x);
  if constexpr (E::rest_of_log_2 != 0) r = fnma(n, V(E::rest_of_log_2), r);
  const V power = shift_left(n + V(E::rounds_to_whole + (E::bias + 1 + doublings)), E::mantissa_bits);
  return {power, r / (even<E, 1>(r * r) - r), n};
}

/// 1 - e^x.
template <class V>
SIMDACT_INLINE V one_minus_exp(V power, V q) {
  return fnma(power, q, fnma(power, V(0.5f), V(1)));
}

/// 1 - e^-|x|: 1 from |x| = 40 on, in both types.
template <class V>
SIMDACT_INLINE V one_minus_exp_of_minus_abs(V x) {
  const Growth<V> e = growth<0>(max(V(-40), minus_abs(x)));
  return one_minus_exp(e.power, e.q);
}

/// factor * e^-|x|, e^-|x| coming with 2^headroom
template <class V>
SIMDACT_INLINE Growth<V> growth_to_underflow(V x) {
  using E = Expm1<typename V::Scalar>;
  return growth<E::headroom>(max(V(E::underflow), minus_abs(x)));
}

/// factor*e^x from 2^headroom*e^x: the factor, as two, one of them a power of two.
template <class V>
SIMDACT_INLINE V scaled_exp(Growth<V> e, V factor) {
  using E = Expm1<typename V::Scalar>;
  V q = e.q;
  if constexpr (E::late_rest_of_log_2 != 0) q = fnma(e.n, V(E::late_rest_of_log_2 / 2), q);
  return fma(q, factor, V(0.5f) * factor) * e.power;
}
