// The activations, one a line: here for what users see of them, and in every instruction set for their formulas. One
// that uses another comes after it.

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/kernels.inl.hpp"
#endif

// clang-format off
#include "relu.inl.hpp"
#include "leaky_relu.inl.hpp"
#include "relu6.inl.hpp"
#include "elu.inl.hpp"
#include "selu.inl.hpp"
#include "gelu.inl.hpp"
#include "gelu_tanh.inl.hpp"
#include "gelu_quick.inl.hpp"
#include "silu.inl.hpp"
#include "mish.inl.hpp"
#include "hard_swish.inl.hpp"
#include "sigmoid.inl.hpp"
#include "hard_sigmoid.inl.hpp"
#include "log_sigmoid.inl.hpp"
#include "softplus.inl.hpp"
#include "tanh.inl.hpp"
#include "hard_tanh.inl.hpp"
#include "softsign.inl.hpp"
