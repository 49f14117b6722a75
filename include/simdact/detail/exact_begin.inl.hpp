// From here to exact_end.inl.hpp floating-point arithmetic is IEEE 754's, whatever -ffast-math, -Ofast and their parts
// ask for: no reassociation, no reciprocals, NaN and signed zeros kept.
//
// clang attaches the flags of the build to the bodies of the compiler's own intrinsics, so that + - * / on vectors are
// to be written as operators. No pragma keeps clang from fusing a product with a sum: formulas leave it none to fuse.

#define SIMDACT_EXACT

#if defined(__clang__)
#pragma float_control(precise, on, push)
#pragma clang fp contract(off)
#elif defined(__GNUC__)
#pragma GCC push_options
#pragma GCC optimize("no-fast-math,no-unsafe-math-optimizations,no-associative-math,no-reciprocal-math")
#pragma GCC optimize("no-finite-math-only,signed-zeros,trapping-math,fp-contract=off")
#endif
