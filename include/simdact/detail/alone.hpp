/// For an .inl.hpp that is opened alone, in an editor: the names that it otherwise finds where it is included.
#pragma once

#define SIMDACT_INTERFACE 1
#define SIMDACT_FORMULAS 1

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "caches.hpp"
#include "compiler.hpp"
#include "generic.hpp"
#include "names.hpp"
#include "parameter.hpp"
#include "sixteen_bits.hpp"

namespace simdact {

struct Bounds {
  double value_float, value_double, derivative_float, derivative_double;
  double subnormal = 4;  // in units of the smallest subnormal number, where the exact result is below the normal ones
};
template <class Activation>
struct Interface {};
template <class Activation>
struct CorrectlyRounded {};
template <class Activation>
constexpr bool has_backward_from_output = true;

}  // namespace simdact

using namespace simdact;
using namespace simdact::detail;

template <class T>
struct Vector;
struct Words;
