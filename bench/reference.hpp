/// The portable formulas in long double, to which results are compared.
#pragma once

#include <activations.hpp>
#include <cstddef>
#include <limits>
#include <simdact/simdact.hpp>
#include <type_traits>

#include "arrays.hpp"
#include "names.hpp"

namespace bench::reference {

using Real = long double;

template <class Activation>
Real value(const Activation& f, Real x) {
  return simdact::detail::generic::value(f, x);
}
template <class Activation>
Real derivative(const Activation& f, Real x) {
  return simdact::detail::generic::derivative(f, x);
}

template <class Activation, class T>
Real result(Value, const Activation& f, const Arrays<T>& a, std::size_t i) {
  return value(f, a.x[i]);
}
template <class Activation, class T>
Real result(Derivative, const Activation& f, const Arrays<T>& a, std::size_t i) {
  return derivative(f, a.x[i]);
}
template <class Activation, class T>
Real result(Backward, const Activation& f, const Arrays<T>& a, std::size_t i) {
  return simdact::detail::generic::backward(f, Real(a.dy[i]), Real(a.y[i]));
}
template <class Activation, class T>
Real result(BackwardFromInput, const Activation& f, const Arrays<T>& a, std::size_t i) {
  return a.dy[i] * derivative(f, a.x[i]);
}

/// The bound of simdact's results in units in the last place. backward_from_input has none of its own: it is the
/// derivative's and, for the product, one more. None for backward: what y leaves of 1 - y or of y + alpha is as exact
/// as y, not as f'(x).
template <class T, class Function>
constexpr double bound(Function, const simdact::Bounds& bounds) {
  constexpr bool is_float = std::is_same_v<T, float>;
  const double derivative = is_float ? bounds.derivative_float : bounds.derivative_double;
  if (std::is_same_v<Function, Value>) return is_float ? bounds.value_float : bounds.value_double;
  if (std::is_same_v<Function, Derivative>) return derivative;
  if (std::is_same_v<Function, BackwardFromInput>) return derivative + 1;
  return std::numeric_limits<double>::infinity();
}

}  // namespace bench::reference
