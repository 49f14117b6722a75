// Looks for `unit` of float in include/simdact/activations/mish.inl.hpp: random units for which height = unit*e^middle
// is nearly a float. Prints each that has smaller largest errors over all floats, in parts of the bounds of value and
// derivative, than those before, and the last one.
//
// search_mish <seed> <candidates>
//
// The unit in the code is the last candidate of `search_mish 77 150`, "the library's". The other constants of a
// candidate are those that mish.sollya makes from its unit.
#include <iterator>
#include <random>

#include "search.hpp"

namespace {

using search::V;

/// mish of the library with another unit.
struct Candidate {
  using Library = search::library::MishConstants<float>;
  using E = search::library::Exp<float>;

  float unit, height, linear, constant, q[6];

  explicit Candidate(float u) : unit(u), height(static_cast<float>(exact_height())) {
    // `best` of mish.sollya
    constexpr double polynomial[] = {0.999999991510073615,  0.500000071860339692,   0.166668614562724940,
                                     0.0416661663534351052, 0.00826833798857896341, 0.00118144104641551558};
    for (std::size_t i = 0; i < 6; ++i) q[i] = static_cast<float>(exact_height() * polynomial[i]);
    const long double e0 = std::exp(static_cast<long double>(Library::middle)) / 4;
    const long double four_zero = -(e0 * e0 + 3 * e0 + 3 + 1 / (1 + e0));
    linear = static_cast<float>(unit * (4 + e0));
    constant = static_cast<float>(static_cast<long double>(unit) * unit * (e0 * e0 + 4 * e0 + 6 + four_zero));
  }
  /// That of the library.
  Candidate() : unit(Library::unit), height(Library::height), linear(Library::linear), constant(Library::constant) {
    std::copy(std::begin(Library::q), std::end(Library::q), q);
  }

  bool has_nearly_exact_height() const { return std::abs(static_cast<double>(height / exact_height() - 1)) < 0x1p-28; }

  search::library::MishParts<V> parts(V x) const {
    const V origin(E::rounds_to_whole + (E::bias + Library::headroom));
    x = min(V(Library::linear_from), max(V(Library::underflow), x));
    const V sum = fma(x, V(Library::log2_e), origin);
    const V n = sum - origin;
    const V r = fnma(n, V(Library::log_2), x) - fma(n, V(Library::rest_of_log_2), V(Library::middle));
    const V q_of_r = polynomial(q, r), power = shift_left(sum, E::mantissa_bits);
    const V power_r = power * r, power_height = power * V(height);
    const V e = fma(power_r, q_of_r, power_height), e_plus_2 = fma(e, V(1 / Library::scale), V(2 * unit));
    return {x, e, e * e_plus_2, fma(e, e_plus_2, V(of_unit(2, 2, 1))),
            fma(power_r, q_of_r, power_height - V(height / 4 * Library::scale))};
  }
  V value(V x) const {
    const auto p = parts(x);
    return if_negative(V(Library::linear_from) - x, x, p.x * p.w / p.w_plus_2);
  }
  V derivative(V x) const {
    const auto p = parts(x);
    const double u = unit, rest = Library::rest_of_zero * (4 * (u * u) * (u + height / 4));
    const V e = p.e * V(1 / Library::scale);
    const V quadratic = fma(e, e + V(linear), V(constant));
    const V n = fma(p.x - V(Library::zero), fma(p.e, V(of_unit(4, 2, 0)), V(of_unit(4, 3, 1))),
                    fma(p.difference, quadratic, V(static_cast<float>(-rest * Library::scale))));
    const V cubic = fma(p.e, fma(e, e + V(of_unit(4, 1, 0)), V(of_unit(8, 2, 0))), V(of_unit(8, 3, 1)));
    return n * p.e / fma(p.e, cubic, V(of_unit(4, 4, 2)));
  }

 private:
  long double exact_height() const { return unit * std::exp(static_cast<long double>(Library::middle)); }
  /// times*unit^power*scale^power_of_scale
  float of_unit(int times, int power, int power_of_scale) const {
    double result = times;
    for (; power > 0; --power) result *= unit;
    for (; power_of_scale > 0; --power_of_scale) result *= Library::scale;
    return static_cast<float>(result);
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: search_mish <seed> <candidates>\n", stderr);
    return 1;
  }
  std::mt19937 random(static_cast<std::uint_fast32_t>(std::atol(argv[1])));
  const int candidates = std::atoi(argv[2]);
  search::BestUnit<simdact::Mish> best(simdact::mish, -Candidate::Library::underflow, Candidate());
  for (int i = 1; i <= candidates; ++i) {
    Candidate candidate;
    do {
      float unit = 1 + static_cast<float>(random() >> 9) * 0x1p-23f;
      for (int halves = 0; halves < 2; ++halves) unit *= random() % 2 == 0 ? 0.5f : 1.0f;
      candidate = Candidate(unit);
    } while (!candidate.has_nearly_exact_height());
    best.add(i, candidate, i == candidates);
  }
}
