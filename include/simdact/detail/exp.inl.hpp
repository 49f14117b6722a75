// The exponential that sigmoid and tanh are built on: z = n*step + r with a whole n and |r| <= step/2, so that
// e^z = power(n) * (1 + expm1(r)).
//
// float:  step = log(2)/8, power(n) = 2^(n/8), from a table of eight and an exponent.
// double: step = log(2),   power(n) = 2^n; or, where the result will be rounded to float, as float but in doubles.
//
// n is rounded by adding a number so large that its last bit is worth 1; the low bits of that sum then serve as they
// are to index the table and to build the exponent. expm1(r) = r + r^2*q(r). tests/coefficients/exp.sollya made the
// constants.
//
// The argument is given as x with z = factor*x, where factor is 1 or 2: a power of two moves into the constants.

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
  static constexpr float q[] = {0x1p-1f, 0x1.555c28p-3f, 0x1.555a5ap-5f};

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
  SIMDACT_INLINE static V correction(V sum, V) {
    return lookup(errors_of_powers, sum);
  }
};

template <>
struct Exp<double> {
  static constexpr double steps_per_unit = 0x1.71547652b82fep0;
  static constexpr double step = 0x1.62e42fefa39efp-1, rest_of_step = 0x1.abc9e3b39803fp-56;
  static constexpr double steps_per_doubling = 1;
  static constexpr double rounds_to_whole = 0x1.8p52 + 1023;
  static constexpr double q[] = {0x1p-1,
                                 0x1.5555555555559p-3,
                                 0x1.5555555555558p-5,
                                 0x1.111111110f653p-7,
                                 0x1.6c16c16c14f57p-10,
                                 0x1.a01a01b0042a5p-13,
                                 0x1.a01a01addd5dcp-16,
                                 0x1.71ddf80ec1d88p-19,
                                 0x1.27e4caffd5938p-22,
                                 0x1.af5f2aeb70c8ap-26,
                                 0x1.1f8dd789fdd12p-29};

  static constexpr double underflow = -746;  // e^underflow, rounded, is 0
  static constexpr int headroom = 512;
  static constexpr double undo_headroom = 0x1p-512;

  template <class V>
  SIMDACT_INLINE static V power(V sum) {
    return shift_left(sum, 52);
  }
  template <class V>
  SIMDACT_INLINE static V correction(V, V n) {
    return V(-rest_of_step) * n;
  }
};

/// Fewer and cheaper operations than Exp<double>, for about 2^-50 relative to the result.
struct ExpToBeRoundedToFloat {
  static constexpr double steps_per_unit = 0x1.71547652b82fep3;
  static constexpr double step = 0x1.62e42fefa39efp-4;
  static constexpr double steps_per_doubling = 8;
  static constexpr double rounds_to_whole = 0x1.8p52;
  static constexpr double q[] = {0x1.00000000000a3p-1, 0x1.5555555555627p-3,  0x1.5555554ac181cp-5,
                                 0x1.11111108e8fc5p-7, 0x1.6c1c3dd8c1879p-10, 0x1.a0202438f9e0dp-13};

  // 2^(j/8), less the j that the shifted sum adds.
  static constexpr std::uint64_t powers[8] = {
      0x3ff0000000000000u - (std::uint64_t{0} << 49), 0x3ff172b83c7d517bu - (std::uint64_t{1} << 49),
      0x3ff306fe0a31b715u - (std::uint64_t{2} << 49), 0x3ff4bfdad5362a27u - (std::uint64_t{3} << 49),
      0x3ff6a09e667f3bcdu - (std::uint64_t{4} << 49), 0x3ff8ace5422aa0dbu - (std::uint64_t{5} << 49),
      0x3ffae89f995ad3adu - (std::uint64_t{6} << 49), 0x3ffd5818dcfba487u - (std::uint64_t{7} << 49)};

