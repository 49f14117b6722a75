/// For a header that is opened alone and works with the activations: their declarations, which simdact.hpp otherwise
/// has before it.
#pragma once

#include "alone.hpp"

#undef SIMDACT_FORMULAS
#define SIMDACT_FORMULAS 0
#include "../activations/list.inl.hpp"
#undef SIMDACT_INTERFACE
#undef SIMDACT_FORMULAS
