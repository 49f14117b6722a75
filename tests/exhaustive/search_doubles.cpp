// Looks for the doubles at which sigmoid, sigmoid' and tanh have their largest errors (tanh'(x) is 4*sigmoid'(2x),
// which is checked). Half of the evaluations are spread out, half climb: the interval with the largest error so far is
// halved, over and over. Prints the worst that it found, in ULP, and fails where that is within a quarter of a unit of
// the bound beside the formula. Left out are subnormal results and tanh below 2^-6, where it is x - x^3/3 + ...
//
// Then the same for all other activations between -40 and 40, against their portable formulas in long double, which
// take longer: a hundredth of the evaluations, and it fails where an error is above the bound.
//
// search_doubles [evaluations of each function, in millions; 10000 without]
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <queue>
#include <string>
#include <thread>
#include <vector>

#include "../reference.hpp"
#include "measure.hpp"

namespace {

constexpr std::size_t block = 1 << 12;

/// high + low: twice the precision.
struct Twofold {
  double high, low;

  friend Twofold operator+(Twofold a, Twofold b) {
    const double sum = a.high + b.high, b_in_it = sum - a.high;
    return {sum, (a.high - (sum - b_in_it)) + (b.high - b_in_it) + (a.low + b.low)};
  }
  friend Twofold operator*(Twofold a, Twofold b) {
    const double product = a.high * b.high;
    return {product, __builtin_fma(a.high, b.high, -product) + __builtin_fma(a.high, b.low, a.low * b.high)};
  }
};

/// e^x = 2^n * fraction, to about 2^-70, and 2^-n.
struct Exponential {
  Twofold fraction;
  double power, inverse_power;
};

/// fraction = the sum of r^k/k! from the k-th term on, for |r| <= log(2)/2; from r^6/6! on one double is enough.
template <int k>
[[gnu::always_inline]] inline Twofold exp_terms(Twofold r, double factorial) {
  const double high = 1 / factorial;
  if constexpr (k == 17) {
    return {high, 0};
  } else {
    const Twofold more = exp_terms<k + 1>(r, factorial * (k + 1));
    if constexpr (k >= 6) {
      return {__builtin_fma(more.high, r.high, high), 0};
    } else {
      return more * r + Twofold{high, __builtin_fma(-high, factorial, 1) / factorial};
    }
  }
}

[[gnu::always_inline]] inline Exponential exp_of(double x) {
  constexpr double log_2[] = {0x1.62e42feep-1, 0x1.a39ef35793c76p-33, 0x1.cc01f97b57a08p-87};
  constexpr double origin = 0x1.8p52;
  const double n = (x * 0x1.71547652b82fep0 + origin) - origin;  // n * log_2[0] is exact
  const Twofold r = Twofold{__builtin_fma(-n, log_2[0], x), 0} + Twofold{-n, 0} * Twofold{log_2[1], log_2[2]};
  const int exponent = static_cast<int>(n);
  return {exp_terms<0>(r, 1), exact::power_of_two(exponent), exact::power_of_two(-exponent)};
}

// The error of a result y in ULP: the exact one fulfils an equation, and what y leaves of it loses no digits.

double in_ulps(double y, Twofold rest, double divisor) {
  return std::abs((rest.high + rest.low) / divisor) * exact::power_of_two(-exact::ulp_exponent<double>(y));
}

struct SigmoidValue {
  static constexpr const char* name = "sigmoid";
  static constexpr double low = -708, high = 40, bound = simdact::Sigmoid::bounds.value_double;
  static void evaluate(const double* x, double* y) { simdact::sigmoid(x, y, block); }
  static double error(double x, double y) {  // y * (1 + e^x) = e^x
    const Exponential e = exp_of(x);
    const double scaled = y * e.inverse_power;
    const Twofold one_more = Twofold{1, 0} + e.fraction * Twofold{e.power, 0};
    const Twofold rest = one_more * Twofold{-scaled, 0} + e.fraction;
    return in_ulps(scaled, rest, one_more.high);
  }
};

struct SigmoidDerivative {
  static constexpr const char* name = "sigmoid.derivative";
  static constexpr double low = -708, high = 0, bound = simdact::Sigmoid::bounds.derivative_double;
  static void evaluate(const double* x, double* y) {
    static thread_local std::vector<double> half(block), tanh_there(block);
    for (std::size_t i = 0; i < block; ++i) half[i] = x[i] / 2;
    simdact::sigmoid.derivative(x, y, block);
    simdact::tanh.derivative(half, tanh_there);
    for (std::size_t i = 0; i < block; ++i) y[i] = tanh_there[i] == 4 * y[i] ? y[i] : 9;
  }
  static double error(double x, double y) {  // y * (1 + e^x)^2 = e^x
    const Exponential e = exp_of(x);
    const double scaled = y * e.inverse_power;
    const Twofold one_more = Twofold{1, 0} + e.fraction * Twofold{e.power, 0};
    const Twofold square = one_more * one_more;
    return in_ulps(scaled, square * Twofold{-scaled, 0} + e.fraction, square.high);
  }
};

struct TanhValue {
  static constexpr const char* name = "tanh";
  static constexpr double low = 0x1p-6, high = 20, bound = simdact::Tanh::bounds.value_double;
  static void evaluate(const double* x, double* y) { simdact::tanh(x, y, block); }
  static double error(double x, double y) {  // y * (1 + e) = 1 - e, e = e^(-2x)
    const Exponential e = exp_of(-2 * x);
    const Twofold scaled = e.fraction * Twofold{e.power, 0};
    const Twofold one_more = Twofold{1, 0} + scaled;
    const Twofold rest = one_more * Twofold{y, 0} + scaled + Twofold{-1, 0};
    return in_ulps(y, rest, one_more.high);
  }
};

/// Any activation, against its portable formula: slower, and right to a few units of long double.
struct OfTheList {
  const test::Tested<double>& activation;
  bool of_derivative;
  std::string name = activation.name + (of_derivative ? ".derivative" : "");
  double low = -40, high = 40;
  double bound = of_derivative ? activation.bounds.derivative_double : activation.bounds.value_double;
  const test::Reference& reference = test::reference(activation);

