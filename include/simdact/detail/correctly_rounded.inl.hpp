// Correctly rounded float results: the double formulas, rounded to float. An error of a few units in the last place of
// a double decides the rounding of a float wrongly only where the exact result is that near to the middle between two
// floats; the tests go through all floats and find none.

#ifndef SIMDACT_INLINE  // opened alone
#include "exp.inl.hpp"
#include "pair.inl.hpp"
#endif

template <class Activation>
constexpr Bounds bounds(Of<CorrectlyRounded<Activation>>) {
  return {0.5, 0.5, 0.5, 0.5};
}

template <class V>
SIMDACT_INLINE auto widen(Pair<V> a) {
  return Pair<decltype(widen(a.low))>{widen(a.low), widen(a.high)};
}

template <class V>
SIMDACT_INLINE auto narrow(Pair<V> a) {
  return Pair<decltype(narrow(a.low))>{narrow(a.low), narrow(a.high)};
}

template <class Activation, class V>
SIMDACT_INLINE V value(Of<CorrectlyRounded<Activation>>, V x) {
  return narrow(value(Of<Activation>(), widen(x)));
}

template <class Activation, class V>
SIMDACT_INLINE V derivative(Of<CorrectlyRounded<Activation>>, V x) {
  return narrow(derivative(Of<Activation>(), widen(x)));
}

template <class Activation, class V>
SIMDACT_INLINE V backward(Of<CorrectlyRounded<Activation>>, V dy, V y) {
  return narrow(backward(Of<Activation>(), widen(dy), widen(y)));
}
