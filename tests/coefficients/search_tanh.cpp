// Looks for coefficients of tanh of float, TanhAsDoubleAngle in include/simdact/activations/tanh.inl.hpp. First the
// rational function with the smallest error in real arithmetic, then, in small random steps from there, coefficients
// with the smallest error of the rounded formula: each candidate is tried on a sample of the floats and on those that
// were hardest so far, the best ones on all. Prints each improvement with its largest error over all floats, in ULP.
//
// search_tanh <seed> <seconds>    The library's coefficients came out of a search like this one, after six minutes.
//
// Build with -O3 -march=native -ffp-contract=off, as the target search_tanh does.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <vector>

#include "search.hpp"

namespace {

using search::as;

constexpr float limit = 9.02f;  // tanh is 1 from here on

// The rational function in real arithmetic.

using Real = long double;

/// P/x = 1 + p1 z + p2 z^2 + p3 z^3, Q/2 = 1 + q1 z + q2 z^2, z = x^2, for P/Q = tanh(x/2): p1 p2 p3 q1 q2 by Lawson's
/// iteration, weighted least squares whose weights grow where the error of tanh(x) is large.
std::array<Real, 5> minimax() {
  constexpr int points = 2000, unknowns = 5, iterations = 600;
  constexpr Real z_max = static_cast<Real>(limit) * limit, pi = 3.14159265358979323846L;
  std::vector<Real> lawson(points, 1), q_before(points, 1);
  std::array<Real, unknowns> best{};
  Real smallest = 1;
  for (int iteration = 0; iteration < iterations; ++iteration) {
    Real equations[unknowns][unknowns + 1] = {};
    const auto at = [&](int i, auto use) {
      const Real x = std::max<Real>(limit * (1 - std::cos(pi * (i + 0.5L) / points)) / 2, 1e-3L), z = x * x / z_max;
      const Real u = std::tanh(x / 2), weight = (1 - u * u) / (1 + u * u);
      use(std::array<Real, unknowns>{x * z, x * z * z, x * z * z * z, -2 * u * z, -2 * u * z * z}, 2 * u - x, u,
          weight);
    };
    for (int i = 0; i < points; ++i) {
      at(i, [&](const auto& row, Real right, Real u, Real weight) {
        const Real w = weight / (2 * u * q_before[i]);
        for (int j = 0; j < unknowns; ++j) {
          for (int k = 0; k < unknowns; ++k) equations[j][k] += lawson[i] * w * w * row[j] * row[k];
          equations[j][unknowns] += lawson[i] * w * w * row[j] * right;
        }
      });
    }
    for (int j = 0; j < unknowns; ++j) {
      for (int i = 0; i < unknowns; ++i) {
        const Real factor = equations[i][j] / equations[j][j];
        for (int k = j; k <= unknowns && i != j; ++k) equations[i][k] -= factor * equations[j][k];
      }
    }
    std::array<Real, unknowns> solution;
    for (int j = 0; j < unknowns; ++j) solution[j] = equations[j][unknowns] / equations[j][j];
    Real largest = 0, sum = 0;
    for (int i = 0; i < points; ++i) {
      at(i, [&](const auto& row, Real right, Real u, Real weight) {
        Real error = -right;
        for (int j = 0; j < unknowns; ++j) error += row[j] * solution[j];
        q_before[i] = 1 - (row[3] * solution[3] + row[4] * solution[4]) / (2 * u);
        error = std::abs(error) * weight / (2 * u * q_before[i]);
        largest = std::max(largest, error);
        lawson[i] *= error;
        sum += lawson[i];
      });
    }
    for (Real& w : lawson) w /= sum;
    if (largest < smallest) smallest = largest, best = solution;
  }
  std::printf("log2 of the error in real arithmetic: %.3Lf\n", std::log2(smallest));
  std::fflush(stdout);
  Real power = 1;
  for (int j = 0; j < unknowns; ++j) best[j] /= power = j == 3 ? z_max : power * z_max;
  return best;
}

// The rounded formula.

/// p[0] to p[3], q[0], q[1].
using Coefficients = std::array<float, 6>;

float tanh_of(const Coefficients& c, float x) {
  const float z = x * x;
  const float p = x * __builtin_fmaf(__builtin_fmaf(__builtin_fmaf(c[3], z, c[2]), z, c[1]), z, c[0]);
  const float q = __builtin_fmaf(z + c[5], z, c[4]);
  return (p + p) * q / __builtin_fmaf(q, q, p * p);
}

struct Points {
  std::vector<float> x, units_per_one;
  std::vector<double> exact;

