// Everything that an instruction set gets from its vector type. Included once by each instruction set, inside its
// namespace and target region.

#ifndef SIMDACT_INLINE  // opened alone
#include "alone_with_activations.hpp"
#endif

#include "polynomial.inl.hpp"

#include "exp.inl.hpp"
#include "expm1.inl.hpp"
#include "log1p.inl.hpp"
#include "pair.inl.hpp"
#include "swish.inl.hpp"

#include "correctly_rounded.inl.hpp"

#define SIMDACT_INTERFACE 0
#define SIMDACT_FORMULAS 1
#include "../activations/list.inl.hpp"
#undef SIMDACT_INTERFACE
#undef SIMDACT_FORMULAS

#include "array_loops.inl.hpp"
