// gelu(x)  = x*Phi(x), Phi(x) = erfc(-x/sqrt(2))/2, the normal distribution
// gelu'(x) = Phi(x) + x*phi(x), phi(x) = exp(-x^2/2)/sqrt(2*pi), its density

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/exp.inl.hpp"
#include "../detail/pair.inl.hpp"
#include "../detail/polynomial.inl.hpp"
#endif

#if SIMDACT_INTERFACE
namespace simdact {

/// gelu(x) = x*Phi(x), Phi the normal distribution: the Gaussian error linear unit, not its approximation by tanh,
/// which is gelu_tanh. All numbers; from -0.17 up, gelu(-0) = -0, gelu(infinity) = infinity, gelu(-infinity) = -0.
/// gelu'(x) = Phi(x) + x*phi(x), between -0.13 and 1.13; gelu'(infinity) = 1, gelu'(-infinity) = -0. Its zero is at
/// x = -0.7518.
/// Largest error: 4 ULP in float, 5 in double, 5 of the derivative, at its zero as well; where a result is subnormal, 4
/// units of the smallest subnormal number.
/// Hendrycks, Gimpel: Gaussian error linear units (GELUs), arXiv:1606.08415, 2016.
struct Gelu : Interface<Gelu> {
  static constexpr const char* name = "gelu";
  static constexpr Bounds bounds = {4, 5, 5, 5};
};
inline constexpr Gelu gelu{};
template <>
inline constexpr bool has_backward_from_output<Gelu> = false;

namespace detail::generic {

template <class T>
static T value(Gelu, const T& x) {
  const T phi_of_x = T(T(erfc(T(-x / T(sqrt(T(2)))))) / T(2));
  return x < T(0) && phi_of_x <= T(0) ? T(-phi_of_x) : T(x * phi_of_x);  // of -infinity, too
}
template <class T>
static T derivative(Gelu, const T& x) {
  const T density = T(T(exp(T(T(x * x) / T(-2)))) / T(sqrt(T(T(2) * pi<T>()))));
  if (density <= T(0)) return x < T(0) ? T(-density) : T(T(1) + density);  // of infinities, too
  return T(T(T(erfc(T(-x / T(sqrt(T(2)))))) / T(2)) + T(x * density));
}

}  // namespace detail::generic
}  // namespace simdact
#endif

#if SIMDACT_FORMULAS
// With t = |x| and Mills' ratio R(t) = Phi(-t)/phi(t), approximated as P/(t*P + A), which has the right limit 1/t,
//
//     gelu(-t)  = -phi*t*P/Q,        gelu(t)  = t + gelu(-t),     Q = t*P + A,
//     gelu'(-t) = -(t - zero)*slope, gelu'(t) = 1 - gelu'(-t),    slope = phi*(t - R)/(t - zero) = phi*(1 + B/Q).
//
// The product t*P in both numerator and Q makes its rounding errors harmless where the tail is, and B/Q is small there.
// phi = 2^n * e^(-r/2)/sqrt(2*pi), r = t^2 + n*2*log(2) with a negative n: t^2 is not rounded by itself, as its error
// would be multiplied by t^2/2, up to 104.
//
// 2^n is made 2^headroom too large and e^(-r/2) as much too small, so that none but the last operation rounds to a
// subnormal number. tests/coefficients/gelu.sollya made the coefficients of e^(-r/2), search_gelu.cpp all others.
template <class T>
struct Gauss;

/// The bell to 2^-25.0. P is not monic, as its scale decides where rounding errors fall.
template <>
struct Gauss<float> {
  static constexpr float limit = 14.6f;  // gelu and gelu' of -limit, rounded, are 0
  static constexpr float twice_log_2 = 0x1.62e4p0f, rest_of_twice_log_2 = 0x1.7f7d1cp-19f;  // n*twice_log_2 is exact
  static constexpr float zero = 0x1.80ead2p-1f, rest_of_zero = -0x1.a03fd4p-27f;
  static constexpr float bell[] = {0x1.988454p-62f, -0x1.988454p-63f, 0x1.9883eep-65f, -0x1.105744p-67f,
                                   0x1.108c92p-70f, -0x1.b5dd78p-74f, 0x1.0421b6p-77f};
  static constexpr float p[] = {0x1.dcc0a6p+6f, 0x1.b430e6p+6f, 0x1.78eac2p+5f, 0x1.5b72fp+3f, 0x1.28948p+0f};
  static constexpr float a[] = {0x1.7c64bcp+6f, 0x1.5d9374p+5f, 0x1.5ea4c6p+3f, 0x1.2742c4p+0f, 0x1.dca3ecp-14f};
  static constexpr float b[] = {0x1.fb8604p+5f, 0x1.0a3444p+6f, 0x1.f30148p+4f, 0x1.ea2f12p+2f, 0x1.bdeec8p-1f};
};

