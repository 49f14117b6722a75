// Proves the bounds of the double formulas: runs the formulas themselves, with their constants, on a number type that
// stands for all arguments of a small interval at once and collects what every operation may round off.
//
// A number is the interval of what real arithmetic would give, and a sum of error terms, one for each rounding so far:
// its result is off by at most the sum of their magnitudes. An operation f(u, v) turns the terms t of its operands into
// df/du*t_u + df/dv*t_v (mean value theorem: the partial derivatives are taken over all that u and v can be), so that
// errors which cancel do so here as well, and adds half a unit in the last place of the largest possible result.
// Intervals are computed in long double; what that rounds off is below a millionth of every bound.
//
// Besides, real arithmetic with the constants of the formulas is not e^x: E is a polynomial, log(2) has 53 or 106 bits.
// That is bounded from the values of E at many points.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <type_traits>

#include <simdact/detail/caches.hpp>
#include <simdact/detail/compiler.hpp>
#include <simdact/detail/names.hpp>

namespace simdact::detail::proof {

using Real = long double;

struct Interval {
  Real low = 0, high = 0;

  Interval() = default;
  Interval(Real x) : low(x), high(x) {}
  Interval(Real a, Real b) : low(std::min(a, b)), high(std::max(a, b)) {}
  Real magnitude() const { return std::max(std::abs(low), std::abs(high)); }
  Real smallest_magnitude() const { return low <= 0 && high >= 0 ? 0 : std::min(std::abs(low), std::abs(high)); }
  Interval widened(Real by) const { return {low - by, high + by}; }
  bool is_point() const { return low == high; }
};

Interval operator+(Interval a, Interval b) { return {a.low + b.low, a.high + b.high}; }
Interval operator-(Interval a) { return {-a.high, -a.low}; }
Interval operator-(Interval a, Interval b) { return a + -b; }
Interval operator*(Interval a, Interval b) {
  const auto [low, high] = std::minmax({a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high});
  return {low, high};
}
Interval operator/(Interval a, Interval b) {
  if (b.low <= 0 && b.high >= 0) std::abort();
  return a * Interval(1 / b.high, 1 / b.low);
}

Interval square(Interval a) {
  if (a.low < 0 && a.high > 0) return {0, a.magnitude() * a.magnitude()};
  return {a.low * a.low, a.high * a.high};
}

/// The unit in the last place of the double nearest to x.
Real ulp(Real x) {
  const int exponent = std::max(std::ilogb(x), std::numeric_limits<double>::min_exponent - 1);
  return std::ldexp(Real(1), exponent - 52);
}

bool is_double(Real x) { return static_cast<Real>(static_cast<double>(x)) == x; }

/// How many roundings there have been on the way to any result.
std::size_t roundings = 0;
/// n of the present interval: what is added to a number that rounds to whole ones.
Real steps = 0;

template <class T>
struct Vector;

template <>
struct Vector<double> {
  using Scalar = double;

  static constexpr std::size_t most_roundings = 40;

  Interval exact;
  std::array<Interval, most_roundings> terms;
  std::size_t count = 0;  // of terms; the others are 0

  explicit Vector(double x) : exact(x) {}
  explicit Vector(Interval x) : exact(x) {}

