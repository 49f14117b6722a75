// gelu_tanh(x)  = x*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x^3)))/2 = x*s, s = sigmoid(y),
// y = sqrt(8/pi)*(x + 0.044715*x^3)
// gelu_tanh'(x) = s + x*s*(1 - s)*y'

#ifndef SIMDACT_INLINE  // opened alone
#include "../detail/exp.inl.hpp"
#include "../detail/pair.inl.hpp"
#include "../detail/polynomial.inl.hpp"
#endif

#if SIMDACT_INTERFACE
namespace simdact {

/// gelu_tanh(x) = x*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x^3)))/2, the approximation of gelu that many trained models are
/// built with. All numbers; from -0.17 up, gelu_tanh(-0) = -0, gelu_tanh(infinity) = infinity, gelu_tanh(-infinity) =
/// -0. Its derivative is between -0.13 and 1.13, 1 at infinity, -0 at -infinity; its zero is at x = -0.7525. Largest
/// error: 4 ULP, of double 5; 5 of the derivative, also around its zero; where a result is subnormal, 4 units
/// of the smallest subnormal number. Hendrycks, Gimpel: Gaussian error linear units (GELUs), arXiv:1606.08415, 2016.
struct GeluTanh : Interface<GeluTanh> {
  static constexpr const char* name = "gelu_tanh";
  static constexpr Bounds bounds = {4, 5, 5, 5};
};
inline constexpr GeluTanh gelu_tanh{};
template <>
inline constexpr bool has_backward_from_output<GeluTanh> = false;

namespace detail::generic {

/// sqrt(8/pi)
template <class T>
static T gelu_tanh_factor() {
  return T(sqrt(T(T(8) / pi<T>())));
}
/// y; beyond |x| = 1024, where x^3 may overflow and e^-|y| is long 0, that of 1024.
template <class T>
static T gelu_tanh_argument(const T& x) {
  const T limit = T(T(1024) + zero_like(x)), t = x > limit ? limit : x < -limit ? T(-limit) : x;
  const T cubic = T(T(T(44715) / T(1000000)) * T(T(t * t) * t));
  return T(gelu_tanh_factor<T>() * T(t + cubic));
}
template <class T>
static T value(GeluTanh, const T& x) {
  return times_sigmoid(x, gelu_tanh_argument(x));
}
template <class T>
static T derivative(GeluTanh, const T& x) {
  const T e = T(exp(minus_abs(gelu_tanh_argument(x)))), sum = T(T(1) + e);
  if (e <= T(0)) return x < T(0) ? T(-e) : sum;  // where x^2 may overflow
  const T slope = T(gelu_tanh_factor<T>() * T(T(1) + T(T(T(134145) / T(1000000)) * T(x * x))));
  const T bell = T(T(e / sum) / sum), s = x < T(0) ? T(e / sum) : T(T(1) / sum);
  return T(s + T(T(x * slope) * bell));
}

}  // namespace detail::generic
}  // namespace simdact
#endif

#if SIMDACT_FORMULAS
// With t = |x|, u = t^3 + b*t, b = 1/0.044715, k = sqrt(8/pi)*0.044715 and e = e^(-k*u),
//
//     gelu_tanh(-t)  = -t*e/(1 + e),                                   gelu_tanh(t)  = t + gelu_tanh(-t),
//     gelu_tanh'(-t) = e/(1 + e)^2 * ((e - e0) - (t*u'*k - 1 - e0)),   gelu_tanh'(t) = 1 - gelu_tanh'(-t).
//
// With the e0 that belongs to the zero of the derivative, e - e0 and -(t*u'*k - 1 - e0) = -(t - zero)*rise have the
// same sign, nothing cancels. e - e0 is accurate there, too: u = -n*step + middle + r, step = log(2)/k, with n = -2 and
// r = 0 where e = e0. Then, with the even function E = r*coth(k*r/2),
//
//     e = 2^n*h*(E - r)/(E + r),  h = 4*e0,  (e - e0)*(E + r)/h = E*(2^n - 1/4) - r*(2^n + 1/4).
//
// An error of u is multiplied by k*u, up to 110, so that u is had in two parts: v = t^2 + b and u = t*v with what their
// roundings have left. b - v is exact, as b has so few digits.
//
// 2^n is made 2^headroom = scale too large, so that none but the last operation rounds to a subnormal number.
// tests/coefficients/gelu_tanh.sollya made the constants.
template <class T>
struct GeluTanhConstants;

