/// What the processor and the operating system offer.
#pragma once

#include "compiler.hpp"

namespace simdact::detail {
namespace {

/// AVX2 and FMA; the compiler's run-time library also asks whether the operating system saves the wide registers.
inline bool cpu_has_avx2_and_fma() noexcept {
#if SIMDACT_X86_64
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  return false;
#endif
}

}  // namespace
}  // namespace simdact::detail
