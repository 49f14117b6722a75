// log(1 + e^-|x|), what softplus and log_sigmoid are built on: with t = e^-|x|,
//
//     log(1 + t) = 2*atanh(u/2), u = 2t/(2 + t), 0 <= u <= 2/3,
//
// u + u^3*c(u^2). t comes as a fraction, so that u takes one division and is tiny where t is.
// tests/coefficients/log1p.sollya made the coefficients.

#ifndef SIMDACT_INLINE  // opened alone
#include "exp.inl.hpp"
#include "polynomial.inl.hpp"
#endif

template <class T>
struct Log1p;

/// log(1 + t) to 2^-27.7.
template <>
struct Log1p<float> {
  static constexpr float terms[] = {0x1.555502p-4f, 0x1.99d1cap-7f, 0x1.1ec07p-9f, 0x1.1ec908p-11f};
};

/// log(1 + t) to 2^-59.4.
template <>
struct Log1p<double> {
  static constexpr double terms[] = {0x1.5555555555535p-4,  0x1.99999999a0725p-7,  0x1.249249208e88cp-9,
                                     0x1.c71c741b16084p-12, 0x1.745cb4389f774p-14, 0x1.3b1dd62885759p-16,
                                     0x1.10681101a2371p-18, 0x1.efd3420517eacp-21, 0x1.55c86387307c5p-23,
                                     0x1.5c6231e26a6c4p-24};
};

/// log(1 + t) = u + cube*c.
template <class V>
struct Log1pOfExp {
  V u, cube, c;
};

template <class V>
SIMDACT_INLINE Log1pOfExp<V> log1p_of_exp(Fraction<V> t) {
  using Scalar = typename V::Scalar;
  const V u = (t.numerator + t.numerator) / fma(t.denominator, V(2 * Exp<Scalar>::scale), t.numerator), z = u * u;
  return {u, u * z, polynomial(Log1p<Scalar>::terms, z)};
}

/// addend + log(1 + t)
template <class V>
SIMDACT_INLINE V plus(V addend, Log1pOfExp<V> l) {
  return fma(l.cube, l.c, addend + l.u);
}

/// addend - log(1 + t)
template <class V>
SIMDACT_INLINE V minus(V addend, Log1pOfExp<V> l) {
  return fnma(l.cube, l.c, addend - l.u);
}

template <class V>
SIMDACT_INLINE Fraction<V> exp_of_minus_abs(V x) {
  using E = Exp<typename V::Scalar>;
  return exp_as_fraction<E, 1>(max(V(E::underflow), minus_abs(x)));
}
