/// AVX2 with FMA and F16C: eight floats or four doubles a vector.
#pragma once

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/alone_with_activations.hpp"
#endif

#include "../detail/compiler.hpp"

#if SIMDACT_X86_64

#include <cpuid.h>
#include <immintrin.h>

#include <cstddef>
#include <limits>
#include <type_traits>
#include <utility>

#include "../detail/caches.hpp"
#include "../detail/names.hpp"
#include "../detail/sixteen_bits.hpp"

namespace simdact::detail {
namespace {
namespace avx2 {

// From here to the end of the namespace everything is compiled for AVX2 and FMA, whatever the flags of the build.
#include "../detail/exact_begin.inl.hpp"
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#endif

// The same bits, of which the compiler knows nothing. clang under -ffast-math takes it that arguments and results, be
// they intrinsics', are not NaN, and would drop the tests for NaN and what follows from them. Integers are safe.
SIMDACT_INLINE __m256i unknown(__m256i bits) {
#if defined(__clang__)
  asm("" : "+x"(bits));
#endif
  return bits;
}

template <class T>
struct Vector;

template <>
struct Vector<float> {
  using Scalar = float;
  static constexpr std::size_t size = 8;
  static constexpr int registers = 16;

  __m256 v;

  SIMDACT_INLINE explicit Vector(__m256 x) : v(x) {}
  SIMDACT_INLINE explicit Vector(float x) : v(_mm256_set1_ps(x)) {}

  SIMDACT_INLINE static Vector load(const float* p) { return Vector(_mm256_loadu_ps(p)); }
  // Of integers: clang compiles the masked load of numbers with the flags of the build, which may know no NaN.
  SIMDACT_INLINE static Vector load_first(const float* p, std::size_t count) {
    return Vector(_mm256_maskload_epi32(reinterpret_cast<const int*>(p), first(count)));
  }
  SIMDACT_INLINE void store(float* p) const { _mm256_storeu_ps(p, v); }
  SIMDACT_INLINE void stream(float* p) const { _mm256_stream_ps(p, v); }
  SIMDACT_INLINE static void finish_streams() { _mm_sfence(); }
  SIMDACT_INLINE void store_first(float* p, std::size_t count) const { _mm256_maskstore_ps(p, first(count), v); }
  SIMDACT_INLINE float first() const { return _mm256_cvtss_f32(v); }

  SIMDACT_INLINE friend Vector operator+(Vector a, Vector b) { return Vector(a.v + b.v); }
  SIMDACT_INLINE friend Vector operator-(Vector a, Vector b) { return Vector(a.v - b.v); }
  SIMDACT_INLINE friend Vector operator*(Vector a, Vector b) { return Vector(a.v * b.v); }
  SIMDACT_INLINE friend Vector operator/(Vector a, Vector b) { return Vector(a.v / b.v); }
  SIMDACT_INLINE friend Vector fma(Vector a, Vector b, Vector c) { return Vector(_mm256_fmadd_ps(a.v, b.v, c.v)); }
  SIMDACT_INLINE friend Vector fnma(Vector a, Vector b, Vector c) { return Vector(_mm256_fnmadd_ps(a.v, b.v, c.v)); }

