/// The names of the activations and of their functions.
#pragma once

#include <type_traits>

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

/// Value and derivative, computed together.
template <class V>
struct Both {
  V value, derivative;
};

// Which function of an activation is meant, of one element or of arrays; `function` is the member of an instruction
// set's Kernels<Activation, T> that computes it.

struct ValueArray {
  template <class Kernels>
  static constexpr auto function = &Kernels::value_array;
};
struct DerivativeArray {
  template <class Kernels>
  static constexpr auto function = &Kernels::derivative_array;
};
struct BackwardArray {
  template <class Kernels>
  static constexpr auto function = &Kernels::backward_array;
};
struct ValueAndDerivativeArray {
  template <class Kernels>
  static constexpr auto function = &Kernels::value_and_derivative_array;
};
struct ValueOf {
  using Array = ValueArray;
  template <class Kernels>
  static constexpr auto function = &Kernels::value_of;
};
struct DerivativeOf {
  using Array = DerivativeArray;
  template <class Kernels>
  static constexpr auto function = &Kernels::derivative_of;
};
struct BackwardOf {
  using Array = BackwardArray;
  template <class Kernels>
  static constexpr auto function = &Kernels::backward_of;
};

}  // namespace detail
}  // namespace simdact
