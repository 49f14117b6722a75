// mish(x)  = x*tanh(log(1 + e^x)) = x*w/(w + 2), w = e*(e + 2), e = e^x
// mish'(x) = e*m/(w + 2)^2, m = (1 + e)*(4*x + e^2 + 3*e + 3) + 1

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/exp.inl.hpp"
#include "../detail/polynomial.inl.hpp"
#endif

#if SIMDACT_INTERFACE
namespace simdact {

/// mish(x) = x*tanh(softplus(x)), softplus(x) = log(1 + e^x); its minimum is -0.308841 near x = -1.192431.
/// mish'(0) = 0.6. It is no function of mish(x), so that there is no backward(dy, y).
/// Largest error: 4 ULP, of double 5; 5 of the derivative, also around its zero; where a result is
/// subnormal, 4 units of the smallest subnormal number. mish(-0) = -0; infinities give the limits inf and -0, 1 and -0
/// for the derivative. Misra: Mish, a self regularized non-monotonic activation function (2019).
struct Mish : Interface<Mish> {
  static constexpr const char* name = "mish";
  static constexpr Bounds bounds = {4, 5, 5, 5};
};
inline constexpr Mish mish{};
template <>
inline constexpr bool has_backward_from_output<Mish> = false;

namespace detail::generic {

// With e = e^-|x|, numerators and denominators times e^2 where x is positive: nothing overflows.
template <class T>
static T value(Mish, const T& x) {
  const T e = T(exp(minus_abs(x)));
  const T w = x < T(0) ? T(e * T(e + T(2))) : T(T(1) + T(e + e));
  const T rest = x < T(0) ? T(2) : T(T(e * e) * T(2));
  if (x < T(0) && e <= T(0)) return T(-e);  // -infinity, too
  return T(T(x * w) / T(w + rest));
}
template <class T>
static T derivative(Mish, const T& x) {
  const T e = T(exp(minus_abs(x)));
  const T w = x < T(0) ? T(e * T(e + T(2))) : T(T(1) + T(e + e));
  const T rest = x < T(0) ? T(2) : T(T(e * e) * T(2));
  const T sum = T(w + rest);
  if (e <= T(0)) return x < T(0) ? T(-e) : T(T(1) + e);
  const T slope = T(T(T(4) * x) * T(e * T(T(1) + e)));
  return x < T(0) ? T(T(T(w * sum) + slope) / T(sum * sum)) : T(T(T(w * sum) + T(slope * e)) / T(sum * sum));
}

}  // namespace detail::generic
}  // namespace simdact
#endif

#if SIMDACT_FORMULAS
// m is 0 near x = -1.19. With any e0 it is
//
//     m = 4*(1 + e)*(x - zero) + (e - e0)*(e^2 + (4 + e0)*e + e0^2 + 4*e0 + 6 + 4*zero),
//     4*zero = -(e0^2 + 3*e0 + 3 + 1/(1 + e0)),
//
// and with the e that belongs to the zero of m these are two terms of the same sign, nothing cancels. e - e0 is
// accurate there, too: x is taken apart as x = n*log(2) + middle + r, so that n = -2 and r = x - zero near the zero.
// Then
//
//     unit*e = 2^n*(height + r*q(r)),  unit*(e - e0) = height*(2^n - 1/4) + 2^n*r*q.
//
// `unit`, in place of 1, moves the rounding errors to where they do least harm; tests/coefficients/search_mish.cpp
// looked for that of float, that of double did best among some hundred in samples of 10^7 numbers, and
// tests/coefficients/mish.sollya made the constants from it.
template <class T>
struct MishConstants;

/// e^r to 2^-25.3.
template <>
struct MishConstants<float> {
  static constexpr float log2_e = 0x1.715476p0f, log_2 = 0x1.62e43p-1f, rest_of_log_2 = -0x1.05c61p-29f;
  static constexpr float middle = 0x1.8d082p-3f, zero = -0x1.31432cp0f, rest_of_zero = -0x1.0114cep-28f;
  static constexpr float unit = 0x1.e0989p-1f, height = 0x1.23b478p0f;
  static constexpr float linear = 0x1.02879p2f, constant = 0x1.1e0b22p1f;
  static constexpr float q[] = {0x1.23b478p0f,  0x1.23b47ap-1f, 0x1.84f1cap-3f,
                                0x1.84ef6ep-5f, 0x1.34b9a2p-7f, 0x1.60e744p-10f};
  static constexpr float underflow = -108.7f;  // mish and its derivative there, rounded, are 0
  static constexpr float linear_from = 10.7f;
  static constexpr int headroom = 31;
  static constexpr float scale = 0x1p31f;  // 2^headroom
};

