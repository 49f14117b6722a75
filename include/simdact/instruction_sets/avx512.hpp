/// AVX-512 (F, DQ, BW, VL): sixteen floats or eight doubles a vector.
#pragma once

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/alone_with_activations.hpp"
#endif

#include "../detail/compiler.hpp"

#if SIMDACT_X86_64

#include <immintrin.h>

#include <cstddef>
#include <limits>
#include <type_traits>
#include <utility>

#include "../detail/caches.hpp"
#include "../detail/names.hpp"
#include "../detail/sixteen_bits.hpp"
#include "avx2.hpp"

namespace simdact::detail {
namespace {
namespace avx512 {

#include "../detail/exact_begin.inl.hpp"
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma"))), \
                             apply_to = function)
#else
#pragma GCC push_options
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // GCC's own intrinsics leave unused operands so
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma")
#endif

// The forms with a rounding argument are macros: what they expand to is exact here, while clang compiles the bodies of
// its other intrinsics with the flags of the build, -ffast-math included.

// clang makes a reciprocal estimate of a 512-bit division under -ffast-math, whatever its pragmas say.
SIMDACT_INLINE __m512 quotient(__m512 a, __m512 b) {
#if defined(__clang__)
  __m512 q;
  asm("vdivps {%2, %1, %0|%0, %1, %2}" : "=v"(q) : "v"(a), "v"(b));
  return q;
#else
  return a / b;
#endif
}
SIMDACT_INLINE __m512d quotient(__m512d a, __m512d b) {
#if defined(__clang__)
  __m512d q;
  asm("vdivpd {%2, %1, %0|%0, %1, %2}" : "=v"(q) : "v"(a), "v"(b));
  return q;
#else
  return a / b;
#endif
}

template <class Mask>
SIMDACT_INLINE Mask mask_of_first(std::size_t count) {
  return static_cast<Mask>((1u << count) - 1);
}

template <class T>
struct Vector;

template <>
struct Vector<float> {
  using Scalar = float;
  static constexpr std::size_t size = 16;
  static constexpr int registers = 32;

  __m512 v;

  SIMDACT_INLINE explicit Vector(__m512 x) : v(x) {}
  SIMDACT_INLINE explicit Vector(float x) : v(_mm512_set1_ps(x)) {}

  SIMDACT_INLINE static Vector load(const float* p) { return Vector(_mm512_loadu_ps(p)); }
  SIMDACT_INLINE static Vector load_first(const float* p, std::size_t count) {
    return Vector(_mm512_maskz_loadu_epi32(mask_of_first<__mmask16>(count), p));
  }
  SIMDACT_INLINE void store(float* p) const { _mm512_storeu_ps(p, v); }
  SIMDACT_INLINE void stream(float* p) const { _mm512_stream_ps(p, v); }
  SIMDACT_INLINE static void finish_streams() { _mm_sfence(); }
  SIMDACT_INLINE void store_first(float* p, std::size_t count) const {
    _mm512_mask_storeu_ps(p, mask_of_first<__mmask16>(count), v);
  }
  SIMDACT_INLINE float first() const { return _mm512_cvtss_f32(v); }

  SIMDACT_INLINE friend Vector operator+(Vector a, Vector b) { return Vector(a.v + b.v); }
  SIMDACT_INLINE friend Vector operator-(Vector a, Vector b) { return Vector(a.v - b.v); }
  SIMDACT_INLINE friend Vector operator*(Vector a, Vector b) { return Vector(a.v * b.v); }
  SIMDACT_INLINE friend Vector operator/(Vector a, Vector b) { return Vector(quotient(a.v, b.v)); }
  SIMDACT_INLINE friend Vector fma(Vector a, Vector b, Vector c) {
    return Vector(_mm512_fmadd_round_ps(a.v, b.v, c.v, _MM_FROUND_CUR_DIRECTION));
  }
  SIMDACT_INLINE friend Vector fnma(Vector a, Vector b, Vector c) {
    return Vector(_mm512_fnmadd_round_ps(a.v, b.v, c.v, _MM_FROUND_CUR_DIRECTION));
  }

