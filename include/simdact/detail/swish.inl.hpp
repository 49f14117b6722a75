// x*sigmoid(factor*x), which silu and gelu_quick are, and its derivative. With z = -|x|, t = factor*z and e = e^-t,
//
//     f(x) = max(0, x) + z*s,  s = 1/(1 + e),
//     f'(z) = s*(1 + t*(1 - s)),  f'(x) = 1 - f'(z) for x > 0.
//
// f' is zero near t = -1.28. With any e0 its bracket is
//
//     u*(1 - s) + v*s = u + s*(v - u),  u = t - (-1 - 1/e0),  v = 1 - e/e0,
//
// and with the e0 that belongs to the zero of f' both terms are zero there, nothing cancels. v is accurate there, too:
// z is taken apart as z = middle - n*step + r, step = log(2)/factor, so that n = 2 and r = 0 at the zero; middle is a
// number for which the differences are exact, and e0 = 4*e^(-factor*middle). Then, with p = 2^n/4 and w = 1/e0,
//
//     w*e = p - g,  g = p*r*q(r),  s = w/((p + w) - g),  v = (1 - p) + g.
//
// What does not wait for q is computed beside it: these loops are bound by how long one operation waits for the other.
// tests/coefficients/swish.sollya made the constants.

#ifndef SIMDACT_INLINE  // opened alone
#include "exp.inl.hpp"
#include "polynomial.inl.hpp"
#endif

template <class T, bool is_silu>
struct Swish;

/// silu, e to 2^-27.9.
template <>
struct Swish<float, true> {
  static constexpr float factor = 1, steps = 0x1.715476p0f, step = 0x1.62e43p-1f, rest_of_step = -0x1.05c61p-29f;
  static constexpr float middle = 0x1.b9ab94p-4f, w = 0x1.1d25ccp-2f, zero = -0x1.474972p0f,
                         rest_of_zero = -0x1.fb34c6p-25f;
  static constexpr float q[] = {0x1p0f,          -0x1.000006p-1f, 0x1.55558cp-3f,
                                -0x1.553ec2p-5f, 0x1.11173ap-7f,  -0x1.8ff854p-10f};
  static constexpr float underflow = -108.7f;  // f and its derivative there, rounded, are 0
};

/// gelu_quick, e to 2^-27.8.
template <>
struct Swish<float, false> {
  static constexpr float factor = 1.702f, steps = 0x1.3a4cbep1f, step = 0x1.a10754p-2f, rest_of_step = -0x1.2f1edp-28f;
  static constexpr float middle = 0x1.038054p-4f, w = 0x1.1d25dp-2f, zero = -0x1.474974p0f,
                         rest_of_zero = -0x1.4fab8ap-26f;
  static constexpr float q[] = {0x1.b3b646p0f,   -0x1.72ca84p0f, 0x1.a4b928p-1f,
                                -0x1.65f12ep-2f, 0x1.e81766p-4f, -0x1.2d211ep-5f};
  static constexpr float underflow = -63.85f;
};

/// silu, e to 2^-57.2.
template <>
struct Swish<double, true> {
  static constexpr double factor = 1, steps = 0x1.71547652b82fep0, step = 0x1.62e42fefa38p-1,
                          rest_of_step = 0x1.ef35793c7673p-45;
  static constexpr double middle = 0x1.b9abc27627e1fp-4, w = 0x1.1d25cf210482cp-2, zero = -0x1.474973c84120bp0,
                          rest_of_zero = -0x1.eb64be466c6fcp-61;
  static constexpr double q[] = {0x1p0,
                                 -0x1.ffffffffffff5p-2,
                                 0x1.5555555555502p-3,
                                 -0x1.555555555962fp-5,
                                 0x1.1111111121232p-7,
                                 -0x1.6c16c15129175p-10,
                                 0x1.a01a0244bcfb8p-13,
                                 -0x1.a01a87fc4b019p-16,
                                 0x1.71d574ab52b4bp-19,
                                 -0x1.272158adf07a5p-22,
                                 0x1.dbe9de432c5d9p-26};
  static constexpr double underflow = -751.8;
};

