// Two vectors that go through a formula side by side, a Pair being a vector again: while one waits for its operands,
// the processor works on the other. Either may be a Pair itself.

#ifndef SIMDACT_INLINE  // opened alone
#include "alone.hpp"
#endif

template <class Low, class High = Low>
struct Pair {
  using Scalar = typename Low::Scalar;
  static constexpr std::size_t size = Low::size + High::size;

  Low low;
  High high;

  SIMDACT_INLINE Pair(Low l, High h) : low(l), high(h) {}
  SIMDACT_INLINE explicit Pair(Scalar x) : low(x), high(x) {}

  SIMDACT_INLINE static Pair load(const Scalar* p) { return {Low::load(p), High::load(p + Low::size)}; }
  SIMDACT_INLINE void store(Scalar* p) const {
    low.store(p);
    high.store(p + Low::size);
  }
  SIMDACT_INLINE void stream(Scalar* p) const {
    low.stream(p);
    high.stream(p + Low::size);
  }

  SIMDACT_INLINE friend Pair operator+(Pair a, Pair b) { return {a.low + b.low, a.high + b.high}; }
  SIMDACT_INLINE friend Pair operator-(Pair a, Pair b) { return {a.low - b.low, a.high - b.high}; }
  SIMDACT_INLINE friend Pair operator*(Pair a, Pair b) { return {a.low * b.low, a.high * b.high}; }
  SIMDACT_INLINE friend Pair operator/(Pair a, Pair b) { return {a.low / b.low, a.high / b.high}; }
  SIMDACT_INLINE friend Pair fma(Pair a, Pair b, Pair c) {
    return {fma(a.low, b.low, c.low), fma(a.high, b.high, c.high)};
  }
  SIMDACT_INLINE friend Pair fnma(Pair a, Pair b, Pair c) {
    return {fnma(a.low, b.low, c.low), fnma(a.high, b.high, c.high)};
  }

  SIMDACT_INLINE friend Pair min(Pair a, Pair b) { return {min(a.low, b.low), min(a.high, b.high)}; }
  SIMDACT_INLINE friend Pair max(Pair a, Pair b) { return {max(a.low, b.low), max(a.high, b.high)}; }
  SIMDACT_INLINE friend Pair rounded(Pair a) { return {rounded(a.low), rounded(a.high)}; }
  SIMDACT_INLINE friend Pair abs(Pair a) { return {abs(a.low), abs(a.high)}; }
  SIMDACT_INLINE friend Pair nearest_whole(Pair a) { return {nearest_whole(a.low), nearest_whole(a.high)}; }
  SIMDACT_INLINE friend Pair or_sign(Pair a, Pair b) { return {or_sign(a.low, b.low), or_sign(a.high, b.high)}; }
  SIMDACT_INLINE friend Pair zero_if_negative(Pair a) { return {zero_if_negative(a.low), zero_if_negative(a.high)}; }
  SIMDACT_INLINE friend Pair select_positive(Pair gate, Pair a, Pair b) {
    return {select_positive(gate.low, a.low, b.low), select_positive(gate.high, a.high, b.high)};
  }
  SIMDACT_INLINE friend Pair if_positive(Pair gate, Pair a, Pair b) {
    return {if_positive(gate.low, a.low, b.low), if_positive(gate.high, a.high, b.high)};
  }
  SIMDACT_INLINE friend Pair if_negative(Pair gate, Pair a, Pair b) {
    return {if_negative(gate.low, a.low, b.low), if_negative(gate.high, a.high, b.high)};
  }

  SIMDACT_INLINE friend Pair shift_left(Pair a, int count) {
    return {shift_left(a.low, count), shift_left(a.high, count)};
  }
};

template <class V, std::size_t count>
using SideBySide = std::conditional_t<
    count == 1, V,
    std::conditional_t<count == 2, Pair<V>,
                       std::conditional_t<count == 3, Pair<Pair<V>, V>, std::enable_if_t<count <= 4, Pair<Pair<V>>>>>>;

/// How many vectors the main loop takes side by side: `of_few` of float where there are but 16 registers. Single
/// numbers gain nothing from it, and of two clang makes a vector of four and divides what else is in it, which raises
/// flags.
template <class V, std::size_t of_few>
constexpr std::size_t count_by_registers = V::size == 1                                            ? 1
                                           : sizeof(typename V::Scalar) == 4 && V::registers == 16 ? of_few
                                                                                                   : 4;

/// The same for a formula of an activation: fewer where it runs out of registers and was found to be slower for it.
template <class Formula, class Activation, class V>
constexpr std::size_t side_by_side = count_by_registers<V, 4>;

template <class V>
SIMDACT_INLINE auto widen(Pair<V> a) {
  return Pair<decltype(widen(a.low))>{widen(a.low), widen(a.high)};
}
template <class V>
SIMDACT_INLINE auto load_widened(Type<Pair<V>>, const float* p) {
  return Pair<decltype(load_widened(Type<V>(), p))>{load_widened(Type<V>(), p), load_widened(Type<V>(), p + V::size)};
}
template <class V>
SIMDACT_INLINE auto narrow(Pair<V> a) {
  return Pair<decltype(narrow(a.low))>{narrow(a.low), narrow(a.high)};
}
