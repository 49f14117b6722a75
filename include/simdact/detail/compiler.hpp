/// What the other headers need to know of the compiler and the processor. simdact.hpp takes the macros back.
#pragma once

/// Inlines even without optimisation: a copy of such a function that the linker could share between files built
/// with different -m flags does not come into being.
#define SIMDACT_INLINE inline __attribute__((always_inline))

#if defined(__x86_64__)
#define SIMDACT_X86_64 1
#else
#define SIMDACT_X86_64 0
#endif
