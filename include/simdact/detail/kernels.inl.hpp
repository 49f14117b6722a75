// Everything that an instruction set gets from its vector type. Included once by each instruction set, inside its
// namespace and target region.
#include "exp.inl.hpp"
#include "pair.inl.hpp"

#include "correctly_rounded.inl.hpp"

#include "../activations/relu.inl.hpp"
#include "../activations/sigmoid.inl.hpp"
#include "../activations/tanh.inl.hpp"

#include "array_loops.inl.hpp"
