/// NEON, the vector instructions that every AArch64 processor has: four floats or two doubles a vector.
#pragma once

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/alone_with_activations.hpp"
#endif

#include "../detail/compiler.hpp"

#if SIMDACT_AARCH64

#include <arm_neon.h>

#include <cstddef>
#include <limits>
#include <type_traits>
#include <utility>

#include "../detail/caches.hpp"
#include "../detail/names.hpp"
#include "../detail/sixteen_bits.hpp"

namespace simdact::detail {
namespace {
namespace neon {

#include "../detail/exact_begin.inl.hpp"

/// The operations whose names differ with the type. Under -ffast-math clang would take the intrinsics of fused products
/// and sums for ones in which the sign of a zero is of no account.
template <class T>
struct Instructions;

template <>
struct Instructions<float> {
  using Numbers = float32x4_t;
  using Bits = uint32x4_t;

  SIMDACT_INLINE static Numbers all(float x) { return vdupq_n_f32(x); }
  SIMDACT_INLINE static Numbers load(const float* p) { return vld1q_f32(p); }
  SIMDACT_INLINE static void store(float* p, Numbers a) { vst1q_f32(p, a); }
  SIMDACT_INLINE static Numbers load_first(const float* p, std::size_t count) {
    const float32x2_t none = vdup_n_f32(0);
    const float32x2_t last = count % 2 == 0 ? none : vld1_lane_f32(p + count - 1, none, 0);
    return count < 2 ? vcombine_f32(last, none) : vcombine_f32(vld1_f32(p), last);
  }
  SIMDACT_INLINE static void store_first(float* p, std::size_t count, Numbers a) {
    if (count < 2) {
      vst1q_lane_f32(p, a, 0);
    } else {
      vst1_f32(p, vget_low_f32(a));
      if (count > 2) vst1q_lane_f32(p + 2, a, 2);
    }
  }
  SIMDACT_INLINE static float first(Numbers a) { return vgetq_lane_f32(a, 0); }

  SIMDACT_INLINE static Numbers fma(Numbers a, Numbers b, Numbers c) {
#if defined(__clang__)
    asm("fmla %0.4s, %1.4s, %2.4s" : "+w"(c) : "w"(a), "w"(b));
    return c;
#else
    return vfmaq_f32(c, a, b);
#endif
  }
  SIMDACT_INLINE static Numbers fnma(Numbers a, Numbers b, Numbers c) {
#if defined(__clang__)
    asm("fmls %0.4s, %1.4s, %2.4s" : "+w"(c) : "w"(a), "w"(b));
    return c;
#else
    return vfmsq_f32(c, a, b);
#endif
  }
  SIMDACT_INLINE static Numbers min(Numbers a, Numbers b) { return vminq_f32(a, b); }
  SIMDACT_INLINE static Numbers max(Numbers a, Numbers b) { return vmaxq_f32(a, b); }
  SIMDACT_INLINE static Numbers abs(Numbers a) { return vabsq_f32(a); }
  SIMDACT_INLINE static Numbers nearest_whole(Numbers a) { return vrndnq_f32(a); }

  SIMDACT_INLINE static Bits is_positive(Bits a) { return vcgtzq_s32(vreinterpretq_s32_u32(a)); }
  SIMDACT_INLINE static Bits is_negative(Bits a) { return vcltzq_s32(vreinterpretq_s32_u32(a)); }
  SIMDACT_INLINE static Bits select(Bits mask, Bits a, Bits b) { return vbslq_u32(mask, a, b); }
};

template <>
struct Instructions<double> {
  using Numbers = float64x2_t;
  using Bits = uint64x2_t;

  SIMDACT_INLINE static Numbers all(double x) { return vdupq_n_f64(x); }
  SIMDACT_INLINE static Numbers load(const double* p) { return vld1q_f64(p); }
  SIMDACT_INLINE static void store(double* p, Numbers a) { vst1q_f64(p, a); }
  SIMDACT_INLINE static Numbers load_first(const double* p, std::size_t) {
    return vcombine_f64(vld1_f64(p), vdup_n_f64(0));
  }
  SIMDACT_INLINE static void store_first(double* p, std::size_t, Numbers a) { vst1q_lane_f64(p, a, 0); }
  SIMDACT_INLINE static double first(Numbers a) { return vgetq_lane_f64(a, 0); }

