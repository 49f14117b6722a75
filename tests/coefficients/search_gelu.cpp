// Looks for the coefficients p, a and b of gelu, Gauss in include/simdact/activations/gelu.inl.hpp. P/(t*P + A) is
// fitted to Mills' ratio R, then B to what it has to be with this P and A, both with small relative errors. The
// coefficients are rounded one after the other, and after each those that are left are fitted anew.
//
// search_gelu double
//     Prints those of double.
// search_gelu <seed> <candidates>
//     Of float, where the rounding errors of the formula are what matters. Random are the scale of P and A, p[0] near
//     to where that puts it, the order of rounding, and which coefficients become a neighbour of the nearest float;
//     most candidates are not tried, as no a[0] suits their p[0]. Prints each with a smaller largest error of gelu,
//     over all floats, than those before, and the last one; then b for the best.
//
// Those in the code are what `search_gelu double` prints and the last candidate of `search_gelu 5 2992`, "the
// library's". They come out to the last bit with g++ 12, whose std::shuffle gives the order. Needs g++, for numbers of
// 128 bits.
#include <iterator>
#include <limits>
#include <random>
#include <string>

#include "least_squares.hpp"
#include "search.hpp"

namespace {

using least_squares::Indices;
using least_squares::Numbers;
using least_squares::Problem;
using least_squares::Real;
using search::V;

const Real pi = acosf128(-1);

/// Mills' ratio.
Real mills(Real t) { return sqrtf128(pi / 2) * expf128(t * t / 2) * erfcf128(t / sqrtf128(2)); }

Real power(Real x, std::size_t n) { return n == 0 ? 1 : x * power(x, n - 1); }

/// c[first] + c[first + 1]*x + ..., up to c[end - 1].
Real polynomial_at(Real x, const Numbers& c, std::size_t first, std::size_t end) {
  return first == end ? 0 : c[first] + x * polynomial_at(x, c, first + 1, end);
}

/// The n-th number from x away from 0, or towards it.
template <class T>
T neighbour(T x, int n) {
  for (; n > 0; --n) x = std::nextafter(x, std::numeric_limits<T>::max());
  for (; n < 0; ++n) x = std::nextafter(x, T{0});
  return x;
}

template <class T>
class Fits {
 public:
  using Library = search::library::Gauss<T>;
  static constexpr std::size_t terms_of_p = std::size(Library::p), terms_of_a = std::size(Library::a),
                               terms_of_b = std::size(Library::b), first_of_a = terms_of_p;

  explicit Fits(int points) {
    // v = (t - 2)/(t + 2) at the places of Chebyshev, and t = 0
    constexpr double v_end = (limit - 2) / (limit + 2);
    for (int i = 0; i < points; ++i) {
      const double angle = static_cast<double>(pi) * (i + 0.5) / points;
      const Real v = i == 0 ? -1 : -1 + (v_end + 1) * (1 - std::cos(angle)) / 2;
      t_.push_back(2 * (1 + v) / (1 - v));
      ratio_.push_back(mills(t_.back()) / gain_);
    }
    // P*(1/R - t) = A
    for (std::size_t i = 0; i < t_.size(); ++i) {
      Numbers row;
      for (std::size_t j = 0; j < terms_of_p; ++j) row.push_back((1 / ratio_[i] - t_[i]) * power(t_[i], j));
      for (std::size_t j = 0; j < terms_of_a; ++j) row.push_back(-power(t_[i], j));
      quotient.rows.push_back(row);
      quotient.right.push_back(0);
    }
    quotient.weight = [this](std::size_t i, const Numbers& c) { return ratio_[i] / p(c, t_[i]); };
    // (t + 2.4)^degree, for the first weights
    double binomial = 1;
    for (std::size_t j = terms_of_p; j-- > 0;) {
      start[j] = binomial;
      binomial *= 2.4 * static_cast<double>(j) / static_cast<double>(terms_of_p - j);
    }
    Indices all_but_one = least_squares::all(start.size());
    all_but_one.erase(all_but_one.begin() + terms_of_p - 1);
    quotient.fit(start, all_but_one, 100);
  }
  Fits(const Fits&) = delete;

  /// For P and A, one after the other; they are given up to a factor.
  Problem quotient;
  /// Its solution where the highest coefficient of P is 1.
  Numbers start = Numbers(terms_of_p + terms_of_a);