/// gelu_quick, e to 2^-57.0.
template <>
struct Swish<double, false> {
  static constexpr double factor = 1.702, steps = 0x1.3a4cbdc7ee26bp1, step = 0x1.a10753b4388p-2,
                          rest_of_step = -0x1.9f5fd471aef98p-45;
  static constexpr double middle = 0x1.03804a8bd072fp-4, w = 0x1.1d25cf2104831p-2, zero = -0x1.474973c84120cp0,
                          rest_of_zero = -0x1.b89c0b64f361dp-56;
  static constexpr double q[] = {0x1.b3b645a1cac08p0,    -0x1.72ca793576031p0,  0x1.a4b95dd748d53p-1,
                                 -0x1.66094456b615dp-2,  0x1.e78088e06be59p-4,  -0x1.149380c7aa4c1p-5,
                                 0x1.0cfd77b16acbbp-7,   -0x1.c9d2bc0e87eap-10, 0x1.5a4803230715ep-12,
                                 -0x1.d681382872546p-15, 0x1.41a2d62f03efap-17};
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

/// What value and derivative share, sum being w + w*e; v and sum times scale.
template <class V>
struct SwishParts {
  V z, v, sum;
};

// NaN passes, as it is the second operand of max.
template <class C, class V>
SIMDACT_INLINE SwishParts<V> swish_parts(V x) {
  using E = Exp<typename V::Scalar>;
  using S = SwishScale<typename V::Scalar>;
  const V origin(E::rounds_to_whole + (E::bias - S::headroom - 2));
  const V z = max(V(C::underflow), minus_abs(x));
  const V sum = fnma(z, V(C::steps), origin);
  const V n = sum - origin;
  const V r = fma(n, V(C::step), z) + fma(n, V(C::rest_of_step), V(-C::middle));
  const V q = polynomial(C::q, r), p = shift_left(sum, E::mantissa_bits), p_r = p * r;
  return {z, fma(p_r, q, V(S::scale) - p), fnma(p_r, q, p + V(C::w * S::scale))};
}

// Divides z itself: no rounding of 1/(1 + e) in between. max(-0, x) is x where x is -0.
template <class C, class V>
SIMDACT_INLINE V swish_value(SwishParts<V> parts, V x) {
  using S = SwishScale<typename V::Scalar>;
  return fma(parts.z / parts.sum, V(C::w * S::scale), max(V(-0.0f), x));
}

template <class C, class V>
SIMDACT_INLINE V swish_derivative(SwishParts<V> parts, V x) {
  using S = SwishScale<typename V::Scalar>;
  const V u_and_rest = C::factor == 1 ? parts.z - V(C::zero) : fma(parts.z, V(C::factor), V(-C::zero));
  const V u = rounded(u_and_rest) - V(C::rest_of_zero), s = V(C::w) / parts.sum;
  const V bracket = fma(s, fnma(u, V(S::scale), parts.v), u);
  V d = s * bracket;
  // In double with what the division and the product leave: their roundings are too much for 4 ULP.
  if constexpr (sizeof(typename V::Scalar) == 8) {
    d = fma(s, bracket, d * (fnma(s, parts.sum, V(C::w)) * V(1 / C::w)));
  }
  // d or 1 - d: what tells which waits for nothing here.
  return fnma(d, or_sign(V(S::scale), x), if_negative(x, V(-0.0f), V(1)));
}

template <class C, class V>
SIMDACT_INLINE V swish_value(V x) {
  return swish_value<C>(swish_parts<C>(x), x);
}

template <class C, class V>
SIMDACT_INLINE V swish_derivative(V x) {
  return swish_derivative<C>(swish_parts<C>(x), x);
}

template <class C, class V>
SIMDACT_INLINE Both<V> swish_value_and_derivative(V x) {
  const SwishParts<V> parts = swish_parts<C>(x);
  return {swish_value<C>(parts, x), swish_derivative<C>(parts, x)};
}