  template <class V>
  SIMDACT_INLINE static V power(V sum) {
    return lookup_and_scale(powers, sum);
  }
};

/// Of the terms of factor^2 * q(factor * r), the i-th and every `stride`-th after it, over r^i, by Horner's scheme in
/// r^stride.
template <class E, int factor, std::size_t i, std::size_t stride, class V>
SIMDACT_INLINE V terms_of_q(V r_to_stride) {
  constexpr int factor_to_power = factor == 1 ? 1 : 1 << (i + 2);
  const V coefficient(factor_to_power * E::q[i]);
  if constexpr (i + stride >= sizeof E::q / sizeof E::q[0]) {
    return coefficient;
  } else {
    return fma(terms_of_q<E, factor, i + stride, stride>(r_to_stride), r_to_stride, coefficient);
  }
}

/// factor^2 * q(factor * r). Many terms go in two chains, even and odd powers: as many operations, in half of the time.
template <class E, int factor, class V>
SIMDACT_INLINE V scaled_q(V r, V r_squared) {
  if constexpr (sizeof E::q / sizeof E::q[0] < 4) {
    return terms_of_q<E, factor, 0, 1>(r);
  } else {
    return fma(terms_of_q<E, factor, 1, 2>(r_squared), r, terms_of_q<E, factor, 0, 2>(r_squared));
  }
}

/// factor * x in steps: `sum` carries n in its low bits, raised by `doublings` powers of two; r is the remainder over
/// factor.
template <class V>
struct Reduced {
  V sum, n, r;
};

template <class E, int factor, int doublings, class V>
SIMDACT_INLINE Reduced<V> reduce(V x) {
  const V origin(E::rounds_to_whole + doublings * E::steps_per_doubling);
  const V sum = fma(x, V(factor * E::steps_per_unit), origin);
  const V n = sum - origin;
  return {sum, n, fnma(n, V(E::step / factor), x)};
}

/// 2^headroom * e^(factor*x): a normal number also where e^(factor*x) is not. Multiply it by undo_headroom, which is
/// exact but there.
template <int factor, class V>
SIMDACT_INLINE V exp_with_headroom(V x) {
  using E = Exp<typename V::Scalar>;
  const Reduced<V> z = reduce<E, factor, E::headroom>(x);
  const V power = E::power(z.sum);
  const V r = fnma(z.n, V(E::rest_of_step / factor), z.r);
  const V r_squared = r * r;
  const V expm1 = fma(scaled_q<E, factor>(r, r_squared), r_squared, factor == 1 ? r : r + r);
  return fma(power, expm1, power);
}

/// (e^(2a) - 1) / 2 for 0 <= a, accurate relative to itself: where a is tiny, n is 0 and the power 1. Of what r and the
/// power lack, `correction` is what counts where the result is small; where it is large, tanh does not depend on it.
template <class V>
SIMDACT_INLINE V half_expm1_of_twice(V a) {
  using E = Exp<typename V::Scalar>;
  const Reduced<V> z = reduce<E, 2, -1>(a);
  const V half_power = E::power(z.sum);
  const V r_squared = z.r * z.r;
  const V bend = fma(scaled_q<E, 2>(z.r, r_squared), r_squared, E::correction(z.sum, z.n));
  const V expm1 = fma(V(2), z.r, bend);  // small terms first
  return fma(half_power, expm1, half_power - V(0.5f));
}

/// e^(factor*x) - 1.
template <int factor, class V>
SIMDACT_INLINE V expm1_to_be_rounded_to_float(V x) {
  using E = ExpToBeRoundedToFloat;
  const Reduced<V> z = reduce<E, factor, 0>(x);
  const V power = E::power(z.sum);
  const V r_squared = z.r * z.r;
  const V expm1 = fma(scaled_q<E, factor>(z.r, r_squared), r_squared, factor == 1 ? z.r : z.r + z.r);
  return fma(power, expm1, power - V(1));
}