  /// Makes p[0] p_0 and a[0] what it has to be then. Whether (bell[0]/a[0])*p[0] is 1/2 nearly exactly, the quotient
  /// rounded: for small t that is gelu(t)/t.
  bool set_ends(Numbers& c, T p_0) const {
    const T a_0 = static_cast<T>(2 * static_cast<Real>(top) * p_0), quotient_0 = top / a_0;
    c[0] = p_0;
    c[first_of_a] = a_0;
    const Real error = 2 * static_cast<Real>(p_0) * quotient_0 - 1;
    return fabsf128(error) <= std::numeric_limits<T>::epsilon() / 16;
  }
  /// All but p[0], a[0] and the coefficient of P's highest power.
  static Indices inner() {
    Indices result;
    for (std::size_t j = 1; j < terms_of_p + terms_of_a; ++j) {
      if (j != terms_of_p - 1 && j != first_of_a) result.push_back(j);
    }
    return result;
  }

  /// B, rounded, for rounded P and A in c: Q*(slope - 1), slope = (t - R)/(t - zero)/gain.
  Numbers b(const Numbers& c) const {
    const Real zero = zero_of_derivative();
    Problem problem;
    Numbers weights;
    for (std::size_t i = 0; i < t_.size(); ++i) {
      const Real slope = (t_[i] - mills(t_[i])) / (t_[i] - zero) / gain_, q = t_[i] * p(c, t_[i]) + a(c, t_[i]);
      Numbers row;
      for (std::size_t j = 0; j < terms_of_b; ++j) row.push_back(power(t_[i], j));
      problem.rows.push_back(row);
      problem.right.push_back(q * (slope - 1));
      weights.push_back(1 / (q * slope));
    }
    problem.weight = [&](std::size_t i, const Numbers&) { return weights[i]; };
    const Indices order = least_squares::all(terms_of_b);
    Numbers result(terms_of_b);
    problem.fit(result, order, 100);
    const Real error = problem.fit_rounded(result, order, 12, [](Real x) { return static_cast<T>(x); });
    std::printf("log2 of the error of the slope: %.2f\n", std::log2(static_cast<double>(error)));
    return result;
  }

  static Real zero_of_derivative() {
    Real t = 0.75;
    for (int i = 0; i < 8; ++i) t -= (t - mills(t)) / (2 - t * mills(t));
    return t;
  }

 private:
  static constexpr double limit = sizeof(T) == 4 ? 14.6 : 38.8;  // that of the library, but not rounded to a float
  /// phi(0), as rounded, which R has to make up for.
  static constexpr T top = Library::bell[0] * search::library::Exp<T>::scale;

  static Real p(const Numbers& c, Real t) { return polynomial_at(t, c, 0, first_of_a); }
  static Real a(const Numbers& c, Real t) { return polynomial_at(t, c, first_of_a, c.size()); }

  const Real gain_ = top * sqrtf128(2 * pi);
  Numbers t_, ratio_;
};

void print(const char* name, const Numbers& numbers) {
  std::printf(" %s", name);
  for (const Real x : numbers) std::printf(" %a", static_cast<double>(x));
}

template <class T>
Numbers p_and_a_of_the_library() {
  using Library = search::library::Gauss<T>;
  Numbers result(std::begin(Library::p), std::end(Library::p));
  result.insert(result.end(), std::begin(Library::a), std::end(Library::a));
  return result;
}

template <class T>
void print_p_and_a(const Numbers& c) {
  const auto first_of_a = c.begin() + Fits<T>::first_of_a;
  print("p", Numbers(c.begin(), first_of_a));
  print("a", Numbers(first_of_a, c.end()));
  std::puts(c == p_and_a_of_the_library<T>() ? ", the library's" : "");
  std::fflush(stdout);
}

/// b for these p and a, and the zero.
template <class T>
void print_b(const Numbers& c) {
  using Library = search::library::Gauss<T>;
  const Numbers b = Fits<T>(200).b(c);
  print("b", b);
  std::puts(std::equal(b.begin(), b.end(), Library::b) ? ", the library's" : "");
  const Real zero = Fits<T>::zero_of_derivative();
  const T rounded = static_cast<T>(zero), rest = static_cast<T>(zero - rounded);
  print("zero", {rounded, rest});
  std::puts(rounded == Library::zero && rest == Library::rest_of_zero ? ", the library's" : "");
}

void print_double() {
  const Fits<double> fits(200);
  Numbers c = fits.start;
  for (int n = 0; !fits.set_ends(c, neighbour(static_cast<double>(fits.start[0]), n));) n = n > 0 ? -n : 1 - n;
  const Indices inner = fits.inner();
  fits.quotient.fit(c, inner, 12);
  const Real error = fits.quotient.fit_rounded(c, inner, 12, [](Real x) { return static_cast<double>(x); });
  std::printf("log2 of the error of R: %.2f\n", std::log2(static_cast<double>(error)));
  print_p_and_a<double>(c);
  print_b<double>(c);
}

// The search.

/// gelu of the library with other p and a.
struct Candidate {
  float p[Fits<float>::terms_of_p], a[Fits<float>::terms_of_a];