/// e to 2^-26.6.
template <>
struct GeluTanhConstants<float> {
  static constexpr float limit = 10.95f;  // gelu_tanh and its derivative at -limit, rounded, are 0
  static constexpr float b = 0x1.65d26p4f, rest_of_b = -0x1.226128p-20f;
  static constexpr float step = 0x1.36d9d6p3f, rest_of_step = -0x1.25115cp-22f, steps = 0x1.a5a7dp-4f;
  static constexpr float middle = -0x1.164c06p1f, scale_over_h = 0x1.b66c6ap59f;
  static constexpr float zero = 0x1.81429ep-1f, rest_of_zero = 0x1.3c4472p-26f;
  static constexpr float rise[] = {0x1.b78b7ap0f, 0x1.49e1dp-3f, 0x1.b6676cp-3f};
  static constexpr float even[] = {0x1.c0768cp4f, 0x1.85b00ap-7f, -0x1.0c91ep-20f};
};

/// e to 2^-58.7.
template <>
struct GeluTanhConstants<double> {
  static constexpr double limit = 21.7;
  static constexpr double b = 0x1.65d25edd9ed8p4, rest_of_b = 0x1.fd4f2671c239cp-48;
  static constexpr double step = 0x1.36d9d56d77525p3, rest_of_step = -0x1.ec6f30aff2b84p-51,
                          steps = 0x1.a5a7cf7572a98p-4;
  static constexpr double middle = -0x1.164c1d8e48ad4p1, scale_over_h = 0x1.b66c64b173ce6p399;
  static constexpr double zero = 0x1.81429f9e97e4dp-1, rest_of_zero = -0x1.c8626b2f3ebebp-57;
  static constexpr double rise[] = {0x1.b78b7a8963976p0, 0x1.49e1d0b1444eep-3, 0x1.b6676bf7450fp-3};
  static constexpr double even[] = {0x1.c0768bc9aab65p4,   0x1.85b143867618bp-7,   -0x1.0ee61ed6037c7p-20,
                                    0x1.0d06adc414a2p-33,  -0x1.1880439b910b2p-46, 0x1.225a36bd4f63bp-59,
                                    0x1.f9405f55845dap-73, -0x1.80344267d2766p-79};
};

// The formula is in halves, neither of which waits for long: two vectors are enough.
template <class Formula, class V>
constexpr std::size_t side_by_side<Formula, GeluTanh, V> = V::size == 1 ? 1 : 2;

/// What the first half makes of x, power being scale*2^n.
template <class V>
struct GeluTanhArguments {
  using Scalar = typename V::Scalar;
  static constexpr std::size_t size = 4 * V::size;

  V x, t, power, r;

  SIMDACT_INLINE static GeluTanhArguments load(const Scalar* p) {
    return {V::load(p), V::load(p + V::size), V::load(p + 2 * V::size), V::load(p + 3 * V::size)};
  }
  SIMDACT_INLINE void store(Scalar* p) const {
    x.store(p);
    t.store(p + V::size);
    power.store(p + 2 * V::size);
    r.store(p + 3 * V::size);
  }
};

// NaN passes, as it is the second operand of min.
template <class V>
SIMDACT_INLINE GeluTanhArguments<V> first_half(GeluTanh, V x) {
  using E = Exp<typename V::Scalar>;
  using C = GeluTanhConstants<typename V::Scalar>;
  const V t = min(V(C::limit), abs(x));
  const V v = fma(t, t, V(C::b));
  const V u = t * v;
  const V origin(E::rounds_to_whole + (E::bias + E::headroom));
  const V sum = fnma(v, t * V(C::steps), origin);
  const V n = sum - origin;
  const V rest_of_v = fma(t, t, V(C::b) - v) + V(C::rest_of_b);
  const V minus_rest_of_u = fnma(n, V(C::rest_of_step), fnma(t, rest_of_v, fnma(t, v, u)));
  const V r = (fma(n, V(C::step), u) - V(C::middle)) - minus_rest_of_u;
  return {x, t, shift_left(sum, E::mantissa_bits), r};
}