  void add(float at) {
    const double y = std::tanh(static_cast<double>(at));
    x.push_back(at);
    exact.push_back(y);
    units_per_one.push_back(std::ldexp(1.0f, 23 - std::ilogb(y)));
  }
  float error(const Coefficients& c, std::size_t i) const {
    return static_cast<float>(std::abs(static_cast<double>(tanh_of(c, x[i])) - exact[i])) * units_per_one[i];
  }
  /// The largest error in ULP, or the first found that is above `enough`.
  float worst(const Coefficients& c, float enough = HUGE_VALF) const {
    constexpr std::size_t block = 1 << 16;
    float largest = 0;
    for (std::size_t start = 0; start < x.size() && largest <= enough; start += block) {
      const std::size_t end = std::min(start + block, x.size());
      for (std::size_t i = start; i < end; ++i) largest = std::max(largest, error(c, i));
    }
    return largest;
  }
};

/// Floats at a distance of `stride` from each other. Below 2^-8 the formula does what it does from there to 2^-7.
Points points(std::uint32_t stride) {
  Points result;
  for (auto b = as<std::uint32_t>(0x1p-8f); b <= as<std::uint32_t>(limit); b += stride) result.add(as<float>(b));
  return result;
}

double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

void improve(Coefficients best, unsigned seed, double time) {
  std::mt19937 random(seed);
  const Points all = points(1), coarse = points(2056), fine = points(61);
  Points hard;
  float best_of_all = all.worst(best);
  Coefficients current = best;
  const auto on_samples = [&](const Coefficients& c, float enough) {
    const float first = std::max(hard.worst(c, enough), coarse.worst(c, enough));
    return first > enough ? first : std::max(first, fine.worst(c, enough));
  };
  float error = on_samples(current, HUGE_VALF);
  for (const double end = seconds() + time; seconds() < end;) {
    Coefficients best_of_round = current;
    float smallest = error;
    for (const double end_of_round = seconds() + 6; seconds() < end_of_round;) {
      Coefficients next = current;
      for (unsigned changes = 1 + random() % 3; changes > 0; --changes) {
        float& c = next[random() % next.size()];
        const auto step = static_cast<std::uint32_t>(1u << random() % (1 + random() % 11));
        c = as<float>(as<std::uint32_t>(c) + (random() % 2 == 0 ? step : 0u - step));
      }
      if (random() % 2 == 0) next[4] = 2 * next[0];  // exact where x is small
      const float enough = error + 0.01f, found = on_samples(next, enough);
      if (found > enough) continue;
      if (found < smallest) smallest = found, best_of_round = next;
      if (found < error || random() % 6 == 0) current = next, error = found;
    }
    const float of_all = all.worst(best_of_round);
    if (of_all < best_of_all) {
      best_of_all = of_all;
      best = best_of_round;
      std::printf("%.4f ULP: p %a %a %a %a, q %a %a\n", static_cast<double>(of_all), static_cast<double>(best[0]),
                  static_cast<double>(best[1]), static_cast<double>(best[2]), static_cast<double>(best[3]),
                  static_cast<double>(best[4]), static_cast<double>(best[5]));
      std::fflush(stdout);
    }
    for (std::size_t i = 0; i < all.x.size() && hard.x.size() < 400000; ++i) {
      if (all.error(best_of_round, i) > best_of_all - 0.12f) hard.add(all.x[i]);
    }
    current = random() % 3 == 0 ? best : best_of_round;
    error = on_samples(current, HUGE_VALF);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: search_tanh <seed> <seconds>\n");
    return 1;
  }
  const auto [p1, p2, p3, q1, q2] = minimax();
  const Real k = 1 / q2 / 2;  // makes Q monic
  improve({static_cast<float>(k), static_cast<float>(k * p1), static_cast<float>(k * p2), static_cast<float>(k * p3),
           2 * static_cast<float>(k), static_cast<float>(2 * k * q1)},
          static_cast<unsigned>(std::atoi(argv[1])), std::atof(argv[2]));
}
