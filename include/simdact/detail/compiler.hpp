/// What the other headers need to know of the compiler and the processor. interface.hpp, the last, takes the macros
/// back.
#pragma once

/// Inlines even without optimisation, so that no copy comes into being that the linker could share between files built
/// with different -m flags. It stands on the first declaration: that is what clang instantiates a member from.
#define SIMDACT_INLINE inline __attribute__((always_inline))

#if __FLT_EVAL_METHOD__ > 0
#error "simdact needs arithmetic that rounds float to float and double to double: on 32-bit x86, -msse2 -mfpmath=sse"
#endif

static_assert(0.1 != static_cast<double>(0.1f), "simdact: -fsingle-precision-constant would round constants of double");

// g++ for Windows keeps vectors on a stack that it does not align for them (GCC bug 54412).
#if defined(__x86_64__) && !(defined(_WIN32) && !defined(__clang__))
#define SIMDACT_X86_64 1
#else
#define SIMDACT_X86_64 0
#endif
#if defined(__AARCH64EL__) && defined(__ARM_NEON)
#define SIMDACT_AARCH64 1
#else
#define SIMDACT_AARCH64 0
#endif