/// e^r to 2^-54.8.
template <>
struct MishConstants<double> {
  static constexpr double log2_e = 0x1.71547652b82fep0, log_2 = 0x1.62e42fefa38p-1,
                          rest_of_log_2 = 0x1.ef35793c7673p-45;
  static constexpr double middle = 0x1.8d081f1486358p-3, zero = -0x1.31432c0d12d84p0,
                          rest_of_zero = -0x1.b05a3809de554p-55;
  static constexpr double unit = 0x1.a8a9p-1, height = 0x1.01c0fe642e044p0;
  static constexpr double linear = 0x1.c8e11fcc85c08p1, constant = 0x1.beab04e90135ep0;
  static constexpr double q[] = {0x1.01c0fe642e044p0,   0x1.01c0fe642e049p-1, 0x1.57abfddae801ap-3,
                                 0x1.57abfddae3128p-5,  0x1.12effe489d491p-7, 0x1.6e955332c1f5bp-10,
                                 0x1.a2f3d21dfa61dp-13, 0x1.a2f35f8aab15p-16, 0x1.744080872abdcp-19,
                                 0x1.2681419aab711p-22, 0x1.6bac4dcbe6eb4p-26};
  static constexpr double underflow = -751.8, linear_from = 21.16;
  static constexpr int headroom = 80;
  static constexpr double scale = 0x1p80;  // 2^headroom
};

/// What value and derivative share; with unit in place of 1 everywhere, and e, w and difference = e - e0 times scale.
template <class V>
struct MishParts {
  V x, e, w, w_plus_2, difference;
};

template <class V>
SIMDACT_INLINE MishParts<V> mish_parts(V x) {
  using E = Exp<typename V::Scalar>;
  using C = MishConstants<typename V::Scalar>;
  const V origin(E::rounds_to_whole + (E::bias + C::headroom));
  x = min(V(C::linear_from), max(V(C::underflow), x));
  const V sum = fma(x, V(C::log2_e), origin);
  const V n = sum - origin;
  const V r = fnma(n, V(C::log_2), x) - fma(n, V(C::rest_of_log_2), V(C::middle));
  const V q = polynomial(C::q, r), power = shift_left(sum, E::mantissa_bits);
  const V power_r = power * r, power_height = power * V(C::height);  // while q is not there yet
  const V e = fma(power_r, q, power_height), e_plus_2 = fma(e, V(1 / C::scale), V(2 * C::unit));
  return {x, e, e * e_plus_2, fma(e, e_plus_2, V(static_cast<typename V::Scalar>(2.0 * C::unit * C::unit * C::scale))),
          fma(power_r, q, power_height - V(C::height / 4 * C::scale))};
}

// a*b/d, in double with what the two operations leave: their roundings are too much for 5 ULP. Subtracted, so that -0
// stays -0, and rounded, as compilers under -ffast-math would change the sign of a difference and add it.
template <class V>
SIMDACT_INLINE V mish_quotient(V a, V b, V d) {
  const V product = a * b;
  if constexpr (sizeof(typename V::Scalar) == 4) {
    return product / d;
  } else {
    const V reciprocal = V(1) / d, quotient = product * reciprocal;
    return fnma(rounded(fnma(a, b, product) - fnma(quotient, d, product)), reciprocal, quotient);
  }
}

// Beyond linear_from it is x; the derivative at linear_from comes out as 1.
template <class V>
SIMDACT_INLINE V mish_value(MishParts<V> parts, V x) {
  using C = MishConstants<typename V::Scalar>;
  return if_negative(V(C::linear_from) - x, x, mish_quotient(parts.x, parts.w, parts.w_plus_2));
}

// (w + 2)^2 as e^4 + 4e^3 + 8e^2 + 8e + 4: the error of a sum that is squared counts twice.
template <class V>
SIMDACT_INLINE V mish_derivative(MishParts<V> parts) {
  using C = MishConstants<typename V::Scalar>;
  constexpr double u = C::unit, u2 = u * u, u3 = u2 * u, u4 = u2 * u2;
  using T = typename V::Scalar;
  const V e = parts.e * V(1 / C::scale);
  const V quadratic = fma(e, e + V(C::linear), V(C::constant));
  // The rest of the zero matters near it alone, where it is multiplied by 4*(1 + e0).
  constexpr double rest = C::rest_of_zero * (4 * u2 * (u + C::height / 4));
  const V m = fma(parts.x - V(C::zero), fma(parts.e, V(T(4 * u2)), V(T(4 * u3 * C::scale))),
                  fma(parts.difference, quadratic, V(T(-rest * C::scale))));
  const V cubic = fma(parts.e, fma(e, e + V(T(4 * u)), V(T(8 * u2))), V(T(8 * u3 * C::scale)));
  return mish_quotient(m, parts.e, fma(parts.e, cubic, V(T(4 * u4 * C::scale * C::scale))));
}

template <class V>
SIMDACT_INLINE V value(Mish, V x) {
  return mish_value(mish_parts(x), x);
}

template <class V>
SIMDACT_INLINE V derivative(Mish, V x) {
  return mish_derivative(mish_parts(x));
}

template <class V>
SIMDACT_INLINE Both<V> value_and_derivative(Mish, V x) {
  const MishParts<V> parts = mish_parts(x);
  return {mish_value(parts, x), mish_derivative(parts)};
}
#endif
