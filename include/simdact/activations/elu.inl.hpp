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
/// Largest error: 3 ULP of float and 4 of double, value and derivative (where alpha is above 2^20, the derivative of
/// float is within 4 ULP, too, not 3); where a result is subnormal, 4 units of the smallest subnormal number.
/// alpha is rounded to the type of x, float where that has 16 bits; what is above 2^90 counts as 2^90, in double what
/// is above 2^700 as 2^700.
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
/// alpha in the type of x, and as factor*scale, 1 as one*scale: e^x comes with the scale, so that it is normal wherever
/// alpha*e^x is not 0, and the factor is normal, too. A large alpha needs more scale for that, and a tiny one none.
template <class T>
struct AlphaOfElu {
  static constexpr T largest = sizeof(T) == 4 ? T(0x1p90) : T(0x1p700);
  static constexpr T smallest_with_scale = std::numeric_limits<T>::min() * Exp<T>::scale;
  T alpha, factor, scale = 1, one = 1, lowest = Expm1<T>::normal, doublings = 0;

  SIMDACT_INLINE explicit AlphaOfElu(Elu f)
      : alpha(f.alpha() < static_cast<double>(largest) ? static_cast<T>(f.alpha()) : largest) {
    using E = Expm1<T>;
    if (alpha > 1) {
      scale = E::scale * E::scale, one = 1 / E::scale / E::scale;
      lowest = E::scaled_twice, doublings = 2 * E::headroom;
    } else if (alpha >= smallest_with_scale) {
      scale = E::scale, one = 1 / E::scale;
      lowest = E::underflow, doublings = E::headroom;
    }
    factor = alpha * one;
  }
};

template <class T>
SIMDACT_INLINE AlphaOfElu<T> in_type(Elu f) {
  return AlphaOfElu<T>(f);
}

// Where x is positive, alpha is multiplied by 0. -0 stays -0.
template <class V>
SIMDACT_INLINE V value(AlphaOfElu<typename V::Scalar> a, V x) {
  return fnma(V(a.alpha), one_minus_exp(x), if_negative(x, V(-0.0f), x));
}

// The derivative is this times scale*e^min(x, 0), which is scale where x is positive.
template <class V>
SIMDACT_INLINE V factor_at(AlphaOfElu<typename V::Scalar> a, V x) {
  return select_positive(x, V(a.one), V(a.factor));
}

template <class V>
SIMDACT_INLINE V derivative(AlphaOfElu<typename V::Scalar> a, V x) {
  return exp_times(factor_at(a, x), growth(x, a.lowest, a.doublings));
}

// The scale changes no bit of the value.
template <class V>
SIMDACT_INLINE Both<V> value_and_derivative(AlphaOfElu<typename V::Scalar> a, V x) {
  const Growth<V> e = growth(x, a.lowest, a.doublings);
  return {fnma(V(a.factor), one_minus_exp(V(a.scale), e.power, e.q), if_negative(x, V(-0.0f), x)),
          exp_times(factor_at(a, x), e)};
}

// y + alpha, not below 0 where y is not elu's own and a little below -alpha.
template <class V>
SIMDACT_INLINE V backward(AlphaOfElu<typename V::Scalar> a, V dy, V y) {
  return dy * if_positive(y, V(1), max(V(0), y + V(a.alpha)));
}
#endif
