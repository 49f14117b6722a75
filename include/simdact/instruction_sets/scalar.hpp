/// No vector instructions: one element a vector, fused multiply-add from the processor or from the C library.
#pragma once

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/alone_with_activations.hpp"
#endif

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

#include "../detail/caches.hpp"
#include "../detail/compiler.hpp"
#include "../detail/names.hpp"
#include "../detail/sixteen_bits.hpp"

namespace simdact::detail {
namespace {
namespace scalar {

#include "../detail/exact_begin.inl.hpp"

// Without an instruction for it this is a call of the C library. clang under -ffast-math would replace the call by a
// product and a sum; it cannot where it does not see which function is called. The functions of MinGW round twice:
// there a processor that has the instruction, as all of today do, is told to run it.
SIMDACT_INLINE float fused_multiply_add(float a, float b, float c) {
#if defined(__x86_64__) && defined(_WIN32)
  if (__builtin_cpu_supports("fma")) {
    asm("vfmadd231ss {%2, %1, %0|%0, %1, %2}" : "+x"(c) : "x"(a), "x"(b));
    return c;
  }
#endif
#if defined(__clang__) && !defined(__FMA__) && !defined(__ARM_FEATURE_FMA)
  float (*function)(float, float, float) = ::fmaf;
  asm("" : "+r"(function));
  return function(a, b, c);
#else
  return __builtin_fmaf(a, b, c);
#endif
}

SIMDACT_INLINE double fused_multiply_add(double a, double b, double c) {
#if defined(__x86_64__) && defined(_WIN32)
  if (__builtin_cpu_supports("fma")) {
    asm("vfmadd231sd {%2, %1, %0|%0, %1, %2}" : "+x"(c) : "x"(a), "x"(b));
    return c;
  }
#endif
#if defined(__clang__) && !defined(__FMA__) && !defined(__ARM_FEATURE_FMA)
  double (*function)(double, double, double) = ::fma;
  asm("" : "+r"(function));
  return function(a, b, c);
#else
  return __builtin_fma(a, b, c);
#endif
}

template <class T>
struct BitsOf;
template <>
struct BitsOf<float> {
  using type = std::uint32_t;
};
template <>
struct BitsOf<double> {
  using type = std::uint64_t;
};

template <class T>
struct Vector {
  using Scalar = T;
  using Bits = typename BitsOf<T>::type;
  static constexpr std::size_t size = 1;
  static constexpr int registers = 16;

  T v;

  SIMDACT_INLINE explicit Vector(T x) : v(x) {}

  SIMDACT_INLINE static Vector load(const T* p) { return Vector(*p); }
  SIMDACT_INLINE void store(T* p) const { *p = v; }
  SIMDACT_INLINE T first() const { return v; }

  SIMDACT_INLINE friend Vector operator+(Vector a, Vector b) { return Vector(a.v + b.v); }
  SIMDACT_INLINE friend Vector operator-(Vector a, Vector b) { return Vector(a.v - b.v); }
  SIMDACT_INLINE friend Vector operator*(Vector a, Vector b) { return Vector(a.v * b.v); }
  SIMDACT_INLINE friend Vector operator/(Vector a, Vector b) { return Vector(a.v / b.v); }
  SIMDACT_INLINE friend Vector fma(Vector a, Vector b, Vector c) { return Vector(fused_multiply_add(a.v, b.v, c.v)); }
  SIMDACT_INLINE friend Vector fnma(Vector a, Vector b, Vector c) { return Vector(fused_multiply_add(-a.v, b.v, c.v)); }

  // NaN where b is NaN. Where a alone is NaN, or where both are zeros, it may be either.
  SIMDACT_INLINE friend Vector min(Vector a, Vector b) { return a.v < b.v ? a : b; }
  SIMDACT_INLINE friend Vector max(Vector a, Vector b) { return a.v > b.v ? a : b; }
  SIMDACT_INLINE friend Vector abs(Vector a) { return from_bits(a.bits() & ~sign_bit); }
  // Halves to the even one, in every rounding mode.
  SIMDACT_INLINE friend Vector nearest_whole(Vector a) {
    const double x = static_cast<double>(a.v), away = std::round(x);  // std::round(float) is a function to be shared
    return Vector(static_cast<T>(std::fabs(away - x) == 0.5 ? 2 * std::round(x / 2) : away));
  }
  SIMDACT_INLINE friend Vector or_sign(Vector a, Vector b) { return from_bits(a.bits() | (b.bits() & sign_bit)); }

  // Compares bits, as a comparison of numbers may signal NaN.
  SIMDACT_INLINE friend Vector zero_if_negative(Vector a) {
    return static_cast<Bits>(a.bits() - sign_bit) <= infinity_bits ? Vector(0) : a;
  }
  // Either where the gate is NaN.
  SIMDACT_INLINE friend Vector select_positive(Vector gate, Vector a, Vector b) {
    return static_cast<Bits>(gate.bits() - 1) < infinity_bits ? a : b;
  }
  // The gate where it is NaN.
  SIMDACT_INLINE friend Vector if_positive(Vector gate, Vector a, Vector b) {
    return gate.is_nan() ? gate : select_positive(gate, a, b);
  }
  SIMDACT_INLINE friend Vector if_negative(Vector gate, Vector a, Vector b) {
    return (gate.bits() & sign_bit) != 0 ? a : b;
  }

