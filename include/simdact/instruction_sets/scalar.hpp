/// No vector instructions: one element a vector, fused multiply-add from the processor or from the C library.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "../detail/caches.hpp"
#include "../detail/compiler.hpp"
#include "../detail/names.hpp"

namespace simdact::detail {
namespace {
namespace scalar {

#include "../detail/exact_begin.inl.hpp"

// Without an instruction for it this is a call of the C library. clang under -ffast-math would replace the call by a
// product and a sum; it cannot where it does not see which function is called.
SIMDACT_INLINE float fused_multiply_add(float a, float b, float c) {
#if defined(__clang__) && !defined(__FMA__)
  float (*function)(float, float, float) = ::fmaf;
  asm("" : "+r"(function));
  return function(a, b, c);
#else
  return __builtin_fmaf(a, b, c);
#endif
}

SIMDACT_INLINE double fused_multiply_add(double a, double b, double c) {
#if defined(__clang__) && !defined(__FMA__)
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
  SIMDACT_INLINE static Vector load_first(const T* p, std::size_t) { return Vector(*p); }
  SIMDACT_INLINE void store(T* p) const { *p = v; }
  SIMDACT_INLINE void stream(T* p) const { *p = v; }
  SIMDACT_INLINE static void finish_streams() {}
  SIMDACT_INLINE void store_first(T* p, std::size_t) const { *p = v; }
  SIMDACT_INLINE T first() const { return v; }

  SIMDACT_INLINE friend Vector operator+(Vector a, Vector b) { return Vector(a.v + b.v); }
  SIMDACT_INLINE friend Vector operator-(Vector a, Vector b) { return Vector(a.v - b.v); }
  SIMDACT_INLINE friend Vector operator*(Vector a, Vector b) { return Vector(a.v * b.v); }
  SIMDACT_INLINE friend Vector operator/(Vector a, Vector b) { return Vector(a.v / b.v); }
  SIMDACT_INLINE friend Vector fma(Vector a, Vector b, Vector c) { return Vector(fused_multiply_add(a.v, b.v, c.v)); }
  SIMDACT_INLINE friend Vector fnma(Vector a, Vector b, Vector c) { return Vector(fused_multiply_add(-a.v, b.v, c.v)); }

  // b where a or b is NaN.
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
  SIMDACT_INLINE friend Vector zero_if_negative(Vector a, Vector gate) {
    return static_cast<Bits>(gate.bits() - sign_bit) <= infinity_bits ? Vector(0) : a;
  }
  // The gate where it is NaN.
  SIMDACT_INLINE friend Vector if_positive(Vector gate, Vector a, Vector b) {
    return gate.is_nan() ? gate : static_cast<Bits>(gate.bits() - 1) < infinity_bits ? a : b;
  }
  SIMDACT_INLINE friend Vector if_negative(Vector gate, Vector a, Vector b) {
    return (gate.bits() & sign_bit) != 0 ? a : b;
  }

  // A result that is to be rounded by itself: compilers under -ffast-math would fuse a product with a sum that it goes
  // into, or take two subtractions for one, whatever pragmas say.
  SIMDACT_INLINE friend Vector rounded(Vector a) {
#if defined(__x86_64__)
    asm("" : "+x"(a.v));
#else
    asm("" : "+m"(a.v));
#endif
    return a;
  }

  SIMDACT_INLINE friend Vector shift_left(Vector a, int count) { return from_bits(a.bits() << count); }

 private:
  static constexpr Bits sign_bit = static_cast<Bits>(Bits{1} << (8 * sizeof(Bits) - 1));
  static constexpr Bits infinity_bits = static_cast<Bits>(sizeof(T) == 4 ? 0x7f800000 : 0x7ff0000000000000);

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
};

SIMDACT_INLINE Vector<double> widen(Vector<float> a) { return Vector<double>(static_cast<double>(a.v)); }
SIMDACT_INLINE Vector<double> load_widened(Type<Vector<float>>, const float* p) {
  return widen(Vector<float>::load(p));
}
SIMDACT_INLINE Vector<float> narrow(Vector<double> a) { return Vector<float>(static_cast<float>(a.v)); }

#include "../detail/exact_end.inl.hpp"
#include "../detail/kernels.inl.hpp"

struct Set {
  static constexpr const char* name = "scalar";
  static bool is_available() noexcept { return true; }

  template <class Activation, class T>
  using ArrayKernels = scalar::ArrayKernels<Activation, T>;
  template <class Activation, class T>
  using NumberKernels = scalar::NumberKernels<Activation, T>;
};

}  // namespace scalar
}  // namespace
}  // namespace simdact::detail
