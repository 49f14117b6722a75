// float:  tanh(x) = 2PQ / (P^2 + Q^2), P/Q = tanh(x/2)
// double: tanh(x) = (h*(E + r) + r) / (h*(E + r) + E), h = (2^n - 1)/2 and E, r of detail/exp.inl.hpp for e^(2|x|)
// tanh'(x) = 4*sigmoid'(2x)

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/correctly_rounded.inl.hpp"
#endif

constexpr Bounds bounds(Of<Tanh>) { return {3, 3, 3, 3}; }

/// P and Q to 2^-26 of the result, tanh(x): an error of P/Q counts times (1 - t^2) / (1 + t^2), t = tanh(x/2), so that
/// low degrees do. Q is monic, which saves a multiplication, and its value at 0 just below a power of two, where
/// rounding errors are small against it and its square. tests/coefficients/tanh.cpp found them.
struct TanhAsDoubleAngle {
  static constexpr float p[] = {0x1.db8194p8f, 0x1.af8e6ap3f, 0x1.2b74f2p-5f, -0x1.158deep-15f};
  static constexpr float q[] = {0x1.db8194p9f, 0x1.a8e498p6f};
};

template <class V>
SIMDACT_INLINE V tanh_as_double_angle(V x) {
  using C = TanhAsDoubleAngle;
  x = min(V(9.02f), max(V(-9.02f), x));
  const V z = x * x;
  const V P = x * fma(fma(fma(V(C::p[3]), z, V(C::p[2])), z, V(C::p[1])), z, V(C::p[0]));
  const V Q = fma(z + V(C::q[1]), z, V(C::q[0]));
  return (P + P) * Q / fma(Q, Q, P * P);
}

/// By the addition theorem. It is at its worst at the smallest arguments with n > 0, the more so the farther r is below
/// 0: n grows a part of a step later than where x is nearest to whole steps. Whatever way the processor rounds, n is 0
/// where x is small.
template <class E, class V>
SIMDACT_INLINE V tanh_of_abs(V a) {
  const Quotient<V> e = exp_as_quotient<E, 2, -1>(a, max(V(0), a - V(E::late)));
  const V h = e.power - V(0.5), sum = e.even + e.r;
  return fma(h, sum, e.r) / fma(h, sum, e.even);
}

template <class V>
SIMDACT_INLINE V value(Of<Tanh>, V x) {
  if constexpr (std::is_same_v<typename V::Scalar, float>) {
    return tanh_as_double_angle(x);
  } else {
    return or_sign(tanh_of_abs<ExpForTanh>(min(V(20), abs(x))), x);
  }
}

template <class V>
SIMDACT_INLINE V derivative(Of<Tanh>, V x) {
  using E = Exp<typename V::Scalar>;
  return bell<E, 4>(exp_as_fraction<E, 2>(max(V(E::underflow / 2 - 1), minus_abs(x))));
}

template <class V>
SIMDACT_INLINE V backward(Of<Tanh>, V dy, V y) {
  return dy * fnma(y, y, V(1));
}

// From |x| = 10 on the result is 1.
template <class V>
SIMDACT_INLINE V value(Of<CorrectlyRounded<Tanh>>, Widened<V> x) {
  using Doubles = typename Widened<V>::Doubles;
  return or_sign(narrow(tanh_of_abs<ExpToBeRoundedToFloat>(min(Doubles(10), abs(x.doubles)))), x.floats);
}

template <class V>
SIMDACT_INLINE V derivative(Of<CorrectlyRounded<Tanh>>, Widened<V> x) {
  using E = ExpToBeRoundedToFloat;
  using Doubles = typename Widened<V>::Doubles;
  return narrow(bell<E, 4>(exp_as_fraction<E, 2>(max(Doubles(-54), minus_abs(x.doubles)))));
}
