// elu(x)  = x where x > 0, else alpha*(e^x - 1)
// elu'(x) = 1 where x > 0, else alpha*e^x

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/expm1.inl.hpp"
#endif

#if SIMDACT_INTERFACE
namespace simdact {

/// elu(x) = x for x > 0, alpha*(e^x - 1) else; all numbers; at least -alpha, elu(-0) = -0, elu(-infinity) = -alpha.
/// Clevert, Unterthiner, Hochreiter, Fast and Accurate Deep Network Learning by Exponential Linear Units (ELUs), 2015.
/// elu'(x) = 1 for x > 0, alpha*e^x else; elu'(0) = alpha by definition here. elu'(-infinity) = 0.
/// Largest error: 3 ULP, also of the derivative, of double 4; where a result is subnormal, 4 units of the smallest
/// subnormal number. alpha is rounded to the type of x, to its largest finite number where it is beyond that.
struct Elu : Interface<Elu> {
  static constexpr const char* name = "elu";
  static constexpr Bounds bounds = {3, 4, 3, 4};

  constexpr Elu() = default;
  /// std::invalid_argument where alpha is negative, infinite or NaN.
  SIMDACT_INLINE explicit constexpr Elu(double alpha) : alpha_(detail::require_parameter(name, "alpha", alpha)) {}
  SIMDACT_INLINE constexpr double alpha() const { return alpha_; }

 private:
  double alpha_ = 1;
};
inline constexpr Elu elu{};

namespace detail::generic {

template <class T>
static T value(Elu f, const T& x) {
  return x > T(0) ? x : T(T(f.alpha()) * T(expm1(x)));
}
template <class T>
static T derivative(Elu f, const T& x) {
  return x > T(0) ? T(1) : T(T(f.alpha()) * T(exp(x)));
}
template <class T>
static T backward(Elu f, const T& dy, const T& y) {
  return y > T(0) ? dy : T(dy * T(y + T(f.alpha())));
}

}  // namespace detail::generic
}  // namespace simdact
#endif

#if SIMDACT_FORMULAS
/// alpha in two factors: the first makes 2^headroom*e^x normal and finite still, the second is a power of two.
template <class V>
struct AlphaOfElu {
  V alpha, first, second;

  SIMDACT_INLINE explicit AlphaOfElu(typename V::Scalar a)
      : alpha(a), first(a < 1 ? a * E::scale : a / E::scale), second(a < 1 ? 1 / E::scale / E::scale : 1) {}
  SIMDACT_INLINE explicit AlphaOfElu(Elu f) : AlphaOfElu(parameter_as<typename V::Scalar>(f.alpha())) {}

 private:
  using E = Exp<typename V::Scalar>;
};

template <class V>
SIMDACT_INLINE V value(Elu f, V x) {
  const AlphaOfElu<V> a(f);
  return if_negative(x, (V(0) - a.alpha) * one_minus_exp_of_minus_abs(x), x);
}

template <class V>
SIMDACT_INLINE V derivative(Elu f, V x) {
  const AlphaOfElu<V> a(f);
  return if_positive(x, V(1), scaled_exp(growth_to_underflow(x), a.first) * a.second);
}

template <class V>
SIMDACT_INLINE Both<V> value_and_derivative(Elu f, V x) {
  using E = Exp<typename V::Scalar>;
  const AlphaOfElu<V> a(f);
  const Growth<V> e = growth_to_underflow(x);
  const V one_minus = one_minus_exp(e.power * V(1 / E::scale), e.q);
  return {if_negative(x, (V(0) - a.alpha) * one_minus, x),
          if_positive(x, V(1), scaled_exp(e, a.first) * a.second)};
}

// y + alpha, not below 0 if y should have been made elsewhere.
template <class V>
SIMDACT_INLINE V backward(Elu f, V dy, V y) {
  const V alpha(parameter_as<typename V::Scalar>(f.alpha()));
  return dy * if_positive(y, V(1), max(V(0), y + alpha));
}
#endif