  // b where a or b is NaN.
  SIMDACT_INLINE friend Vector min(Vector a, Vector b) {
    return Vector(_mm512_min_round_ps(a.v, b.v, _MM_FROUND_NO_EXC));
  }
  SIMDACT_INLINE friend Vector max(Vector a, Vector b) {
    return Vector(_mm512_max_round_ps(a.v, b.v, _MM_FROUND_NO_EXC));
  }
  SIMDACT_INLINE friend Vector abs(Vector a) { return Vector(_mm512_andnot_ps(Vector(-0.0f).v, a.v)); }
  SIMDACT_INLINE friend Vector nearest_whole(Vector a) {
    return Vector(_mm512_roundscale_ps(a.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
  }
  SIMDACT_INLINE friend Vector or_sign(Vector a, Vector b) {
    return Vector(_mm512_or_ps(a.v, _mm512_and_ps(Vector(-0.0f).v, b.v)));
  }

  // Selects among integers: clang's selections of numbers know no NaN under -ffast-math. Compares them, too, where NaN
  // must not be signalled. The bits of -infinity, taken as an integer, are the largest of those from -0 to there.
  SIMDACT_INLINE friend Vector zero_if_negative(Vector a) {
    const __mmask16 kept = _mm512_cmpgt_epi32_mask(a.bits(), _mm512_set1_epi32(-0x800000));
    return Vector(_mm512_maskz_mov_epi32(kept, a.bits()));
  }
  // Either where the gate is NaN.
  SIMDACT_INLINE friend Vector select_positive(Vector gate, Vector a, Vector b) {
    const __mmask16 positive = _mm512_cmpgt_epi32_mask(gate.bits(), _mm512_setzero_si512());
    return Vector(_mm512_mask_mov_epi32(b.bits(), positive, a.bits()));
  }
  // The gate where it is NaN.
  SIMDACT_INLINE friend Vector if_positive(Vector gate, Vector a, Vector b) {
    return Vector(_mm512_mask_mov_epi32(select_positive(gate, a, b).bits(), gate.is_nan(), gate.bits()));
  }
  SIMDACT_INLINE friend Vector if_negative(Vector gate, Vector a, Vector b) {
    return Vector(_mm512_mask_mov_epi32(b.bits(), _mm512_movepi32_mask(gate.bits()), a.bits()));
  }

  // A result that is to be rounded by itself: clang would fuse a product with a sum that it goes into.
  SIMDACT_INLINE friend Vector rounded(Vector a) {
#if defined(__clang__)
    asm("" : "+v"(a.v));
#endif
    return a;
  }

  SIMDACT_INLINE friend Vector shift_left(Vector a, int count) {
    return Vector(_mm512_sllv_epi32(a.bits(), _mm512_set1_epi32(count)));
  }

  SIMDACT_INLINE explicit Vector(__m512i bits) : v(_mm512_castsi512_ps(bits)) {}
  SIMDACT_INLINE __m512i bits() const { return _mm512_castps_si512(v); }
  SIMDACT_INLINE __mmask16 is_nan() const {
    constexpr int quiet_or_signalling = 0x81;
    return _mm512_fpclass_ps_mask(v, quiet_or_signalling);
  }
};

template <>
struct Vector<double> {
  using Scalar = double;
  static constexpr std::size_t size = 8;
  static constexpr int registers = 32;

  __m512d v;

  SIMDACT_INLINE explicit Vector(__m512d x) : v(x) {}
  SIMDACT_INLINE explicit Vector(double x) : v(_mm512_set1_pd(x)) {}

  SIMDACT_INLINE static Vector load(const double* p) { return Vector(_mm512_loadu_pd(p)); }
  SIMDACT_INLINE static Vector load_first(const double* p, std::size_t count) {
    return Vector(_mm512_maskz_loadu_epi64(mask_of_first<__mmask8>(count), p));
  }
  SIMDACT_INLINE void store(double* p) const { _mm512_storeu_pd(p, v); }
  SIMDACT_INLINE void stream(double* p) const { _mm512_stream_pd(p, v); }
  SIMDACT_INLINE static void finish_streams() { _mm_sfence(); }
  SIMDACT_INLINE void store_first(double* p, std::size_t count) const {
    _mm512_mask_storeu_pd(p, mask_of_first<__mmask8>(count), v);
  }
  SIMDACT_INLINE double first() const { return _mm512_cvtsd_f64(v); }

  SIMDACT_INLINE friend Vector operator+(Vector a, Vector b) { return Vector(a.v + b.v); }
  SIMDACT_INLINE friend Vector operator-(Vector a, Vector b) { return Vector(a.v - b.v); }
  SIMDACT_INLINE friend Vector operator*(Vector a, Vector b) { return Vector(a.v * b.v); }
  SIMDACT_INLINE friend Vector operator/(Vector a, Vector b) { return Vector(quotient(a.v, b.v)); }
  SIMDACT_INLINE friend Vector fma(Vector a, Vector b, Vector c) {
    return Vector(_mm512_fmadd_round_pd(a.v, b.v, c.v, _MM_FROUND_CUR_DIRECTION));
  }
  SIMDACT_INLINE friend Vector fnma(Vector a, Vector b, Vector c) {
    return Vector(_mm512_fnmadd_round_pd(a.v, b.v, c.v, _MM_FROUND_CUR_DIRECTION));
  }

  // b where a or b is NaN.
  SIMDACT_INLINE friend Vector min(Vector a, Vector b) {
    return Vector(_mm512_min_round_pd(a.v, b.v, _MM_FROUND_NO_EXC));
  }
  SIMDACT_INLINE friend Vector max(Vector a, Vector b) {
    return Vector(_mm512_max_round_pd(a.v, b.v, _MM_FROUND_NO_EXC));
  }
  SIMDACT_INLINE friend Vector abs(Vector a) { return Vector(_mm512_andnot_pd(Vector(-0.0).v, a.v)); }
  SIMDACT_INLINE friend Vector nearest_whole(Vector a) {
    return Vector(_mm512_roundscale_pd(a.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
  }
  SIMDACT_INLINE friend Vector or_sign(Vector a, Vector b) {
    return Vector(_mm512_or_pd(a.v, _mm512_and_pd(Vector(-0.0).v, b.v)));
  }

  // Selects among integers: clang's selections of numbers know no NaN under -ffast-math. Compares them, too, where NaN
  // must not be signalled. The bits of -infinity, taken as an integer, are the largest of those from -0 to there.
  SIMDACT_INLINE friend Vector zero_if_negative(Vector a) {
    const __mmask8 kept = _mm512_cmpgt_epi64_mask(a.bits(), _mm512_set1_epi64(-0x10000000000000));
    return Vector(_mm512_maskz_mov_epi64(kept, a.bits()));
  }
  // Either where the gate is NaN.
  SIMDACT_INLINE friend Vector select_positive(Vector gate, Vector a, Vector b) {
    const __mmask8 positive = _mm512_cmpgt_epi64_mask(gate.bits(), _mm512_setzero_si512());
    return Vector(_mm512_mask_mov_epi64(b.bits(), positive, a.bits()));
  }
  // The gate where it is NaN.
  SIMDACT_INLINE friend Vector if_positive(Vector gate, Vector a, Vector b) {
    return Vector(_mm512_mask_mov_epi64(select_positive(gate, a, b).bits(), gate.is_nan(), gate.bits()));
  }
  SIMDACT_INLINE friend Vector if_negative(Vector gate, Vector a, Vector b) {
    return Vector(_mm512_mask_mov_epi64(b.bits(), _mm512_movepi64_mask(gate.bits()), a.bits()));
  }

  // A result that is to be rounded by itself: clang would fuse a product with a sum that it goes into.
  SIMDACT_INLINE friend Vector rounded(Vector a) {
#if defined(__clang__)
    asm("" : "+v"(a.v));
#endif
    return a;
  }

  SIMDACT_INLINE friend Vector shift_left(Vector a, int count) {
    return Vector(_mm512_sllv_epi64(a.bits(), _mm512_set1_epi64(count)));
  }

 private:
  SIMDACT_INLINE explicit Vector(__m512i bits) : v(_mm512_castsi512_pd(bits)) {}
  SIMDACT_INLINE __m512i bits() const { return _mm512_castpd_si512(v); }
  SIMDACT_INLINE __mmask8 is_nan() const {
    constexpr int quiet_or_signalling = 0x81;
    return _mm512_fpclass_pd_mask(v, quiet_or_signalling);
  }
};

/// Sixteen numbers of 16 bits.
struct Words {
  __m256i v;

  SIMDACT_INLINE static Words load(const void* p) { return {_mm256_loadu_si256(static_cast<const __m256i*>(p))}; }
  SIMDACT_INLINE void store(void* p) const { _mm256_storeu_si256(static_cast<__m256i*>(p), v); }
  SIMDACT_INLINE void stream(void* p) const { _mm256_stream_si256(static_cast<__m256i*>(p), v); }
  SIMDACT_INLINE static Words load_first(const void* p, std::size_t count) {
    return {_mm256_maskz_loadu_epi16(mask_of_first<__mmask16>(count), p)};
  }
  SIMDACT_INLINE void store_first(void* p, std::size_t count) const {
    _mm256_mask_storeu_epi16(p, mask_of_first<__mmask16>(count), v);
  }
};

// By name: no compiler takes it that there is no NaN.
SIMDACT_INLINE Vector<float> widen(Half, Words a) {
  __m512 v;
  asm("vcvtph2ps {%1, %0|%0, %1}" : "=v"(v) : "v"(a.v));
  return Vector<float>(v);
}
SIMDACT_INLINE Words narrow(Half, Vector<float> a) {
  Words words;
  asm("vcvtps2ph {%2, %1, %0|%0, %1, %2}" : "=v"(words.v) : "v"(a.v), "i"(_MM_FROUND_TO_NEAREST_INT));
  return words;
}

SIMDACT_INLINE Vector<float> widen(BFloat16, Words a) {
  return Vector<float>(_mm512_slli_epi32(_mm512_cvtepu16_epi32(a.v), 16));
}
// Halves to the even one; all bits of a NaN are set.
SIMDACT_INLINE Words narrow(BFloat16, Vector<float> a) {
  const __m512i is_odd = _mm512_and_si512(_mm512_srli_epi32(a.bits(), 16), _mm512_set1_epi32(1));
  const __m512i rounded = _mm512_add_epi32(_mm512_add_epi32(a.bits(), _mm512_set1_epi32(0x7fff)), is_odd);
  const __m512i marked = _mm512_mask_mov_epi32(rounded, a.is_nan(), _mm512_set1_epi32(-1));
  return {_mm512_cvtepi32_epi16(_mm512_srli_epi32(marked, 16))};
}

#include "../detail/kernels.inl.hpp"

SIMDACT_INLINE Pair<Vector<double>> widen(Vector<float> a) {
  return {Vector<double>(_mm512_cvtps_pd(_mm512_castps512_ps256(a.v))),
          Vector<double>(_mm512_cvtps_pd(_mm512_extractf32x8_ps(a.v, 1)))};
}

SIMDACT_INLINE Pair<Vector<double>> load_widened(Type<Vector<float>>, const float* p) {
  return {Vector<double>(_mm512_cvtps_pd(_mm256_loadu_ps(p))), Vector<double>(_mm512_cvtps_pd(_mm256_loadu_ps(p + 8)))};
}

SIMDACT_INLINE Vector<float> narrow(Pair<Vector<double>> a) {
  const __m512 low = _mm512_castps256_ps512(_mm512_cvtpd_ps(a.low.v));
  return Vector<float>(_mm512_insertf32x8(low, _mm512_cvtpd_ps(a.high.v), 1));
}

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC diagnostic pop
#pragma GCC pop_options
#endif
#include "../detail/exact_end.inl.hpp"

struct Set {
  static bool is_available() noexcept {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && avx2::Set::is_available();
  }

  template <class Activation, class T>
  using ArrayKernels = avx512::ArrayKernels<Activation, T>;
  // A long vector gains nothing for one number, and costs some time.
  template <class Activation, class T>
  using NumberKernels = avx2::NumberKernels<Activation, T>;
};

}  // namespace avx512
}  // namespace
}  // namespace simdact::detail

#endif
