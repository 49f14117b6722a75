// Correctly rounded float results: formulas in double, rounded to float. An error of a few units in the last place of a
// double decides the rounding of a float wrongly only where the exact result is that near to the middle between two
// floats; the tests go through all floats and find none.

#ifndef SIMDACT_INLINE  // opened alone
#include "exp.inl.hpp"
#include "pair.inl.hpp"
#endif

/// A vector of floats, and the same as doubles: read from memory once more, as that converts them at half of the cost.
template <class V>
struct Widened {
  using Doubles = decltype(widen(V(0)));
  static constexpr std::size_t size = V::size;

  V floats;
  Doubles doubles;

  SIMDACT_INLINE Widened(V f, Doubles d) : floats(f), doubles(d) {}
  SIMDACT_INLINE explicit Widened(V f) : Widened(f, widen(f)) {}

  SIMDACT_INLINE static Widened load(const float* p) { return {V::load(p), load_widened(Type<V>(), p)}; }
  SIMDACT_INLINE static Widened load_first(const float* p, std::size_t count) {
    return Widened(V::load_first(p, count));
  }
};

template <class Activation, class V>
SIMDACT_INLINE V backward(CorrectlyRounded<Activation>, Widened<V> dy, Widened<V> y) {
  return narrow(backward(Activation(), dy.doubles, y.doubles));
}

template <class Activation, class V>
SIMDACT_INLINE V backward_from_input(CorrectlyRounded<Activation> f, Widened<V> dy, Widened<V> x) {
  return dy.floats * derivative(f, x);
}
