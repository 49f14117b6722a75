// hard_sigmoid(x)  = min(max((x + 3)/6, 0), 1)
// hard_sigmoid'(x) = 1/6 where -3 < x < 3, else 0; 0 at both ends by definition here

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/alone.hpp"
#endif

#if SIMDACT_INTERFACE
namespace simdact {

/// hard_sigmoid(x) = min(max((x + 3)/6, 0), 1): 0 up to -3, 1 from 3 on, hard_sigmoid(0) = 0.5. Howard et al.,
/// Searching for MobileNetV3, 2019. hard_sigmoid'(x) = 1/6 for -3 < x < 3, else 0; hard_sigmoid'(-3) = hard_sigmoid'(3)
/// = 0 by definition here. Largest error: 3 ULP; of the derivative 0.5 ULP.
struct HardSigmoid : Interface<HardSigmoid> {
  static constexpr const char* name = "hard_sigmoid";
  static constexpr Bounds bounds = {3, 3, 0.5, 0.5};
};
inline constexpr HardSigmoid hard_sigmoid{};

namespace detail::generic {

template <class T>
static T value(HardSigmoid, const T& x) {
  return x <= T(-3) ? zero_like(x) : x >= T(3) ? T(zero_like(x) + T(1)) : T(T(x + T(3)) / T(6));
}
template <class T>
static T derivative(HardSigmoid, const T& x) {
  return T(step(T(T(3) + minus_abs(x))) / T(6));
}
template <class T>
static T backward(HardSigmoid, const T& dy, const T& y) {
  return T(dy * T(step(T(y * T(T(1) - y))) / T(6)));
}

}  // namespace detail::generic
}  // namespace simdact
#endif

#if SIMDACT_FORMULAS
// x + 3 is exact where it is small. 6 times 1/6, rounded, is 1 in both types.
template <class V>
SIMDACT_INLINE V value(HardSigmoid, V x) {
  using Scalar = typename V::Scalar;
  return min(V(1), max(V(0), (x + V(3)) * V(Scalar{1} / 6)));
}

template <class V>
SIMDACT_INLINE V derivative(HardSigmoid, V x) {
  using Scalar = typename V::Scalar;
  return if_positive(V(3) - abs(x), V(Scalar{1} / 6), V(0));
}

// y - y^2 is positive where 0 < y < 1, as it is fused.
template <class V>
SIMDACT_INLINE V backward(HardSigmoid, V dy, V y) {
  using Scalar = typename V::Scalar;
  return dy * if_positive(fnma(y, y, y), V(Scalar{1} / 6), V(0));
}
#endif
