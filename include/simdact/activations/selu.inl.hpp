// selu(x)  = lambda*x where x > 0, else lambda*alpha*(e^x - 1)
// selu'(x) = lambda where x > 0, else lambda*alpha*e^x

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/expm1.inl.hpp"
#endif

#if SIMDACT_INTERFACE
namespace simdact {

/// selu(x) = lambda*x for x > 0, lambda*alpha*(e^x - 1) else, with lambda = 1.0507009873554804934193349852946 and alpha
/// = 1.6732632423543772848170429916717; all numbers; at least -lambda*alpha, selu(-0) = -0, selu(-infinity) =
/// -lambda*alpha; infinite from where lambda*x is.
/// Klambauer, Unterthiner, Mayr, Hochreiter, Self-Normalizing Neural Networks, 2017.
/// selu'(x) = lambda for x > 0, lambda*alpha*e^x else; selu'(0) = lambda*alpha by definition here. selu'(-infinity) =
/// 0. Largest error: 3 ULP of float and 4 of double, value and derivative; where a result is subnormal, 4 units of the
/// smallest subnormal number.
struct Selu : Interface<Selu> {
  static constexpr const char* name = "selu";
  static constexpr Bounds bounds = {3, 4, 3, 4};
  static constexpr double lambda = 1.0507009873554804934, alpha = 1.6732632423543772848;
};
inline constexpr Selu selu{};

namespace detail::generic {

/// Each constant with what its double lacks, for types more precise than that.
template <class T>
static T selu_lambda() {
  return T(T(Selu::lambda) + T(0x1.6fc7d272f2695p-55));
}
template <class T>
static T selu_lambda_alpha() {
  return T(selu_lambda<T>() * T(T(Selu::alpha) + T(0x1.eb7a46c21f1dfp-54)));
}
template <class T>
static T value(Selu, const T& x) {
  return x > T(0) ? T(selu_lambda<T>() * x) : T(selu_lambda_alpha<T>() * T(expm1(x)));
}
template <class T>
static T derivative(Selu, const T& x) {
  return x > T(0) ? selu_lambda<T>() : T(selu_lambda_alpha<T>() * T(exp(x)));
}
template <class T>
static T backward(Selu, const T& dy, const T& y) {
  return T(dy * (y > T(0) ? selu_lambda<T>() : T(y + selu_lambda_alpha<T>())));
}

}  // namespace detail::generic
}  // namespace simdact
#endif

#if SIMDACT_FORMULAS
template <class T>
struct SeluConstants : Exp<T> {
  static constexpr T lambda = T(Selu::lambda), lambda_alpha = T(0x1.c212cc640f031p0);
  static constexpr T scaled_lambda = lambda / Exp<T>::scale, scaled_lambda_alpha = lambda_alpha / Exp<T>::scale;
  static constexpr T lowest = Exp<T>::underflow - 1;  // lambda*alpha*e^lowest, rounded, is 0
};

// Where x is positive, 1 - e^min(x, 0) is 0. -0 stays -0.
template <class V>
SIMDACT_INLINE V value(Selu, V x) {
  using C = SeluConstants<typename V::Scalar>;
  return fnma(V(C::lambda_alpha), one_minus_exp(x), V(C::lambda) * if_negative(x, V(-0.0f), x));
}

// The derivative is this times scale*e^min(x, 0), which is scale where x is positive.
template <class V>
SIMDACT_INLINE V selu_factor(V x) {
  using C = SeluConstants<typename V::Scalar>;
  return select_positive(x, V(C::scaled_lambda), V(C::scaled_lambda_alpha));
}

template <class V>
SIMDACT_INLINE V derivative(Selu, V x) {
  using C = SeluConstants<typename V::Scalar>;
  return exp_times(selu_factor(x), growth(x, C::lowest, C::headroom));
}

// The power of two that e^x comes with changes no bit of 1 - e^x.
template <class V>
SIMDACT_INLINE Both<V> value_and_derivative(Selu, V x) {
  using C = SeluConstants<typename V::Scalar>;
  const Growth<V> e = growth(x, C::lowest, C::headroom);
  return {fnma(V(C::scaled_lambda_alpha), one_minus_exp(V(C::scale), e.power, e.q),
               V(C::lambda) * if_negative(x, V(-0.0f), x)),
          exp_times(selu_factor(x), e)};
}

// y + lambda*alpha, not below 0 where y is not selu's own and a little below -lambda*alpha.
template <class V>
SIMDACT_INLINE V backward(Selu, V dy, V y) {
  using C = SeluConstants<typename V::Scalar>;
  return dy * if_positive(y, V(C::lambda), max(V(0), y + V(C::lambda_alpha)));
}
#endif
