// Looks for `unit` of float in include/simdact/detail/swish.inl.hpp: random units for which height, which is
// unit*e^(-factor*middle), is nearly a float. The first candidate is 1. Prints each that has smaller largest errors
// over all floats, in parts of the bounds of value and derivative, than those before, and the last one.
//
// search_swish silu|gelu_quick <seed> <candidates>
//
// The units in the code are the last candidates of `search_swish silu 11 2433` and `search_swish gelu_quick 11 1645`,
// "the library's". They are not the best of these: they were chosen by samples of the floats and for a formula with one
// division. Here q is rounded coefficient by coefficient, while swish.sollya looks for good roundings: the errors are
// not quite those of the library with the same unit.
#include <iterator>
#include <random>
#include <string>

#include "search.hpp"

namespace {

using search::V;

/// The function of the library with another unit.
template <bool is_silu>
struct Candidate {
  using Library = search::library::Swish<float, is_silu>;
  using E = search::library::Exp<float>;
  using S = search::library::SwishScale<float>;

  float unit, height, q[6];

  explicit Candidate(float u) : unit(u), height(static_cast<float>(exact_height())) {
    // remez((1 - exp(-x))/x, 5, domain, 1, 1b-60) of sollya, factor 1, domain as in swish.sollya
    constexpr double polynomial[] = {0.999999995704130619,   -0.500000201964952110,  0.166667276502464379,
                                     -0.0416552901558908161, 0.00833228891705700617, -0.00153023346089734520};
    double power = Library::factor;
    for (std::size_t i = 0; i < 6; ++i, power *= Library::factor) {
      q[i] = static_cast<float>(height * power * polynomial[i]);
    }
  }
  /// That of the library.
  Candidate() : unit(Library::unit), height(Library::height) {
    std::copy(std::begin(Library::q), std::end(Library::q), q);
  }

  bool has_nearly_exact_height() const { return std::abs(static_cast<double>(height / exact_height() - 1)) < 0x1p-29; }

  search::library::SwishParts<V> parts(V x) const {
    const V origin(E::rounds_to_whole + (E::bias - S::headroom));
    const V z = max(V(Library::underflow), minus_abs(x));
    const V sum = fnma(z, V(Library::steps), origin);
    const V n = sum - origin;
    const V r = fma(n, V(Library::rest_of_step), fma(n, V(Library::step), z) - V(Library::middle));
    const V q_of_r = polynomial(q, r), power = shift_left(sum, E::mantissa_bits);
    return {z, fma(power, r * q_of_r, fnma(power, V(height), V(4 * height * S::scale))),
            fma(power, fnma(r, q_of_r, V(height)), V(unit * S::scale))};
  }
  V value(V x) const {
    const auto p = parts(x);
    return fma(p.z / p.sum, V(unit * S::scale), max(V(-0.0f), x));
  }
  V derivative(V x) const {
    const auto p = parts(x);
    const float slope = 4 * height * Library::factor, back = S::scale / (4 * height);
    const V distance = (p.z - V(Library::zero)) - V(Library::rest_of_zero);
    const V s = V(unit) / p.sum;
    const V one_minus_s = fnma(s, V(slope * S::scale), V(slope));
    const V d = s * fma(distance, one_minus_s, p.difference * s) * V(back);
    return if_negative(x, d, V(1) - d);
  }

 private:
  long double exact_height() const {
    const long double factor = is_silu ? 1 : 1.702L;
    return unit * std::exp(-factor * static_cast<long double>(Library::middle));
  }
};

template <bool is_silu, class Activation>
void search_units(const Activation& activation, std::uint_fast32_t seed, int candidates) {
  using Library = typename Candidate<is_silu>::Library;
  search::BestUnit<Activation> best(activation, -Library::underflow, Candidate<is_silu>());
  std::mt19937 random(seed);
  for (int i = 1; i <= candidates; ++i) {
    Candidate<is_silu> candidate(1);
    while (i > 1) {
      candidate = Candidate<is_silu>(1 + static_cast<float>(random() >> 9) * 0x1p-23f);
      if (candidate.has_nearly_exact_height()) break;
    }
    best.add(i, candidate, i == candidates);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string name = argc == 4 ? argv[1] : "";
  if (name == "silu") {
    search_units<true>(simdact::silu, static_cast<std::uint_fast32_t>(std::atol(argv[2])), std::atoi(argv[3]));
  } else if (name == "gelu_quick") {
    search_units<false>(simdact::gelu_quick, static_cast<std::uint_fast32_t>(std::atol(argv[2])), std::atoi(argv[3]));
  } else {
    std::fputs("usage: search_swish silu|gelu_quick <seed> <candidates>\n", stderr);
    return 1;
  }
}
