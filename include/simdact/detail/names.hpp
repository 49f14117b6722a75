/// The names of the functions that every activation has.
#pragma once

namespace simdact::detail {

// Which function of an activation f is meant: f(x); f'(x); dy * f'(x), from y = f(x) or from x; f(x) and f'(x).
struct ValueOf {};
struct DerivativeOf {};
struct BackwardOf {};
struct BackwardFromInputOf {};
struct ValueAndDerivativeOf {};

/// Value and derivative, computed together.
template <class V>
struct Both {
  V value, derivative;
};

/// Selects an overload by a type.
template <class T>
struct Type {};

}  // namespace simdact::detail
