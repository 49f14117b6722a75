/// The parameters of activations: checked once, where an activation is made, and given the type of the numbers.
#pragma once

#include <cstdint>
#include <limits>

#include "compiler.hpp"
#include "error.hpp"

namespace simdact::detail {
namespace {

/// `value` if it is finite and not negative, 0 for -0; else std::invalid_argument. Compares bits: under -ffast-math
/// comparisons of numbers know no NaN and no infinity.
SIMDACT_INLINE constexpr double require_parameter(const char* activation, const char* parameter, double value) {
  constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63, infinity_bits = 0x7ff0000000000000;
  const auto bits = __builtin_bit_cast(std::uint64_t, value);
  if (bits == sign_bit) return 0;
  if (bits >= infinity_bits) {
    reject("simdact: %s of %s is %g; expected a finite number that is not negative", parameter, activation, value);
  }
  return value;
}

/// The parameter in the type T of the numbers, as its largest finite number where it is beyond that, so that its
/// product with 0 is 0.
template <class T>
SIMDACT_INLINE constexpr T parameter_as(double value) {
  constexpr T largest = std::numeric_limits<T>::max();
  return value < static_cast<double>(largest) ? static_cast<T>(value) : largest;
}

/// The bits of -infinity if the condition holds, else of 1. Not the number: clang under -ffast-math takes it that no
/// function returns an infinity.
SIMDACT_INLINE std::uint32_t bits_of_minus_infinity_if(bool condition, float) {
  return condition ? 0xff800000u : 0x3f800000u;
}
SIMDACT_INLINE std::uint64_t bits_of_minus_infinity_if(bool condition, double) {
  return condition ? std::uint64_t{0xfff0000000000000} : std::uint64_t{0x3ff0000000000000};
}

}  // namespace
}  // namespace simdact::detail
