// x*sigmoid(factor*x), which silu and gelu_quick are, and its derivative. With z = -|x| and e = exp(-factor*z),
//
//     f(x) = max(0, x) + z*s,  s = sigmoid(factor*z) = 1/(1 + e),
//     f'(z) = s*(factor*z*(1 - s) + 1),  f'(x) = 1 - f'(z) for x > 0.
//
// f' is zero near z = -1.28/factor. With any e0 its bracket is
//
//     factor*(z - zero)*(1 - s) + (1 - e/e0)*s,  factor*zero = -1 - 1/e0,
//
// and with the e that belongs to the zero of f' these are two terms of the same sign, nothing cancels. 1 - e/e0 is
// accurate there, too: z is taken apart as z = middle - n*step + r, step = log(2)/factor, so that n = 2 and r = z -
// zero near the zero; middle is a number for which the differences are exact. Then
//
//     unit*e = 2^n*(height - r*q(r)),  unit*(e0 - e) = height*(4 - 2^n) + 2^n*r*q.
//
// `unit`, in place of 1, moves the rounding errors to where they do least harm; tests/coefficients/search_swish.cpp
// looked for that of float, and tests/coefficients/swish.sollya made the constants from it. In double it is 1.

#ifndef SIMDACT_INLINE  // opened alone
#include "exp.inl.hpp"
#include "polynomial.inl.hpp"
#endif

template <class T, bool is_silu>
struct Swish;

/// silu, e^(-factor*z) to 2^-27.7.
template <>
struct Swish<float, true> {
  static constexpr float factor = 1, steps = 0x1.715476p0f, step = 0x1.62e43p-1f, rest_of_step = -0x1.05c61p-29f;
  static constexpr float middle = 0x1.b9abcp-4f, zero = -0x1.474974p0f, rest_of_zero = 0x1.0ad9f4p-26f;
  static constexpr float unit = 0x1.b6d7dp0f, height = 0x1.89fc12p0f;
  static constexpr float q[] = {0x1.89fc12p0f,  -0x1.89fc1cp-1f, 0x1.06a834p-2f,
                                -0x1.06964p-4f, 0x1.a4512p-7f,   -0x1.33c05ep-9f};
  static constexpr float underflow = -108.7f;  // f and its derivative there, rounded, are 0
};

/// gelu_quick, e^(-factor*z) to 2^-27.2.
template <>
struct Swish<float, false> {
  static constexpr float factor = 1.702f, steps = 0x1.3a4cbep1f, step = 0x1.a10754p-2f, rest_of_step = -0x1.2f1edp-28f;
  static constexpr float middle = 0x1.038048p-4f, zero = -0x1.80974ap-1f, rest_of_zero = -0x1.30380ep-27f;
  static constexpr float unit = 0x1.ff7354p0f, height = 0x1.cb2b94p0f;
  static constexpr float q[] = {0x1.86c0fep1f,   -0x1.4c881cp1f, 0x1.794f36p0f,
                                -0x1.41045ap-1f, 0x1.b652eep-3f, -0x1.0a6acp-4f};
  static constexpr float underflow = -63.85f;
};

/// silu, e^(-factor*z) to 2^-56.0.
template <>
struct Swish<double, true> {
  static constexpr double factor = 1, steps = 0x1.71547652b82fep0, step = 0x1.62e42fefa38p-1,
                          rest_of_step = 0x1.ef35793c7673p-45;
  static constexpr double middle = 0x1.b9abc27627e3cp-4, zero = -0x1.474973c84120cp0,
                          rest_of_zero = 0x1.fd6d765af2bd7p-54;
  static constexpr double unit = 0x1p0, height = 0x1.cba9de5920a28p-1;
  static constexpr double q[] = {0x1.cba9de5920a28p-1,  -0x1.cba9de5920a1ep-2,  0x1.32713ee615bdp-3,
                                 -0x1.32713ee6196aap-5, 0x1.ea4ecb09d8fd4p-8,   -0x1.46df31ee3fa5ap-10,
                                 0x1.75915e537908cp-13, -0x1.7591d67acc167p-16, 0x1.4c078bf945e03p-19,
                                 -0x1.08f665849749p-22, 0x1.ab44765e86fc6p-26};
  static constexpr double underflow = -751.8;
};