  explicit Candidate(const Numbers& c) {
    std::transform(c.begin(), c.begin() + std::size(p), p, [](Real x) { return static_cast<float>(x); });
    std::transform(c.begin() + std::size(p), c.end(), a, [](Real x) { return static_cast<float>(x); });
  }

  V operator()(V x) const {
    using E = search::library::Exp<float>;
    using G = search::library::Gauss<float>;
    const V t = min(V(G::limit), abs(x));
    const V origin(E::rounds_to_whole + (E::bias + E::headroom));
    const V sum = fma(t * t, V(-E::log2_e / 2), origin);
    const V n = sum - origin;
    const V r = fma(n, V(G::rest_of_twice_log_2), fma(t, t, n * V(G::twice_log_2)));
    const V power = shift_left(sum, E::mantissa_bits), product = t * polynomial(p, t);
    return fnma(polynomial(G::bell, r) / (product + polynomial(a, t)), product * power, max(V(-0.0f), x));
  }
};

void search_float(std::uint_fast32_t seed, int candidates) {
  constexpr float limit = search::library::Gauss<float>::limit;
  const auto derivative = search::derivative_of(simdact::gelu);
  std::printf("library: value %.4f ULP, derivative %.4f ULP\n",
              search::largest_error(simdact::gelu, simdact::gelu, limit),
              search::largest_error(derivative, derivative, limit));
  if (!search::same_results(search::of_ranges(Candidate(p_and_a_of_the_library<float>())), simdact::gelu, limit)) {
    std::puts("the formula in this program is not that of the library");
    std::exit(1);
  }
  const Fits<float> fits(100);
  std::mt19937 random(seed);
  double smallest = HUGE_VAL;
  Numbers best;
  for (int i = 1; i <= candidates; ++i) {
    const auto scale = static_cast<float>(1.15 + (1.245 - 1.15) * (static_cast<double>(random()) * 0x1p-32));
    Numbers c = fits.start;
    for (Real& x : c) x *= scale;
    c[fits.terms_of_p - 1] = scale;
    const int steps = static_cast<int>(random() % 128) - 64;
    if (!fits.set_ends(c, neighbour(static_cast<float>(c[0]), steps))) continue;
    Indices order = fits.inner();
    fits.quotient.fit(c, order, 8);
    std::shuffle(order.begin(), order.end(), random);
    fits.quotient.fit_rounded(c, order, 6, [&](Real x) {
      const auto nearest = static_cast<float>(x);
      if (random() % 3 != 0) return nearest;
      return neighbour(nearest, random() % 2 == 0 ? -1 : 1);
    });
    const double enough = i < candidates ? smallest : HUGE_VAL;
    const double error = search::largest_error(simdact::gelu, search::of_ranges(Candidate(c)), limit, enough);
    if (error >= enough) continue;
    if (error < smallest) smallest = error, best = c;
    std::printf("candidate %d: %.4f ULP,", i, error);
    print_p_and_a<float>(c);
  }
  if (!best.empty()) print_b<float>(best);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && argv[1] == std::string("double")) {
    print_double();
  } else if (argc == 3) {
    search_float(static_cast<std::uint_fast32_t>(std::atol(argv[1])), std::atoi(argv[2]));
  } else {
    std::fputs("usage: search_gelu double | search_gelu <seed> <candidates>\n", stderr);
    return 1;
  }
}
