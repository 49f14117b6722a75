/// simdact for Eigen: every function of simdact.hpp on Array and Matrix expressions, coefficient by coefficient.
///
///     Eigen::ArrayXf Y = simdact::tanh(W * X + b);
///     G = simdact::tanh.derivative(X);
///     D = simdact::tanh.backward(dY, Y);
///     simdact::tanh.value_and_derivative(X, Y, G);        // Y and G have the size of X; one pass
///
/// The results are Eigen expressions with Eigen's rules: they hold references to the arrays they are built from, and
/// what may alias in Eigen may alias here. Bits are those of simdact.hpp.
///
/// Assigned to an array, an activation runs the kernels of simdact.hpp on the array's memory; nothing is allocated when
/// the array has its size already. Inside a larger expression it fuses, packet by packet, if the build itself targets
/// AVX2 and FMA; otherwise it is evaluated into a temporary first, as Eigen evaluates matrix products.
#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <type_traits>

#include "simdact.hpp"

namespace Eigen {
template <typename DerivativeType>
class AutoDiffScalar;  // of unsupported/Eigen/AutoDiff, which need not be included
}

namespace simdact::detail {

// The operands of a product or sum of AutoDiffScalars are themselves expressions: compute with the type that they are
// expressions of.
template <class Derivatives>
struct NumberType<Eigen::AutoDiffScalar<Derivatives>> {
  using type = Eigen::AutoDiffScalar<typename std::decay_t<Derivatives>::PlainObject>;
};

#if defined(__AVX2__) && defined(__FMA__) && defined(EIGEN_VECTORIZE_AVX)
constexpr bool has_packets = true;
#else
constexpr bool has_packets = false;
#endif

/// The operation of an expression node. `packets` is part of the type so that files built with different flags, whose
/// evaluators differ, do not share them.
template <class Function, class Activation, class Scalar, bool packets>
struct Functor {
  template <class... X>
  EIGEN_ALWAYS_INLINE auto operator()(const X&... x) const {
    return evaluate<Function, Activation>(x...);
  }
};
}  // namespace simdact::detail