/// gelu_quick, e^(-factor*z) to 2^-54.5.
template <>
struct Swish<double, false> {
  static constexpr double factor = 1.702, steps = 0x1.3a4cbdc7ee26bp1, step = 0x1.a10753b4388p-2,
                          rest_of_step = -0x1.9f5fd471aef98p-45;
  static constexpr double middle = 0x1.03804a8bd0714p-4, zero = -0x1.80974a62be3dfp-1,
                          rest_of_zero = 0x1.e2e3bc2900e0dp-55;
  static constexpr double unit = 0x1p0, height = 0x1.cba9de5920a28p-1;
  static constexpr double q[] = {0x1.872c764e6850fp0,   -0x1.4ce38884c5d3dp0,   0x1.79b7c385960fcp-1,
                                 -0x1.4170184f22dfp-2,  0x1.b5ab78580fd48p-4,   -0x1.f09bfd7d99756p-6,
                                 0x1.e2fcf23824e2fp-8,  -0x1.9b0655b3ebccdp-10, 0x1.36e2cbeb9ac69p-12,
                                 -0x1.a655ee17cd02p-15, 0x1.213069705b26bp-17};
  static constexpr double underflow = -441.75;
};

/// scale = 2^-headroom: e*scale does not overflow where f(x) is subnormal, and z/(1 + e)/scale is a normal number
/// there.
template <class T>
struct SwishScale;
template <>
struct SwishScale<float> {
  static constexpr int headroom = 30;
  static constexpr float scale = 0x1p-30f;
};
template <>
struct SwishScale<double> {
  static constexpr int headroom = 80;
  static constexpr double scale = 0x1p-80;
};

/// What value and derivative share: sum = unit*(1 + e)*scale, difference = unit*(e0 - e)*scale.
template <class V>
struct SwishParts {
  V z, difference, sum;
};

// NaN passes, as it is the second operand of max.
template <class C, class V>
SIMDACT_INLINE SwishParts<V> swish_parts(V x) {
  using E = Exp<typename V::Scalar>;
  using S = SwishScale<typename V::Scalar>;
  const V origin(E::rounds_to_whole + (E::bias - S::headroom));
  const V z = max(V(C::underflow), minus_abs(x));
  const V sum = fnma(z, V(C::steps), origin);
  const V n = sum - origin;
  const V r = fma(n, V(C::rest_of_step), fma(n, V(C::step), z) - V(C::middle));
  const V q = polynomial(C::q, r), power = shift_left(sum, E::mantissa_bits);
  return {z, fma(power, r * q, fnma(power, V(C::height), V(4 * C::height * S::scale))),
          fma(power, fnma(r, q, V(C::height)), V(C::unit * S::scale))};
}

// Divides z itself: no rounding of 1/(1 + e) in between. max(-0, x) is x where x is -0.
template <class C, class V>
SIMDACT_INLINE V swish_value(SwishParts<V> p, V x) {
  using S = SwishScale<typename V::Scalar>;
  return fma(p.z / p.sum, V(C::unit * S::scale), max(V(-0.0f), x));
}

template <class C, class V>
SIMDACT_INLINE V swish_derivative(SwishParts<V> p, V x) {
  using S = SwishScale<typename V::Scalar>;
  constexpr auto slope = 4 * C::height * C::factor, back = S::scale / (4 * C::height);
  const V distance = rounded(p.z - V(C::zero)) - V(C::rest_of_zero);
  const V s = V(C::unit) / p.sum;
  const V one_minus_s = fnma(s, V(slope * S::scale), V(slope));
  const V d = s * fma(distance, one_minus_s, p.difference * s) * V(back);
  return if_negative(x, d, V(1) - d);
}
