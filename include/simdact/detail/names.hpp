/// The names of the activations, for the formulas to refer to.
#pragma once

namespace simdact {

struct Relu;
struct Sigmoid;
struct Tanh;

template <class Activation>
struct CorrectlyRounded;

namespace detail {

/// Selects the formulas of an activation by overloading: value(Of<Tanh>(), x).
template <class Activation>
struct Of {};

/// The largest error of an activation's results, in units in the last place of the exact result where that is a normal
/// number, in units of the smallest subnormal number where it is not.
struct Bounds {
  double value_float, value_double, derivative_float, derivative_double;
};

}  // namespace detail
}  // namespace simdact
