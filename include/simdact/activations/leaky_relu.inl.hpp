// leaky_relu(x)  = x where x > 0, else slope*x
// leaky_relu'(x) = 1 where x > 0, else slope; slope at x = 0 by definition here

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/alone.hpp"
#endif

#if SIMDACT_INTERFACE
namespace simdact {

/// leaky_relu(x) = x for x > 0, negative_slope*x else; all numbers; leaky_relu(-0) = -0, leaky_relu(-infinity) =
/// -infinity; with slope 0 it is relu, and both are 0. Maas, Hannun, Ng, Rectifier Nonlinearities Improve Neural
/// Network Acoustic Models, 2013. The nearest number to the exact result.
/// leaky_relu'(x) = 1 for x > 0, else negative_slope, which is also leaky_relu'(0) by definition here.
/// The slope is rounded to the type of x (float where that has 16 bits), to its largest finite number where it is
/// beyond that.
struct LeakyRelu : Interface<LeakyRelu> {
  static constexpr const char* name = "leaky_relu";
  static constexpr Bounds bounds = {0.5, 0.5, 0, 0};

  constexpr LeakyRelu() = default;
  /// std::invalid_argument where the slope is negative, infinite or NaN.
  SIMDACT_INLINE explicit constexpr LeakyRelu(double negative_slope)
      : negative_slope_(detail::require_parameter(name, "negative_slope", negative_slope)) {}
  SIMDACT_INLINE constexpr double negative_slope() const { return negative_slope_; }

 private:
  double negative_slope_ = 0.01;
};
inline constexpr LeakyRelu leaky_relu{};

namespace detail::generic {

template <class T>
static T value(LeakyRelu f, const T& x) {
  if (x > T(0)) return x;
  const T slope = T(f.negative_slope());
  return slope > T(0) ? T(slope * x) : x <= T(0) ? zero_like(x) : x;
}
template <class T>
static T derivative(LeakyRelu f, const T& x) {
  return x > T(0) ? T(1) : x <= T(0) ? T(f.negative_slope()) : x;
}
template <class T>
static T backward(LeakyRelu f, const T& dy, const T& y) {
  return T(dy * derivative(f, y));
}

}  // namespace detail::generic
}  // namespace simdact
#endif

#if SIMDACT_FORMULAS
/// A slope of 0 is multiplied by 1: it has no product with an infinity. Of positive numbers no product is wanted.
template <class T>
struct SlopeOfLeakyRelu {
  T slope, lowest;

  SIMDACT_INLINE explicit SlopeOfLeakyRelu(LeakyRelu f)
      : slope(parameter_as<T>(f.negative_slope())),
        lowest(__builtin_bit_cast(T, bits_of_minus_infinity_if(slope > 0, T()))) {}
};

template <class T>
SIMDACT_INLINE SlopeOfLeakyRelu<T> in_type(LeakyRelu f) {
  return SlopeOfLeakyRelu<T>(f);
}

template <class V>
SIMDACT_INLINE V value(SlopeOfLeakyRelu<typename V::Scalar> f, V x) {
  return if_negative(x, V(f.slope) * max(V(f.lowest), min(V(0), x)), x);
}

template <class V>
SIMDACT_INLINE V derivative(SlopeOfLeakyRelu<typename V::Scalar> f, V x) {
  return if_positive(x, V(1), V(f.slope));
}

// y is positive where x is.
template <class V>
SIMDACT_INLINE V backward(SlopeOfLeakyRelu<typename V::Scalar> f, V dy, V y) {
  return dy * derivative(f, y);
}
#endif
