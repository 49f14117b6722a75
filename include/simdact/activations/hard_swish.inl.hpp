// hard_swish(x)  = x * min(max(x + 3, 0), 6)/6
// hard_swish'(x) = 0 up to -3, 1 from 3 on, (2x + 3)/6 between

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/alone.hpp"
#endif

#if SIMDACT_INTERFACE
namespace simdact {

/// hard_swish(x) = x * hard_sigmoid(x): -0 up to -3, x from 3 on, least at -1.5, where it is -0.375; hard_swish(-0) =
/// -0. Howard et al., Searching for MobileNetV3, 2019. hard_swish'(x) = (2x + 3)/6 for -3 < x < 3, 0 up to -3 and 1
/// from 3 on by definition here. It is not a function of y. Largest error: 3 ULP, of the derivative too, through its
/// zero at -1.5.
struct HardSwish : Interface<HardSwish> {
  static constexpr const char* name = "hard_swish";
  static constexpr Bounds bounds = {3, 3, 3, 3};
};
inline constexpr HardSwish hard_swish{};
template <>
inline constexpr bool has_backward_from_output<HardSwish> = false;

namespace detail::generic {

template <class T>
static T value(HardSwish, const T& x) {
  return x <= T(-3) ? T(-zero_like(x)) : x >= T(3) ? x : T(T(x * T(x + T(3))) / T(6));
}
template <class T>
static T derivative(HardSwish, const T& x) {
  return x <= T(-3) ? T(0) : x >= T(3) ? T(1) : T(T(T(x + x) + T(3)) / T(6));
}

}  // namespace detail::generic
}  // namespace simdact
#endif

#if SIMDACT_FORMULAS
// The factor of x is divided by 6 first, which keeps large products finite, and is 1 from x = 3 on.
template <class V>
SIMDACT_INLINE V value(HardSwish, V x) {
  using Scalar = typename V::Scalar;
  x = max(V(-3), x);
  return x * (min(V(6), x + V(3)) * V(Scalar{1} / 6));
}

// (2x + 3)/6 = (x + 1.5)/3, where the sum is exact near its zero. From |x| = 3 on, x limited to [0, 1] is the result.
template <class V>
SIMDACT_INLINE V derivative(HardSwish, V x) {
  using Scalar = typename V::Scalar;
  const V inside = (x + V(Scalar(1.5))) * V(Scalar{1} / 3), outside = min(V(1), max(V(0), x));
  return if_positive(V(3) - abs(x), inside, outside);
}
#endif