  SIMDACT_INLINE static Numbers fma(Numbers a, Numbers b, Numbers c) {
#if defined(__clang__)
    asm("fmla %0.2d, %1.2d, %2.2d" : "+w"(c) : "w"(a), "w"(b));
    return c;
#else
    return vfmaq_f64(c, a, b);
#endif
  }
  SIMDACT_INLINE static Numbers fnma(Numbers a, Numbers b, Numbers c) {
#if defined(__clang__)
    asm("fmls %0.2d, %1.2d, %2.2d" : "+w"(c) : "w"(a), "w"(b));
    return c;
#else
    return vfmsq_f64(c, a, b);
#endif
  }
  SIMDACT_INLINE static Numbers min(Numbers a, Numbers b) { return vminq_f64(a, b); }
  SIMDACT_INLINE static Numbers max(Numbers a, Numbers b) { return vmaxq_f64(a, b); }
  SIMDACT_INLINE static Numbers abs(Numbers a) { return vabsq_f64(a); }
  SIMDACT_INLINE static Numbers nearest_whole(Numbers a) { return vrndnq_f64(a); }

  SIMDACT_INLINE static Bits is_positive(Bits a) { return vcgtzq_s64(vreinterpretq_s64_u64(a)); }
  SIMDACT_INLINE static Bits is_negative(Bits a) { return vcltzq_s64(vreinterpretq_s64_u64(a)); }
  SIMDACT_INLINE static Bits select(Bits mask, Bits a, Bits b) { return vbslq_u64(mask, a, b); }
};

template <class T>
struct Vector {
  using Scalar = T;
  using Does = Instructions<T>;
  using Numbers = typename Does::Numbers;
  using Bits = typename Does::Bits;
  static constexpr std::size_t size = 16 / sizeof(T);
  static constexpr int registers = 32;

  Numbers v;

  SIMDACT_INLINE explicit Vector(Numbers x) : v(x) {}
  SIMDACT_INLINE explicit Vector(T x) : v(Does::all(x)) {}

  SIMDACT_INLINE static Vector load(const T* p) { return Vector(Does::load(p)); }
  SIMDACT_INLINE static Vector load_first(const T* p, std::size_t count) { return Vector(Does::load_first(p, count)); }
  SIMDACT_INLINE void store(T* p) const { Does::store(p, v); }
  SIMDACT_INLINE void stream(T* p) const { store(p); }  // only a hint could be given, which has not been measured
  SIMDACT_INLINE static void finish_streams() {}
  SIMDACT_INLINE void store_first(T* p, std::size_t count) const { Does::store_first(p, count, v); }
  SIMDACT_INLINE T first() const { return Does::first(v); }

  SIMDACT_INLINE friend Vector operator+(Vector a, Vector b) { return Vector(a.v + b.v); }
  SIMDACT_INLINE friend Vector operator-(Vector a, Vector b) { return Vector(a.v - b.v); }
  SIMDACT_INLINE friend Vector operator*(Vector a, Vector b) { return Vector(a.v * b.v); }
  SIMDACT_INLINE friend Vector operator/(Vector a, Vector b) { return Vector(a.v / b.v); }
  SIMDACT_INLINE friend Vector fma(Vector a, Vector b, Vector c) { return Vector(Does::fma(a.v, b.v, c.v)); }
  SIMDACT_INLINE friend Vector fnma(Vector a, Vector b, Vector c) { return Vector(Does::fnma(a.v, b.v, c.v)); }

  // NaN where a or b is NaN.
  SIMDACT_INLINE friend Vector min(Vector a, Vector b) { return Vector(Does::min(a.v, b.v)); }
  SIMDACT_INLINE friend Vector max(Vector a, Vector b) { return Vector(Does::max(a.v, b.v)); }
  SIMDACT_INLINE friend Vector abs(Vector a) { return Vector(Does::abs(a.v)); }
  SIMDACT_INLINE friend Vector nearest_whole(Vector a) { return Vector(Does::nearest_whole(a.v)); }
  SIMDACT_INLINE friend Vector or_sign(Vector a, Vector b) {
    return from_bits(a.bits() | (b.bits() & Vector(T(-0.0)).bits()));
  }

  SIMDACT_INLINE friend Vector zero_if_negative(Vector a) { return max(Vector(T(0)), a); }
  // Either where the gate is NaN.
  SIMDACT_INLINE friend Vector select_positive(Vector gate, Vector a, Vector b) {
    return from_bits(Does::select(Does::is_positive(gate.bits()), a.bits(), b.bits()));
  }
  // NaN where the gate is NaN.
  SIMDACT_INLINE friend Vector if_positive(Vector gate, Vector a, Vector b) {
    return from_bits(select_positive(gate, a, b).bits() | ~gate.is_number());
  }
  SIMDACT_INLINE friend Vector if_negative(Vector gate, Vector a, Vector b) {
    return from_bits(Does::select(Does::is_negative(gate.bits()), a.bits(), b.bits()));
  }