/// The bell to 2^-53.8, R to 2^-55.8.
template <>
struct Gauss<double> {
  static constexpr double limit = 38.8;
  static constexpr double twice_log_2 = 0x1.62e42fefa38p0, rest_of_twice_log_2 = 0x1.ef35793c7673p-44;
  static constexpr double zero = 0x1.80ead197f00b4p-1, rest_of_zero = -0x1.13e74c58cada8p-56;
  static constexpr double bell[] = {0x1.9884533d43651p-402,  -0x1.9884533d43652p-403, 0x1.9884533d435cbp-405,
                                    -0x1.1058377e2cb58p-407, 0x1.1058377e36aa6p-410,  -0x1.b3c058cb2065dp-414,
                                    0x1.22803b2423251p-417,  -0x1.4c0040c19cbafp-421, 0x1.4c00345d60c59p-425,
                                    -0x1.2722885497ec5p-429, 0x1.d907c420f3c1cp-434,  -0x1.4f14d833ae547p-438};
  static constexpr double p[] = {0x1.a828b8f72ee0ep+20,
                                 0x1.673bda455c2ecp+21,
                                 0x1.2cf837a53ea9ap+21,
                                 0x1.42ee1439ebdb3p+20,
                                 0x1.e73a78ee544dap+18,
                                 0x1.0cf2ee7fcb574p+17,
                                 0x1.b7ac3914dce29p+14,
                                 0x1.07355a629b1c6p+12,
                                 0x1.bbc73b0f7966bp+8,
                                 0x1.df9ec06eaf804p+4,
                                 0x1p+0};
  static constexpr double a[] = {
      0x1.526e12da03c07p+20, 0x1.a31f88fe3551ep+20, 0x1.096ff2da7e181p+20, 0x1.b4879672a36cap+18, 0x1.fa2b04c923fedp+16,
      0x1.a9f5fcc260b22p+14, 0x1.03761d29e0119p+12, 0x1.b9c73af921615p+8,  0x1.df9ec072dae34p+4,  0x1.ffffffff4d1acp-1};
  static constexpr double b[] = {0x1.c3891748634f6p+19, 0x1.9cb2b3d2826d2p+20, 0x1.6db88e7ac0134p+20,
                                 0x1.99e2115b9033fp+19, 0x1.403ea17c10e6ap+18, 0x1.6bfc525ddfc01p+16,
                                 0x1.3101ce2341cadp+14, 0x1.754494b251e91p+11, 0x1.410508e6c35d1p+8,
                                 0x1.619e0d68468eep+4,  0x1.80ead197f005ap-1};
};

/// power*bell = phi, product = t*P, quotient = bell/Q.
template <class V>
struct GeluParts {
  V t, power, bell, product, quotient;
};

// NaN passes, as it is the second operand of min.
template <class V>
SIMDACT_INLINE GeluParts<V> gelu_parts(V x) {
  using E = Exp<typename V::Scalar>;
  using G = Gauss<typename V::Scalar>;
  const V t = min(V(G::limit), abs(x));
  const V origin(E::rounds_to_whole + (E::bias + E::headroom));
  const V sum = fma(t * t, V(-E::log2_e / 2), origin);
  const V n = sum - origin;
  const V r = fma(n, V(G::rest_of_twice_log_2), fma(t, t, n * V(G::twice_log_2)));
  const V bell = polynomial(G::bell, r);
  const V product = rounded(t * polynomial(G::p, t));
  const V quotient = rounded(bell / (product + polynomial(G::a, t)));
  return {t, shift_left(sum, E::mantissa_bits), bell, product, quotient};
}

// max(-0, x) is x where x is -0.
template <class V>
SIMDACT_INLINE V gelu_value(GeluParts<V> g, V x) {
  return fnma(g.quotient, g.product * g.power, max(V(-0.0f), x));
}

// Which side x is on tells the sign of power, not of the result, as that would have to wait.
template <class V>
SIMDACT_INLINE V gelu_derivative(GeluParts<V> g, V x) {
  using G = Gauss<typename V::Scalar>;
  const V distance = (rounded(g.t - V(G::zero)) - V(G::rest_of_zero)) * or_sign(g.power, x);
  const V slope = fma(g.quotient, polynomial(G::b, g.t), g.bell);
  return fma(distance, slope, if_negative(x, V(-0.0f), V(1)));
}

template <class V>
constexpr std::size_t side_by_side<ValueAndDerivativeOf, Gelu, V> = count_by_registers<V, 3>;

template <class V>
SIMDACT_INLINE V value(Gelu, V x) {
  return gelu_value(gelu_parts(x), x);
}

template <class V>
SIMDACT_INLINE V derivative(Gelu, V x) {
  return gelu_derivative(gelu_parts(x), x);
}

template <class V>
SIMDACT_INLINE Both<V> value_and_derivative(Gelu, V x) {
  const GeluParts<V> g = gelu_parts(x);
  return {gelu_value(g, x), gelu_derivative(g, x)};
}
#endif