  // A result that is to be rounded by itself: compilers under -ffast-math would fuse a product with a sum that it goes
  // into, or take two subtractions for one, whatever pragmas say.
  SIMDACT_INLINE friend Vector rounded(Vector a) {
#if defined(__x86_64__)
    asm("" : "+x"(a.v));
#elif defined(__aarch64__)
    asm("" : "+w"(a.v));
#else
    asm("" : "+m"(a.v));
#endif
    return a;
  }

  SIMDACT_INLINE friend Vector shift_left(Vector a, int count) { return from_bits(a.bits() << count); }

  SIMDACT_INLINE bool is_nan() const { return (bits() & ~sign_bit) > infinity_bits; }
  SIMDACT_INLINE Bits bits() const {
    Bits b;
    std::memcpy(&b, &v, sizeof b);
    return b;
  }
  SIMDACT_INLINE static Vector from_bits(Bits b) {
    T x;
    std::memcpy(&x, &b, sizeof x);
    return Vector(x);
  }

 private:
  static constexpr Bits sign_bit = static_cast<Bits>(Bits{1} << (8 * sizeof(Bits) - 1));
  static constexpr Bits infinity_bits = static_cast<Bits>(sizeof(T) == 4 ? 0x7f800000 : 0x7ff0000000000000);
};

SIMDACT_INLINE Vector<double> widen(Vector<float> a) { return Vector<double>(static_cast<double>(a.v)); }
SIMDACT_INLINE Vector<double> load_widened(Type<Vector<float>>, const float* p) {
  return widen(Vector<float>::load(p));
}
SIMDACT_INLINE Vector<float> narrow(Vector<double> a) { return Vector<float>(static_cast<float>(a.v)); }

/// One number of 16 bits.
struct Words {
  std::uint16_t v;

  SIMDACT_INLINE static Words load(const void* p) {
    Words a;
    std::memcpy(&a.v, p, sizeof a.v);
    return a;
  }
  SIMDACT_INLINE void store(void* p) const { std::memcpy(p, &v, sizeof v); }
};

SIMDACT_INLINE Vector<float> with_sign_of(Words a, std::uint32_t magnitude) {
  return Vector<float>::from_bits(magnitude | (a.v & 0x8000u) << 16);
}

// By integers, so that neither the rounding mode nor flushing to zero changes a bit, as in the processors' conversions.
SIMDACT_INLINE Vector<float> widen(Half, Words a) {
  const std::uint32_t magnitude = (a.v & 0x7fffu) << 13, exponent = magnitude >> 23;
  if (exponent == 31) return with_sign_of(a, magnitude | 0x7f800000 | (magnitude << 9 != 0 ? 0x400000 : 0));
  if (exponent > 0) return with_sign_of(a, magnitude + (112 << 23));
  if (magnitude == 0) return with_sign_of(a, 0);
  std::uint32_t fraction = magnitude, doublings = 0;
  for (; fraction < 1 << 23; fraction <<= 1) ++doublings;
  return with_sign_of(a, fraction + ((112 - doublings) << 23));
}
SIMDACT_INLINE Vector<float> widen(BFloat16, Words a) {
  return Vector<float>::from_bits(static_cast<std::uint32_t>(a.v) << 16);
}

/// a / 2^count, halves to the even one.
SIMDACT_INLINE std::uint32_t shift_right(std::uint32_t a, int count) {
  return (a + (1u << (count - 1)) - 1 + ((a >> count) & 1)) >> count;
}

SIMDACT_INLINE Words narrow(Half, Vector<float> a) {
  const std::uint32_t magnitude = a.bits() & 0x7fffffff, sign = a.bits() >> 16 & 0x8000;
  const int exponent = static_cast<int>(magnitude >> 23);
  std::uint32_t result;
  if (a.is_nan()) {
    result = 0x7e00 | (magnitude >> 13 & 0x3ff);
  } else if (exponent > 112) {  // beyond 65504 the carry, or this, ends at the infinity
    result = exponent > 142 ? 0x7c00 : shift_right(magnitude - (112 << 23), 13);
  } else {
    result = exponent < 101 ? 0 : shift_right((magnitude & 0x7fffff) | 0x800000, 126 - exponent);
  }
  return {static_cast<std::uint16_t>(result | sign)};
}
SIMDACT_INLINE Words narrow(BFloat16, Vector<float> a) {
  return {static_cast<std::uint16_t>(a.is_nan() ? a.bits() >> 16 | 0x40 : shift_right(a.bits(), 16))};
}

#include "../detail/kernels.inl.hpp"

#include "../detail/exact_end.inl.hpp"

struct Set {
  static bool is_available() noexcept { return true; }

  template <class Activation, class T>
  using ArrayKernels = scalar::ArrayKernels<Activation, T>;
  template <class Activation, class T>
  using NumberKernels = scalar::NumberKernels<Activation, T>;
};

}  // namespace scalar
}  // namespace
}  // namespace simdact::detail