  // A result that is to be rounded by itself: clang would fuse a product with a sum that it goes into.
  SIMDACT_INLINE friend Vector rounded(Vector a) { return from_bits(unknown(a.bits())); }

  SIMDACT_INLINE friend Vector shift_left(Vector a, int count) { return from_bits(a.bits() << count); }

  SIMDACT_INLINE static Vector from_bits(Bits bits) { return Vector(reinterpret_cast<Numbers>(bits)); }
  SIMDACT_INLINE Bits bits() const { return reinterpret_cast<Bits>(v); }

 private:
  SIMDACT_INLINE Bits is_number() const {
    const auto x = reinterpret_cast<Numbers>(unknown(bits()));
    return unknown(reinterpret_cast<Bits>(x == x));
  }
  // The same bits, of which the compiler knows nothing. clang under -ffast-math takes it that arguments and results, be
  // they intrinsics', are not NaN, and would drop the tests for NaN and what follows from them. Integers are safe.
  SIMDACT_INLINE static Bits unknown(Bits bits) {
#if defined(__clang__)
    asm("" : "+w"(bits));
#endif
    return bits;
  }
};

/// Four numbers of 16 bits.
struct Words {
  uint16x4_t v;

  SIMDACT_INLINE static Words load(const void* p) { return load_first(p, 4); }
  SIMDACT_INLINE void store(void* p) const { store_first(p, 4); }
  SIMDACT_INLINE void stream(void* p) const { store(p); }
  SIMDACT_INLINE static Words load_first(const void* p, std::size_t count) {
    Words a{vdup_n_u16(0)};
    __builtin_memcpy(&a.v, p, 2 * count);
    return a;
  }
  SIMDACT_INLINE void store_first(void* p, std::size_t count) const { __builtin_memcpy(p, &v, 2 * count); }
};

// By name: no compiler takes it that there is no NaN.
SIMDACT_INLINE Vector<float> widen(Half, Words a) {
  float32x4_t v;
  asm("fcvtl %0.4s, %1.4h" : "=w"(v) : "w"(a.v));
  return Vector<float>(v);
}
SIMDACT_INLINE Words narrow(Half, Vector<float> a) {
  Words words;
  asm("fcvtn %0.4h, %1.4s" : "=w"(words.v) : "w"(a.v));
  return words;
}

SIMDACT_INLINE Vector<float> widen(BFloat16, Words a) { return Vector<float>::from_bits(vshll_n_u16(a.v, 16)); }
// To the nearest, halves to the even one. A NaN keeps its bits: it comes from 16 bits, from an operation, which leaves
// the lower half 0, or has all bits set.
SIMDACT_INLINE Words narrow(BFloat16, Vector<float> a) {
  const uint32x4_t is_odd = vandq_u32(vshrq_n_u32(a.bits(), 16), vdupq_n_u32(1));
  const uint32x4_t sum = vaddq_u32(vaddq_u32(a.bits(), is_odd), vdupq_n_u32(0x7fff));
  return {vshrn_n_u32(vmaxq_u32(sum, a.bits()), 16)};
}

#include "../detail/kernels.inl.hpp"

SIMDACT_INLINE Pair<Vector<double>> widen(Vector<float> a) {
  return {Vector<double>(vcvt_f64_f32(vget_low_f32(a.v))), Vector<double>(vcvt_high_f64_f32(a.v))};
}

SIMDACT_INLINE Pair<Vector<double>> load_widened(Type<Vector<float>>, const float* p) {
  return widen(Vector<float>::load(p));
}

SIMDACT_INLINE Vector<float> narrow(Pair<Vector<double>> a) {
  return Vector<float>(vcvt_high_f32_f64(vcvt_f32_f64(a.low.v), a.high.v));
}

#include "../detail/exact_end.inl.hpp"

struct Set {
  static bool is_available() noexcept { return true; }

  template <class Activation, class T>
  using ArrayKernels = neon::ArrayKernels<Activation, T>;
  template <class Activation, class T>
  using NumberKernels = neon::NumberKernels<Activation, T>;
};

}  // namespace neon
}  // namespace
}  // namespace simdact::detail

#endif