  // b where a or b is NaN.
  SIMDACT_INLINE friend Vector min(Vector a, Vector b) { return Vector(_mm256_min_ps(a.v, b.v)); }
  SIMDACT_INLINE friend Vector max(Vector a, Vector b) { return Vector(_mm256_max_ps(a.v, b.v)); }
  SIMDACT_INLINE friend Vector abs(Vector a) { return Vector(_mm256_andnot_ps(Vector(-0.0f).v, a.v)); }
  SIMDACT_INLINE friend Vector nearest_whole(Vector a) {
    return Vector(_mm256_round_ps(a.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
  }
  SIMDACT_INLINE friend Vector or_sign(Vector a, Vector b) {
    return Vector(_mm256_or_ps(a.v, _mm256_and_ps(Vector(-0.0f).v, b.v)));
  }

  // Compares bits, as compilers turn comparisons of numbers into others that signal NaN. The bits of -infinity, taken
  // as an integer, are the largest of those from -0 to there.
  SIMDACT_INLINE friend Vector zero_if_negative(Vector a) {
    const __m256i kept = _mm256_cmpgt_epi32(a.bits(), _mm256_set1_epi32(-0x800000));
    return Vector(_mm256_and_si256(a.bits(), kept));
  }
  // Either where the gate is NaN.
  SIMDACT_INLINE friend Vector select_positive(Vector gate, Vector a, Vector b) {
    const __m256i positive = _mm256_cmpgt_epi32(gate.bits(), _mm256_setzero_si256());
    return Vector(_mm256_blendv_epi8(b.bits(), a.bits(), positive));
  }
  // NaN where the gate is NaN.
  SIMDACT_INLINE friend Vector if_positive(Vector gate, Vector a, Vector b) {
    return Vector(_mm256_or_si256(select_positive(gate, a, b).bits(), gate.is_nan()));
  }
  SIMDACT_INLINE friend Vector if_negative(Vector gate, Vector a, Vector b) {
    return Vector(_mm256_blendv_ps(b.v, a.v, gate.v));
  }

  // A result that is to be rounded by itself: clang would fuse a product with a sum that it goes into.
  SIMDACT_INLINE friend Vector rounded(Vector a) { return Vector(unknown(a.bits())); }

  SIMDACT_INLINE friend Vector shift_left(Vector a, int count) { return Vector(_mm256_slli_epi32(a.bits(), count)); }

  SIMDACT_INLINE explicit Vector(__m256i bits) : v(_mm256_castsi256_ps(bits)) {}
  SIMDACT_INLINE __m256i bits() const { return _mm256_castps_si256(v); }
  SIMDACT_INLINE __m256i is_nan() const {
    const auto x = reinterpret_cast<__m256>(unknown(bits()));
    return unknown(reinterpret_cast<__m256i>(_mm256_cmp_ps(x, x, _CMP_UNORD_Q)));
  }

 private:
  SIMDACT_INLINE static __m256i first(std::size_t count) {
    return _mm256_cmpgt_epi32(_mm256_set1_epi32(static_cast<int>(count)), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
  }
};

template <>
struct Vector<double> {
  using Scalar = double;
  static constexpr std::size_t size = 4;
  static constexpr int registers = 16;

  __m256d v;

  SIMDACT_INLINE explicit Vector(__m256d x) : v(x) {}
  SIMDACT_INLINE explicit Vector(double x) : v(_mm256_set1_pd(x)) {}

  SIMDACT_INLINE static Vector load(const double* p) { return Vector(_mm256_loadu_pd(p)); }
  // Of integers: clang compiles the masked load of numbers with the flags of the build, which may know no NaN.
  SIMDACT_INLINE static Vector load_first(const double* p, std::size_t count) {
    return Vector(_mm256_maskload_epi64(reinterpret_cast<const long long*>(p), first(count)));
  }
  SIMDACT_INLINE void store(double* p) const { _mm256_storeu_pd(p, v); }
  SIMDACT_INLINE void stream(double* p) const { _mm256_stream_pd(p, v); }
  SIMDACT_INLINE static void finish_streams() { _mm_sfence(); }
  SIMDACT_INLINE void store_first(double* p, std::size_t count) const { _mm256_maskstore_pd(p, first(count), v); }
  SIMDACT_INLINE double first() const { return _mm256_cvtsd_f64(v); }

  SIMDACT_INLINE friend Vector operator+(Vector a, Vector b) { return Vector(a.v + b.v); }
  SIMDACT_INLINE friend Vector operator-(Vector a, Vector b) { return Vector(a.v - b.v); }
  SIMDACT_INLINE friend Vector operator*(Vector a, Vector b) { return Vector(a.v * b.v); }
  SIMDACT_INLINE friend Vector operator/(Vector a, Vector b) { return Vector(a.v / b.v); }
  SIMDACT_INLINE friend Vector fma(Vector a, Vector b, Vector c) { return Vector(_mm256_fmadd_pd(a.v, b.v, c.v)); }
  SIMDACT_INLINE friend Vector fnma(Vector a, Vector b, Vector c) { return Vector(_mm256_fnmadd_pd(a.v, b.v, c.v)); }

  // b where a or b is NaN.
  SIMDACT_INLINE friend Vector min(Vector a, Vector b) { return Vector(_mm256_min_pd(a.v, b.v)); }
  SIMDACT_INLINE friend Vector max(Vector a, Vector b) { return Vector(_mm256_max_pd(a.v, b.v)); }
  SIMDACT_INLINE friend Vector abs(Vector a) { return Vector(_mm256_andnot_pd(Vector(-0.0).v, a.v)); }
  SIMDACT_INLINE friend Vector nearest_whole(Vector a) {
    return Vector(_mm256_round_pd(a.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
  }
  SIMDACT_INLINE friend Vector or_sign(Vector a, Vector b) {
    return Vector(_mm256_or_pd(a.v, _mm256_and_pd(Vector(-0.0).v, b.v)));
  }

  // Compares bits, as compilers turn comparisons of numbers into others that signal NaN. The bits of -infinity, taken
  // as an integer, are the largest of those from -0 to there.
  SIMDACT_INLINE friend Vector zero_if_negative(Vector a) {
    const __m256i kept = _mm256_cmpgt_epi64(a.bits(), _mm256_set1_epi64x(-0x10000000000000));
    return Vector(_mm256_and_si256(a.bits(), kept));
  }
  // Either where the gate is NaN.
  SIMDACT_INLINE friend Vector select_positive(Vector gate, Vector a, Vector b) {
    const __m256i positive = _mm256_cmpgt_epi64(gate.bits(), _mm256_setzero_si256());
    return Vector(_mm256_blendv_epi8(b.bits(), a.bits(), positive));
  }
  // NaN where the gate is NaN.
  SIMDACT_INLINE friend Vector if_positive(Vector gate, Vector a, Vector b) {
    return Vector(_mm256_or_si256(select_positive(gate, a, b).bits(), gate.is_nan()));
  }
  SIMDACT_INLINE friend Vector if_negative(Vector gate, Vector a, Vector b) {
    return Vector(_mm256_blendv_pd(b.v, a.v, gate.v));
  }

  // A result that is to be rounded by itself: clang would fuse a product with a sum that it goes into.
  SIMDACT_INLINE friend Vector rounded(Vector a) { return Vector(unknown(a.bits())); }

  SIMDACT_INLINE friend Vector shift_left(Vector a, int count) { return Vector(_mm256_slli_epi64(a.bits(), count)); }

 private:
  SIMDACT_INLINE explicit Vector(__m256i bits) : v(_mm256_castsi256_pd(bits)) {}
  SIMDACT_INLINE __m256i bits() const { return _mm256_castpd_si256(v); }
  SIMDACT_INLINE __m256i is_nan() const {
    const auto x = reinterpret_cast<__m256d>(unknown(bits()));
    return unknown(reinterpret_cast<__m256i>(_mm256_cmp_pd(x, x, _CMP_UNORD_Q)));
  }
  SIMDACT_INLINE static __m256i first(std::size_t count) {
    return _mm256_cmpgt_epi64(_mm256_set1_epi64x(static_cast<long long>(count)), _mm256_setr_epi64x(0, 1, 2, 3));
  }
};

/// Eight numbers of 16 bits.
struct Words {
  __m128i v;

  SIMDACT_INLINE static Words load(const void* p) { return {_mm_loadu_si128(static_cast<const __m128i*>(p))}; }
  SIMDACT_INLINE void store(void* p) const { _mm_storeu_si128(static_cast<__m128i*>(p), v); }
  SIMDACT_INLINE void stream(void* p) const { _mm_stream_si128(static_cast<__m128i*>(p), v); }
  // Through memory, as there is no mask for words.
  SIMDACT_INLINE static Words load_first(const void* p, std::size_t count) {
    Words a{_mm_setzero_si128()};
    __builtin_memcpy(&a.v, p, 2 * count);
    return a;
  }
  SIMDACT_INLINE void store_first(void* p, std::size_t count) const { __builtin_memcpy(p, &v, 2 * count); }
};

// By name: a program that inlines this need not be built for F16C, and no compiler takes it that there is no NaN.
SIMDACT_INLINE Vector<float> widen(Half, Words a) {
  __m256 v;
  asm("vcvtph2ps {%1, %0|%0, %1}" : "=x"(v) : "x"(a.v));
  return Vector<float>(v);
}
SIMDACT_INLINE Words narrow(Half, Vector<float> a) {
  Words words;
  asm("vcvtps2ph {%2, %1, %0|%0, %1, %2}" : "=x"(words.v) : "x"(a.v), "i"(_MM_FROUND_TO_NEAREST_INT));
  return words;
}

SIMDACT_INLINE Vector<float> widen(BFloat16, Words a) {
  return Vector<float>(_mm256_slli_epi32(_mm256_cvtepu16_epi32(a.v), 16));
}
// The upper halves are what is rounded to the nearest, halves to the even one. A NaN keeps its bits: it comes from 16
// bits, from an operation, which leaves the lower half 0, or has all bits set.
SIMDACT_INLINE __m256i rounded_to_upper(Vector<float> a) {
  const __m256i is_odd = _mm256_and_si256(_mm256_srli_epi32(a.bits(), 16), _mm256_set1_epi32(1));
  const __m256i sum = _mm256_add_epi32(_mm256_add_epi32(a.bits(), is_odd), _mm256_set1_epi32(0x7fff));
  return _mm256_max_epu32(sum, a.bits());
}
SIMDACT_INLINE Words narrow(BFloat16, Vector<float> a) {
  const __m256i upper = _mm256_srli_epi32(rounded_to_upper(a), 16);
  return {_mm_packus_epi32(_mm256_castsi256_si128(upper), _mm256_extracti128_si256(upper, 1))};
}

#include "../detail/kernels.inl.hpp"

/// Sixteen numbers of 16 bits.
struct TwiceWords {
  __m256i v;

  SIMDACT_INLINE static TwiceWords load(const void* p) { return {_mm256_loadu_si256(static_cast<const __m256i*>(p))}; }
  SIMDACT_INLINE void store(void* p) const { _mm256_storeu_si256(static_cast<__m256i*>(p), v); }
  // Two halves, as they are aligned.
  SIMDACT_INLINE void stream(void* p) const {
    Words{_mm256_castsi256_si128(v)}.stream(p);
    Words{_mm256_extracti128_si256(v, 1)}.stream(static_cast<char*>(p) + sizeof(Words));
  }
};

// One vector takes the even elements, the other one the odd ones, which needs no shuffle: order is no matter.
template <class Part>
SIMDACT_INLINE Pair<Vector<float>> load(Type<Pair<Vector<float>>>, Part part, const BFloat16* p) {
  const __m256i words = part.template load<TwiceWords>(p).v;
  return {Vector<float>(_mm256_slli_epi32(words, 16)),
          Vector<float>(_mm256_and_si256(words, _mm256_set1_epi32(-0x10000)))};
}
template <class Part>
SIMDACT_INLINE void store(Pair<Vector<float>> a, Part part, BFloat16* p) {
  const __m256i even = _mm256_srli_epi32(rounded_to_upper(a.low), 16), odd = rounded_to_upper(a.high);
  part.store(TwiceWords{_mm256_blend_epi16(even, odd, 0xaa)}, p);
}

SIMDACT_INLINE Pair<Vector<double>> widen(Vector<float> a) {
  return {Vector<double>(_mm256_cvtps_pd(_mm256_castps256_ps128(a.v))),
          Vector<double>(_mm256_cvtps_pd(_mm256_extractf128_ps(a.v, 1)))};
}

SIMDACT_INLINE Pair<Vector<double>> load_widened(Type<Vector<float>>, const float* p) {
  return {Vector<double>(_mm256_cvtps_pd(_mm_loadu_ps(p))), Vector<double>(_mm256_cvtps_pd(_mm_loadu_ps(p + 4)))};
}

SIMDACT_INLINE Vector<float> narrow(Pair<Vector<double>> a) {
  return Vector<float>(_mm256_set_m128(_mm256_cvtpd_ps(a.high.v), _mm256_cvtpd_ps(a.low.v)));
}

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#include "../detail/exact_end.inl.hpp"

struct Set {
  // The compiler's library asks the processor for both, and the operating system whether it saves the wide registers.
  // Not all compilers know F16C by name.
  static bool is_available() noexcept {
    __builtin_cpu_init();
    unsigned a, b, c, d;
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __get_cpuid(1, &a, &b, &c, &d) != 0 &&
           (c & bit_F16C) != 0;
  }

  template <class Activation, class T>
  using ArrayKernels = avx2::ArrayKernels<Activation, T>;
  template <class Activation, class T>
  using NumberKernels = avx2::NumberKernels<Activation, T>;
};

}  // namespace avx2
}  // namespace
}  // namespace simdact::detail

#endif
