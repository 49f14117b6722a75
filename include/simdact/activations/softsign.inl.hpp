// softsign(x)  = x / (1 + |x|)
// softsign'(x) = 1 / (1 + |x|)^2

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/alone.hpp"
#endif

#if SIMDACT_INTERFACE
namespace simdact {

/// softsign(x) = x / (1 + |x|); all numbers; between -1 and 1, softsign(-x) = -softsign(x) to the bit, softsign(-0) =
/// -0, softsign(+-infinity) = +-1. Turian, Bergstra, Bengio, Quadratic Features and Deep Architectures for Chunking,
/// 2009. softsign'(x) = 1 / (1 + |x|)^2, 0 at both infinities. Largest error: 3 ULP of float and 4 of double, value and
/// derivative; where a result is subnormal, 4 units of the smallest subnormal number.
struct Softsign : Interface<Softsign> {
  static constexpr const char* name = "softsign";
  static constexpr Bounds bounds = {3, 4, 3, 4};
};
inline constexpr Softsign softsign{};

namespace detail::generic {

template <class T>
static T value(Softsign, const T& x) {
  const T a = T(-minus_abs(x));
  const T y = a > T(1) ? T(T(1) / T(T(1) + T(T(1) / a))) : T(a / T(T(1) + a));  // also where x is infinite
  return x > T(0) ? y : x < T(0) ? T(-y) : x;
}
template <class T>
static T derivative(Softsign, const T& x) {
  const T q = T(T(1) / T(T(1) - minus_abs(x)));
  return T(q * q);
}
template <class T>
static T backward(Softsign, const T& dy, const T& y) {
  const T root = T(T(1) + minus_abs(y));
  return T(dy * T(root * root));
}

}  // namespace detail::generic
}  // namespace simdact
#endif

#if SIMDACT_FORMULAS
/// 1 / (1 + |x|).
template <class V>
SIMDACT_INLINE V reciprocal_of_one_plus_abs(V x) {
  return V(1) / (V(1) + abs(x));
}

/// x * 1/(1 + |x|). From `big` on, 1 + |x| is |x|, and there the product is 1: the reciprocal of a larger number may be
/// subnormal, or 0.
template <class V>
SIMDACT_INLINE V softsign_by_reciprocal(V x, V reciprocal) {
  constexpr typename V::Scalar big = sizeof(typename V::Scalar) == 4 ? 0x1p25f : 0x1p54f;
  return min(V(big), max(V(-big), x)) * max(V(1 / big), reciprocal);
}

/// The square, after a Newton step, as it doubles the error of the reciprocal. Limited, |x| has a product with 0.
template <class V>
SIMDACT_INLINE V softsign_derivative(V x, V reciprocal) {
  constexpr typename V::Scalar big = std::numeric_limits<typename V::Scalar>::max();
  const V rest = fnma(min(V(big), abs(x)), reciprocal, V(1) - reciprocal);
  const V root = fma(reciprocal, rest, reciprocal);
  return root * root;
}

template <class V>
SIMDACT_INLINE V value(Softsign, V x) {
  return softsign_by_reciprocal(x, reciprocal_of_one_plus_abs(x));
}

template <class V>
SIMDACT_INLINE V derivative(Softsign, V x) {
  return softsign_derivative(x, reciprocal_of_one_plus_abs(x));
}

template <class V>
SIMDACT_INLINE Both<V> value_and_derivative(Softsign, V x) {
  const V reciprocal = reciprocal_of_one_plus_abs(x);
  return {softsign_by_reciprocal(x, reciprocal), softsign_derivative(x, reciprocal)};
}

template <class V>
SIMDACT_INLINE V backward(Softsign, V dy, V y) {
  const V root = V(1) - abs(y);
  return dy * (root * root);
}
#endif
