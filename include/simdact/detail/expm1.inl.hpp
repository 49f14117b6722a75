// e^x and 1 - e^x without cancellation: for x = n*log(2) + r with a whole n, C(r) = r/2*coth(r/2) = 1 + r^2/12 - ...,
// half of E in exp.inl.hpp, and q = r / (C - r/2), so that e^r = (C + r/2)/(C - r/2) = 1 + q,
//
//     e^x     = 2^n*(1 + q),
//     1 - e^x = (1 - 2^n) - 2^n*q.
//
// Where n = 0 the first term is 0 and the result as accurate as q. n is nearest in every rounding mode, which keeps it
// 0 near x = 0. tests/coefficients/expm1.sollya made the coefficients, of (C - 1)/r^2.

#ifndef SIMDACT_INLINE  // opened alone
#include "exp.inl.hpp"
#include "polynomial.inl.hpp"
#endif

template <class T>
struct Expm1;

/// q to 2^-28.5. n*log_2 is off by n*late_rest_of_log_2, which 1 - e^x does not feel and e^x does.
template <>
struct Expm1<float> : Exp<float> {
  static constexpr float late_rest_of_log_2 = rest_of_log_2, rest_of_log_2 = 0;
  static constexpr float normal = -86, scaled_twice = -170;  // e^normal and scale^2*e^scaled_twice are normal numbers
  static constexpr float terms[] = {0x1.55551ep-4f, -0x1.6aa3e4p-10f};
};

/// q to 2^-59.7.
template <>
struct Expm1<double> : Exp<double> {
  static constexpr double late_rest_of_log_2 = 0;
  static constexpr double normal = -708, scaled_twice = -1260;
  static constexpr double terms[] = {0x1.555555555553ep-4, -0x1.6c16c16bebc6p-10, 0x1.1566aaf234e2bp-15,
                                     -0x1.bbd41c13b1606p-21, 0x1.63767fd05ec62p-26};
};

/// e^x = power*(1 + q), times 2^doublings.
template <class V>
struct Growth {
  V power, q, n;
};

/// Of min(x, 0), and of `lowest` where x is below that. clang under -ffast-math would multiply x before it is bounded,
/// which overflows.
template <class V>
SIMDACT_INLINE Growth<V> growth(V x, typename V::Scalar lowest, typename V::Scalar doublings) {
  using E = Expm1<typename V::Scalar>;
  x = rounded(max(V(lowest), min(V(0), x)));
  const V n = nearest_whole(x * V(E::log2_e));
  V r = fnma(n, V(E::log_2), x);
  if constexpr (E::rest_of_log_2 != 0) r = fnma(n, V(E::rest_of_log_2), r);
  const V power = shift_left(n + V(E::rounds_to_whole + (E::bias + doublings)), E::mantissa_bits);
  // C - r/2 = 1 - r*(1/2 - r*(C - 1)/r^2)
  const V difference = fnma(r, fnma(r, polynomial(E::terms, r * r), V(0.5f)), V(1));
  return {power, r / difference, n};
}

/// one*(1 - e^x), the power being one*2^n and `one` a power of two. Rounded by itself, as clang would take the sign of
/// a zero from it, where a product of it is subtracted.
template <class V>
SIMDACT_INLINE V one_minus_exp(V one, V power, V q) {
  return rounded(fnma(power, q, one - power));
}

/// 1 - e^min(x, 0): 1 up to x = -40, in both types.
template <class V>
SIMDACT_INLINE V one_minus_exp(V x) {
  const Growth<V> e = growth(x, -40, 0);
  return one_minus_exp(V(1), e.power, e.q);
}

/// factor*e^x, times 2^doublings.
template <class V>
SIMDACT_INLINE V exp_times(V factor, Growth<V> e) {
  using E = Expm1<typename V::Scalar>;
  V q = e.q;
  if constexpr (E::late_rest_of_log_2 != 0) q = fnma(e.n, V(E::late_rest_of_log_2), q);
  return rounded(fma(q, factor, factor)) * e.power;
}
