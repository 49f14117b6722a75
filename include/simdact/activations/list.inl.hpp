// The activations, one a line: here for what users see of them, and in every instruction set for their formulas.
#include "relu.inl.hpp"
#include "sigmoid.inl.hpp"
#include "tanh.inl.hpp"
