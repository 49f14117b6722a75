/// Numbers of 16 bits: in memory only, as all arithmetic is done in float.
#pragma once

#include <cstdint>
#include <type_traits>

namespace simdact::detail {

/// IEEE 754's half precision.
struct Half {
  std::uint16_t bits;
};

/// The upper half of a float.
struct BFloat16 {
  std::uint16_t bits;
};

/// What the kernels take a number type for in memory. To be specialised for types that have the bits of these two.
template <class T>
struct InMemory {
  using type = T;
};

// Compilers that have the type in C++. (Their macros tell of C.)
#if defined(__FLT16_MANT_DIG__) && (defined(__clang__) || __GNUC__ >= 13)
template <>
struct InMemory<_Float16> {
  using type = Half;
};
#endif
#if defined(__clang__) ? __clang_major__ >= 17 && (defined(__x86_64__) || defined(__aarch64__)) \
                       : defined(__BFLT16_MANT_DIG__)
template <>
struct InMemory<__bf16> {
  using type = BFloat16;
};
#endif

template <class T>
constexpr bool is_16_bit = std::is_same_v<T, Half> || std::is_same_v<T, BFloat16>;

template <class T>
using ComputedAs = std::conditional_t<is_16_bit<T>, float, T>;

}  // namespace simdact::detail