  void evaluate(const double* x, double* y) const {
    of_derivative ? activation.derivative(x, y, block) : activation(x, y, block);
  }
  double error(double x, double y) const {
    return test::error_beyond_reference(y, x, of_derivative ? reference.derivative(x) : reference.value(x));
  }
};

struct Interval {
  double low, high, error, at;
  friend bool operator<(const Interval& a, const Interval& b) { return a.error < b.error; }
};

/// One block of evaluations in an interval.
template <class Function>
void try_in(const Function& f, Interval& interval, exact::Random& random) {
  static thread_local std::vector<double> x(block), y(block), errors(block);
  for (double& a : x) a = random.uniform(interval.low, interval.high);
  f.evaluate(x.data(), y.data());
  for (std::size_t i = 0; i < block; ++i) errors[i] = f.error(x[i], y[i]);
  for (std::size_t i = 0; i < block; ++i) {
    if (errors[i] > interval.error) interval.error = errors[i], interval.at = x[i];
  }
}

template <class Function>
Interval worst(const Function& f, double evaluations, int thread) {
  exact::Random random(static_cast<std::uint64_t>(thread) << 32 | 1);
  constexpr int parts = 4096;
  // Finer where |x| is small.
  const auto edge = [&f](int i) {
    const double low = std::cbrt(f.low), root = low + (std::cbrt(f.high) - low) * i / parts;
    return root * root * root;
  };
  const auto rounds = static_cast<std::int64_t>(evaluations / 2 / block);
  std::vector<Interval> intervals;
  for (int i = 0; i < parts; ++i) intervals.push_back({edge(i), edge(i + 1), 0, 0});
  for (std::int64_t round = 0; round < rounds; ++round) {
    try_in(f, intervals[static_cast<std::size_t>(round % parts)], random);
  }
  std::priority_queue<Interval> queue(std::less<Interval>(), std::move(intervals));
  Interval largest = queue.top();
  for (std::int64_t round = 0; round < rounds;) {
    const Interval parent = queue.top();
    queue.pop();
    if (parent.error > largest.error) largest = parent;
    const double middle = (parent.low + parent.high) / 2;
    if (!(middle - parent.low > std::abs(middle) * 0x1p-46)) continue;  // about as many numbers as a few blocks
    for (Interval half : {Interval{parent.low, middle, 0, 0}, Interval{middle, parent.high, 0, 0}}) {
      if (parent.at >= half.low && parent.at <= half.high) half.error = parent.error, half.at = parent.at;
      for (int i = 0; i < 8; ++i, ++round) try_in(f, half, random);
      queue.push(half);
    }
  }
  return std::max(largest, queue.top());
}

template <class Function>
bool search(const Function& f, double evaluations, double margin) {
  Interval found[2];
  std::thread other([&] { found[1] = worst(f, evaluations / 2, 1); });
  found[0] = worst(f, evaluations / 2, 0);
  other.join();
  const Interval largest = std::max(found[0], found[1]);
  std::printf("%-22s %.4f ULP at %a, of %.3g evaluations; bound %g\n", std::string(f.name).c_str(), largest.error,
              largest.at, evaluations, f.bound);
  std::fflush(stdout);
  return largest.error <= f.bound - margin;
}

}  // namespace

int main(int argc, char** argv) {
  const double evaluations = (argc > 1 ? std::atof(argv[1]) : 10000) * 1e6;
  bool good = search(SigmoidValue(), evaluations, 0.25);
  good = search(SigmoidDerivative(), evaluations, 0.25) && good;
  good = search(TanhValue(), evaluations, 0.25) && good;
  for (const auto& activation : test::all_tested<double>()) {
    if (activation->name == "sigmoid" || activation->name == "tanh") continue;
    for (const bool of_derivative : {false, true}) {
      const OfTheList f{*activation, of_derivative};
      if (f.bound > 1) good = search(f, evaluations / 100, 0) && good;
    }
  }
  return good ? 0 : 1;
}
