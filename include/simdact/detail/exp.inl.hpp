// The exponential that sigmoid and tanh are built on: z = n*step + r with a whole n and |r| <= step/2, so that
// e^z = power(n) * (1 + expm1(r)).
//
// float:  step = log(2)/8, power(n) = 2^(n/8), from a table of eight and an exponent.
// double: step = log(2),   power(n) = 2^n.
//
// n is rounded by adding a number so large that its last bit is worth 1; the low bits of that sum then serve as they
// are to index the table and to build the exponent. expm1(r) = r + r^2*q(r). tests/coefficients/exp.sollya made the
// constants.

#ifndef SIMDACT_INLINE  // opened alone
#include "alone.hpp"
#endif

template <class T>
struct Exp;

template <>
struct Exp<float> {
  static constexpr float steps_per_unit = 0x1.715476p3f;
  static constexpr float step = 0x1.62e43p-4f, rest_of_step = -0x1.05c61p-32f;
  static constexpr float steps_per_doubling = 8;
  static constexpr float rounds_to_whole = 0x1.8p23f;
  static constexpr float underflow = -104.5f;  // e^underflow, rounded, is 0
  static constexpr int headroom = 64;
  static constexpr float undo_headroom = 0x1p-64f;

  // 2^(j/8), less the j that the shifted sum adds; and by how much the exact power differs, relative to it.
  static constexpr std::uint32_t powers[8] = {
      0x3f800000u - (0u << 20), 0x3f8b95c2u - (1u << 20), 0x3f9837f0u - (2u << 20), 0x3fa5fed7u - (3u << 20),
      0x3fb504f3u - (4u << 20), 0x3fc5672au - (5u << 20), 0x3fd744fdu - (6u << 20), 0x3feac0c7u - (7u << 20)};
  static constexpr float errors_of_powers[8] = {0,
                                                -0x1.9c0c22p-27f,
                                                0x1.125002p-25f,
                                                -0x1.0a355p-25f,
                                                0x1.26055cp-26f,
                                                0x1.67a1cap-28f,
                                                -0x1.f9c304p-27f,
                                                -0x1.a5217cp-28f};

  template <class V>
  SIMDACT_INLINE static V power(V sum) {
    return add_bits(lookup(powers, sum), shift_left(sum, 20));
  }
  template <class V>
  SIMDACT_INLINE static V plus_error_of_power(V r, V sum) {
    return r + lookup(errors_of_powers, sum);
  }
  template <class V>
  SIMDACT_INLINE static V q(V r) {
    return fma(fma(V(0x1.555a5ap-5f), r, V(0x1.555c28p-3f)), r, V(0x1p-1f));
  }
};

template <>
struct Exp<double> {
  static constexpr double steps_per_unit = 0x1.71547652b82fep0;
  static constexpr double step = 0x1.62e42fefa39efp-1, rest_of_step = 0x1.abc9e3b39803fp-56;
  static constexpr double steps_per_doubling = 1;
  static constexpr double rounds_to_whole = 0x1.8p52 + 1023;
  static constexpr double underflow = -746;  // e^underflow, rounded, is 0
  static constexpr int headroom = 512;
  static constexpr double undo_headroom = 0x1p-512;

  template <class V>
  SIMDACT_INLINE static V power(V sum) {
    return shift_left(sum, 52);
  }
  template <class V>
  SIMDACT_INLINE static V plus_error_of_power(V r, V) {
    return r;
  }
  template <class V>
  SIMDACT_INLINE static V q(V r) {
    V s = fma(V(0x1.1f8dd789fdd12p-29), r, V(0x1.af5f2aeb70c8ap-26));
    s = fma(s, r, V(0x1.27e4caffd5938p-22));
    s = fma(s, r, V(0x1.71ddf80ec1d88p-19));
    s = fma(s, r, V(0x1.a01a01addd5dcp-16));
    s = fma(s, r, V(0x1.a01a01b0042a5p-13));
    s = fma(s, r, V(0x1.6c16c16c14f57p-10));
    s = fma(s, r, V(0x1.111111110f653p-7));
    s = fma(s, r, V(0x1.5555555555558p-5));
    s = fma(s, r, V(0x1.5555555555559p-3));
    return fma(s, r, V(0x1p-1));
  }
};

/// z as n steps and a remainder; `sum` carries n in its low bits, raised by `doublings` powers of two.
template <class V>
struct Reduced {
  V sum, n, r;
};

template <int doublings, class V>
SIMDACT_INLINE Reduced<V> reduce(V z) {
  using E = Exp<typename V::Scalar>;
  const V origin(E::rounds_to_whole + doublings * E::steps_per_doubling);
  const V sum = fma(z, V(E::steps_per_unit), origin);
  const V n = sum - origin;
  return {sum, n, fnma(n, V(E::step), z)};
}

/// 2^headroom * e^z: a normal number also where e^z is not. Multiply it by undo_headroom, which rounds only there.
template <class V>
SIMDACT_INLINE V exp_with_headroom(V z) {
  using E = Exp<typename V::Scalar>;
  const Reduced<V> z_ = reduce<E::headroom>(z);
  const V power = E::power(z_.sum);
  const V expm1 = fma(E::q(z_.r), z_.r * z_.r, fnma(z_.n, V(E::rest_of_step), z_.r));
  return fma(power, expm1, power);
}

/// (e^z - 1) / 2 for 0 <= z, accurate relative to itself: exact where z is tiny, because then n = 0 and power = 1.
/// What `rest_of_step` corrects is lost in the result here, where n is small or e^z large.
template <class V>
SIMDACT_INLINE V half_expm1(V z) {
  using E = Exp<typename V::Scalar>;
  const Reduced<V> z_ = reduce<-1>(z);
  const V half_power = E::power(z_.sum);
  const V expm1 = fma(E::q(z_.r), z_.r * z_.r, E::plus_error_of_power(z_.r, z_.sum));
  return fma(half_power, expm1, half_power - V(0.5f));
}

/// m / (1 + m) for 0 <= m. As c - c * (c / (1 + m)) with c = min(m, 1) the rounding errors of 1 + m and of the quotient
/// count only in proportion to the second term, which is small against the result where they are large.
template <class V>
SIMDACT_INLINE V m_over_1_plus_m(V m) {
  const V c = min(V(1), m);
  return fnma(c, c / (V(1) + m), c);
}