/// numerator = power*(even - r); s = e/(1 + e) is numerator/denominator.
template <class V>
struct GeluTanhParts : GeluTanhArguments<V> {
  V even, numerator, denominator;
};

template <class V>
SIMDACT_INLINE GeluTanhParts<V> gelu_tanh_parts(GeluTanhArguments<V> a) {
  using C = GeluTanhConstants<typename V::Scalar>;
  const V even = polynomial(C::even, a.r * a.r), numerator = a.power * (even - a.r);
  return {a, even, numerator, fma(even + a.r, V(C::scale_over_h), numerator)};
}

// max(-0, x) is x where x is -0.
template <class V>
SIMDACT_INLINE V gelu_tanh_value(GeluTanhParts<V> g) {
  return max(V(-0.0f), g.x) - g.t * g.numerator / g.denominator;
}

// Each factor is rounded as late as can be: (high + low)*(1 - s) at once, and the last division is no product.
template <class V>
SIMDACT_INLINE V gelu_tanh_derivative(GeluTanhParts<V> g) {
  using E = Exp<typename V::Scalar>;
  using C = GeluTanhConstants<typename V::Scalar>;
  const V reciprocal = V(1) / g.denominator;
  const V high = rounded(g.t - V(C::zero));  // with low it is t - zero
  const V low = rounded(rounded(g.t - high) - V(C::zero)) - V(C::rest_of_zero);
  const V e_minus_e0 = fnma(g.r, g.power + V(E::scale / 4), g.even * (g.power - V(E::scale / 4)));
  const V part = high + fnma(g.numerator * reciprocal, high + low, low);
  const V rise = polynomial(C::rise, g.t), other_part = e_minus_e0 * reciprocal;
  const V bracket = fnma(part, rise, other_part);
  if constexpr (sizeof(typename V::Scalar) == 4) {
    const V d = g.numerator * bracket / g.denominator;
    return if_negative(g.x, d, V(1) - d);
  } else {
    // With what the roundings of the bracket, the denominator, the division and the product leave; times 2^80, so that
    // it is no subnormal number unless the result is.
    const V rest_of_bracket = other_part - fma(part, rise, bracket);
    const V rest_of_denominator = g.numerator - fnma(g.even + g.r, V(C::scale_over_h), g.denominator);
    const V quotient = bracket * reciprocal, scaled = g.numerator * V(0x1p80);
    const V rest = fnma(quotient, rest_of_denominator, fnma(quotient, g.denominator, bracket)) + rest_of_bracket;
    const V d = fma(quotient, scaled, rest * reciprocal * scaled) * V(0x1p-80);
    return if_negative(g.x, d, V(1) - d);
  }
}

template <class V>
SIMDACT_INLINE V value(GeluTanh, GeluTanhArguments<V> a) {
  return gelu_tanh_value(gelu_tanh_parts(a));
}
template <class V>
SIMDACT_INLINE V value(GeluTanh f, V x) {
  return value(f, first_half(f, x));
}

template <class V>
SIMDACT_INLINE V derivative(GeluTanh, GeluTanhArguments<V> a) {
  return gelu_tanh_derivative(gelu_tanh_parts(a));
}
template <class V>
SIMDACT_INLINE V derivative(GeluTanh f, V x) {
  return derivative(f, first_half(f, x));
}

template <class V>
SIMDACT_INLINE Both<V> value_and_derivative(GeluTanh, GeluTanhArguments<V> a) {
  const GeluTanhParts<V> g = gelu_tanh_parts(a);
  return {gelu_tanh_value(g), gelu_tanh_derivative(g)};
}
template <class V>
SIMDACT_INLINE Both<V> value_and_derivative(GeluTanh f, V x) {
  return value_and_derivative(f, first_half(f, x));
}
#endif