  Real error() const {
    Real sum = 0;
    for (std::size_t i = 0; i < count; ++i) sum += terms[i].magnitude();
    return sum;
  }
  /// All that the computed number can be.
  Interval computed() const { return exact.widened(error()); }
  bool is_known() const { return exact.is_point() && count == 0; }
};
using V = Vector<double>;

/// The result of an operation: its operands with the partial derivatives for them.
struct Operand {
  const V& v;
  Interval slope;
};

V rounded(Interval exact, std::initializer_list<Operand> operands) {
  V result(exact);
  for (const Operand& o : operands) {
    for (std::size_t i = 0; i < o.v.count; ++i) result.terms[i] = result.terms[i] + o.slope * o.v.terms[i];
    result.count = std::max(result.count, o.v.count);
  }
  if (exact.is_point() && is_double(exact.low)) return result;
  const Real half = ulp(result.computed().magnitude()) / 2;
  if (roundings == V::most_roundings) std::abort();
  result.terms[roundings] = {-half, half};
  result.count = ++roundings;
  return result;
}

/// Without rounding, where one operand is a power of two and nothing underflows.
bool is_power_of_two(const V& v) {
  return v.is_known() && v.exact.low != 0 && std::abs(v.exact.low) == std::ldexp(Real(1), std::ilogb(v.exact.low));
}
V scaled(const V& v, Real factor) {
  V result(v.exact * factor);
  result.count = v.count;
  for (std::size_t i = 0; i < v.count; ++i) result.terms[i] = v.terms[i] * factor;
  return result;
}

V operator+(const V& a, const V& b) { return rounded(a.exact + b.exact, {{a, 1}, {b, 1}}); }
V operator-(const V& a, const V& b) { return rounded(a.exact - b.exact, {{a, 1}, {b, -1}}); }
V operator*(const V& a, const V& b) {
  if (&a == &b) return rounded(square(a.exact), {{a, Interval(2) * a.computed()}});
  if (is_power_of_two(a)) return scaled(b, a.exact.low);
  if (is_power_of_two(b)) return scaled(a, b.exact.low);
  return rounded(a.exact * b.exact, {{a, b.computed()}, {b, a.computed()}});
}
V operator/(const V& a, const V& b) {
  const Interval y = b.computed();
  return rounded(a.exact / b.exact, {{a, Interval(1) / y}, {b, -a.computed() / (y * y)}});
}
V fma(const V& a, const V& b, const V& c) {
  if (c.is_known() && c.exact.low > 0x1p51) return V(static_cast<double>(c.exact.low + steps));
  if (a.is_known() && a.exact.low == 0) return c;
  return rounded(a.exact * b.exact + c.exact, {{a, b.computed()}, {b, a.computed()}, {c, 1}});
}
V fnma(const V& a, const V& b, const V& c) { return fma(scaled(a, -1), b, c); }

// Of the limits, none is reached in the intervals that are looked at. The arguments have the sign that is asked for.
V min(const V& bound, const V& x) { return x.exact.high <= bound.exact.low ? x : (std::abort(), x); }
V max(const V& bound, const V& x) { return x.exact.low >= bound.exact.low ? x : (std::abort(), x); }
V abs(const V& x) { return x.exact.low >= 0 ? x : (std::abort(), x); }
V or_sign(const V& a, const V& b) {
  const bool is_so = b.exact.low >= 0 || (b.exact.high <= 0 && a.exact.high <= 0) || (a.exact.high <= 0 && b.is_known());
  return is_so ? a : (std::abort(), a);
}
V if_negative(const V& gate, const V& a, const V& b) { return gate.exact.high <= 0 ? a : b; }

V shift_left(const V& sum, int count) {
  const auto number = static_cast<double>(sum.exact.low);
  std::uint64_t bits;
  std::memcpy(&bits, &number, sizeof bits);
  bits <<= count;
  double power;
  std::memcpy(&power, &bits, sizeof power);
  return V(power);
}

#include <simdact/detail/exp.inl.hpp>
// clang-format off
#include <simdact/detail/pair.inl.hpp>
#include <simdact/detail/correctly_rounded.inl.hpp>
#include <simdact/activations/sigmoid.inl.hpp>
#include <simdact/activations/tanh.inl.hpp>
// clang-format on

const Real log_2 = std::log(Real(2));

/// By how much the polynomial of `even` differs from r*coth(r/2) at r, relative to it, and a little more.
template <class E>
Real error_of_even(Real r) {
  Real polynomial = 0;
  for (std::size_t i = std::size(E::terms); i-- > 0;) polynomial = polynomial * r * r + E::terms[i];
  const Real even = r == 0 ? 2 : r / std::tanh(r / 2);
  return std::abs(polynomial / even - 1) * 1.1L + 0x1p-62L;
}

/// How far e^z is off in real arithmetic with the constants of the formulas, relative to it; z = n*log(2) + r.
template <class E>
Real error_of_exp(Real n, Real r) {
  const Real even = r == 0 ? 2 : r / std::tanh(r / 2);
  const Real of_even = 2 * std::abs(r) * even * error_of_even<E>(r) / (even * even - r * r);
  return of_even + std::abs(n * (log_2 - E::log_2 - E::rest_of_log_2)) + 0x1p-62L * std::abs(n);
}

// The functions to look at: f(x) for n*log(2)/factor + r, and what an error of e^(factor*x) means for the result.

struct SigmoidValue {
  static constexpr int factor = 1;
  static constexpr Real late = 0;
  static constexpr Real lowest = -745.9L, highest = 39.9L;
  static V of(const V& x) { return value(Of<Sigmoid>(), x); }
  static Real approximation(Real n, Real r) { return error_of_exp<Exp<double>>(n, r); }
};
struct SigmoidDerivative : SigmoidValue {
  static constexpr Real highest = 0;
  static V of(const V& x) { return derivative(Of<Sigmoid>(), x); }
};
struct TanhValue {
  static constexpr int factor = 2;
  static constexpr Real late = 0.1L;
  static constexpr Real lowest = 0, highest = 20;
  static V of(const V& x) { return value(Of<Tanh>(), x); }
  static Real approximation(Real n, Real r) {
    if (n == 0) return error_of_even<ExpInFewSteps>(r);
    const Real t = std::tanh((n * log_2 + r) / 2);
    return error_of_exp<ExpInFewSteps>(n, r) * (1 - t * t) / (2 * t);
  }
};
struct TanhDerivative {
  static constexpr int factor = 2;
  static constexpr Real late = 0;
  static constexpr Real lowest = -373.9L, highest = 0;
  static V of(const V& x) { return derivative(Of<Tanh>(), x); }
  static Real approximation(Real n, Real r) { return error_of_exp<Exp<double>>(n, r); }
};

struct Worst {
  Real error = 0, x = 0, subnormal = 0;
};

/// Looks at the arguments n*log(2)/factor + r, r from low to high, in parts where the unit of the result changes.
template <class Function>
void look_at(Real n, Real low, Real high, int splits, Worst& worst) {
  constexpr Real smallest_normal = std::numeric_limits<double>::min();
  const Real origin = n * log_2 / Function::factor;
  if (origin + high <= Function::lowest || origin + low >= Function::highest) return;
  const Interval x(std::max(origin + low, Function::lowest), std::min(origin + high, Function::highest));
  roundings = 0;
  steps = n;
  const V y = Function::of(V(x));
  const Real z_low = low * Function::factor, z_high = high * Function::factor;
  const Real off = std::max({Function::approximation(n, z_low), Function::approximation(n, (z_low + z_high) / 2),
                             Function::approximation(n, z_high)}) * y.exact.magnitude();
  const Real smallest = std::abs(y.exact.smallest_magnitude()) - off;
  if (smallest <= 0) std::abort();
  if (splits > 0 && ulp(smallest) != ulp(y.exact.magnitude() + off)) {
    const Real middle = (low + high) / 2;
    look_at<Function>(n, low, middle, splits - 1, worst);
    look_at<Function>(n, middle, high, splits - 1, worst);
    return;
  }
  const Real error = (y.error() + off) / ulp(smallest);
  if (smallest < smallest_normal) {
    worst.subnormal = std::max(worst.subnormal, error);
  } else if (error > worst.error) {
    worst.error = error;
    worst.x = (x.low + x.high) / 2;
  }
}

template <class Function>
bool prove(const char* name, double bound) {
  constexpr int splits = 8;
  const Real half_step = log_2 / Function::factor / 2 * (1 + 0x1p-40L);
  const auto first = std::floor(Function::lowest * Function::factor / log_2 - 1),
             last = std::ceil(Function::highest * Function::factor / log_2 + 1);
  Worst worst;
  for (Real n = first; n <= last; ++n) {
    const int pieces = std::abs(n) < 60 ? 64 : 4;  // beyond, only powers of two change
    for (const int sign : {-1, 1}) {
      Real high = half_step + sign * Function::late;
      // Results may be as small as r where n is 0: from each power of two to the next, in as many pieces.
      for (int octave = 0; octave < (n == 0 ? 60 : 1); ++octave) {
        const Real low = n == 0 ? high / 2 : 0;
        for (int i = 0; i < pieces; ++i) {
          const Real a = low + (high - low) * i / pieces, b = low + (high - low) * (i + 1) / pieces;
          look_at<Function>(n, std::min(sign * a, sign * b), std::max(sign * a, sign * b), splits, worst);
        }
        high = low;
      }
    }
  }
  std::printf("%-20s at most %.3Lf ULP, near x = %.4Lg; subnormal results %.3Lf units; promised: %g\n", name,
              worst.error, worst.x, worst.subnormal, bound);
  return worst.error <= bound && worst.subnormal <= 2;
}

bool prove_all() {
  constexpr Bounds sigmoid = bounds(Of<Sigmoid>()), tanh = bounds(Of<Tanh>());
  const bool results[] = {prove<SigmoidValue>("sigmoid", sigmoid.value_double),
                          prove<SigmoidDerivative>("sigmoid.derivative", sigmoid.derivative_double),
                          prove<TanhValue>("tanh", tanh.value_double),
                          prove<TanhDerivative>("tanh.derivative", tanh.derivative_double)};
  return std::all_of(std::begin(results), std::end(results), [](bool is_within) { return is_within; });
}

}  // namespace simdact::detail::proof

int main() { return simdact::detail::proof::prove_all() ? 0 : 1; }
