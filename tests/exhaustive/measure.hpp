/// The errors of a function: over all floats, over many doubles.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

#include "exact.hpp"

namespace exact {

template <class T>
T from_bits(std::uint64_t bits) {
  if constexpr (sizeof(T) == 4) {
    const auto narrow = static_cast<std::uint32_t>(bits);
    float x;
    std::memcpy(&x, &narrow, sizeof x);
    return x;
  } else {
    double x;
    std::memcpy(&x, &bits, sizeof x);
    return x;
  }
}

/// The largest error in each of many equal intervals of x.
class Profile {
 public:
  Profile(double low, double high) : low_(low), high_(high), largest_(400) {}

  void add(double x, double error) {
    if (!(x >= low_ && x < high_)) return;
    double& largest = largest_[static_cast<std::size_t>((x - low_) / (high_ - low_) * static_cast<double>(size()))];
    largest = std::max(largest, error);
  }
  std::size_t size() const { return largest_.size(); }
  double largest(std::size_t i) const { return largest_[i]; }
  double middle(std::size_t i) const {
    return low_ + (static_cast<double>(i) + 0.5) * (high_ - low_) / static_cast<double>(size());
  }

 private:
  double low_, high_;
  std::vector<double> largest_;
};

/// Of a function's errors: the statistics of the accuracy table.
struct Errors {
  double largest = 0, largest_at = 0;    // in ULP, where the exact result is normal
  double largest_subnormal = 0;          // in units of the smallest subnormal, where it is not
  double sum = 0;                        // in ULP or units
  std::uint64_t count = 0, nearest = 0;  // of results, and of those that are the nearest number
  std::uint64_t decreases = 0;           // from one input to the next above it
  double largest_decrease = 0;           // relative to the result

  void add(double x, double error, bool is_nearest, bool is_subnormal) {
    ++count;
    sum += error;
    nearest += is_nearest;
    if (is_subnormal) {
      largest_subnormal = std::max(largest_subnormal, error);
    } else if (error > largest) {
      largest = error;
      largest_at = x;
    }
  }

  /// y below, then above, for neighbouring x.
  void add_step(double below, double above) {
    if (above >= below) return;
    ++decreases;
    largest_decrease = std::max(largest_decrease, (below - above) / std::abs(below));
  }
};

/// The exponent of the unit in the last place of a number with that value. By bit operations, as is the next: they are
/// needed for every float.
template <class T>
int ulp_exponent(double value) {
  using Limits = std::numeric_limits<T>;
  std::uint64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  const int exponent = static_cast<int>(bits >> 52 & 0x7ff) - 1022;
  return std::max(exponent, Limits::min_exponent) - Limits::digits;
}

/// 2^n, a normal number.
inline double power_of_two(int n) { return from_bits<double>(static_cast<std::uint64_t>(1023 + n) << 52); }

/// Whether the result is the float nearest to the exact value, when double arithmetic says that its error is `error`.
template <class Activation, class Function>
bool is_nearest(InMpfr& in_mpfr, float x, float result, double error) {
  constexpr double uncertainty = 0x1p24 * relative_error_in_double;  // in ULP
  if (std::abs(error - 0.5) > uncertainty) return error < 0.5;
  return mpfr_get_flt(in_mpfr(Activation(), Function(), static_cast<double>(x)), MPFR_RNDN) == result;
}

/// The errors of a default function and of its correctly rounded form, over all finite floats.
struct FloatErrors {
  Errors standard, rounded;
};

template <class Activation, class Function>
FloatErrors errors_over_all_floats(Profile& profile) {
  constexpr std::uint64_t infinity = 0x7f800000, sign = 0x80000000, chunk = 1 << 14;
  static_assert(infinity % chunk == 0);
  const Activation standard;
  const simdact::CorrectlyRounded<Activation> rounded;
  const auto evaluate = [](const auto& activation, const std::vector<float>& x, std::vector<float>& y) {
    if constexpr (std::is_same_v<Function, Value>) {
      activation(x, y);
    } else {
      activation.derivative(x, y);
    }
  };

  FloatErrors errors;
  InMpfr in_mpfr;
  std::vector<float> x(chunk), y(chunk), z(chunk);
  for (const std::uint64_t signs : {std::uint64_t{0}, sign}) {
    float y_before = 0, z_before = 0;
    for (std::uint64_t start = 0; start < infinity; start += chunk) {
      for (std::uint64_t i = 0; i < chunk; ++i) x[i] = from_bits<float>((start + i) | signs);
      evaluate(standard, x, y);
      evaluate(rounded, x, z);
      for (std::size_t i = 0; i < chunk; ++i) {
        const double exact = in_double(Activation(), Function(), static_cast<double>(x[i]));
        const int ulp = ulp_exponent<float>(exact);
        const bool subnormal = std::abs(exact) < static_cast<double>(std::numeric_limits<float>::min());
        const auto add = [&](Errors& to, float result, float before) {
          const double difference = std::abs(static_cast<double>(result) - exact);
          const double measured = std::isnan(result) ? HUGE_VAL : difference * power_of_two(-ulp);
          const bool nearest = is_nearest<Activation, Function>(in_mpfr, x[i], result, measured);
          const double error = nearest ? std::min(measured, 0.5) : measured;
          to.add(static_cast<double>(x[i]), error, nearest, subnormal);
          if (start + i > 0) {
            to.add_step(static_cast<double>(signs ? result : before), static_cast<double>(signs ? before : result));
          }
          return error;
        };
        profile.add(static_cast<double>(x[i]), add(errors.standard, y[i], y_before));
        add(errors.rounded, z[i], z_before);
        y_before = y[i];
        z_before = z[i];
      }
    }
  }
  return errors;
}

/// The generator of test inputs: the same on every machine, unlike the distributions of the standard library.
class Random {
 public:
  explicit Random(std::uint64_t seed = 1) : state_(seed) {}

  /// SplitMix64.
  std::uint64_t bits() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  double uniform(double low, double high) { return low + (high - low) * (static_cast<double>(bits() >> 11) * 0x1p-53); }
  /// Nearly log-uniform, and exact on every machine, which exp2 need not be.
  double with_exponent_from(int lowest, int highest) {
    const int exponent = lowest + static_cast<int>(bits() % static_cast<std::uint64_t>(highest - lowest + 1));
    return std::ldexp(uniform(1, 2), exponent);
  }
  double sign() { return bits() >> 63 ? -1 : 1; }

 private:
  std::uint64_t state_;
};

/// The errors of a double function: uniform and log-uniform inputs, inputs around the thresholds of the formulas, and
/// climbs from the worst of them.
template <class Activation, class Function>
class DoubleErrors {
 public:
  Errors measure() {
    for (int i = 0; i < 4'000'000; ++i) add(random_.uniform(-20, 20));
    for (int i = 0; i < 2'000'000; ++i) add(random_.uniform(-750, 750));
    for (int i = 0; i < 3'000'000; ++i) add(random_.sign() * random_.with_exponent_from(-60, 9));
    const std::vector<double> thresholds = thresholds_of_the_formulas();
    for (int i = 0; i < 1'000'000; ++i) {
      const double threshold = thresholds[random_.bits() % thresholds.size()];
      add(random_.sign() * threshold * (1 + random_.uniform(-1, 1) * random_.with_exponent_from(-52, -4)));
    }
    for (std::size_t i = 0; i < worst_.size(); ++i) climb(worst_[i]);
    return errors_;
  }

 private:
  struct Point {
    double x, error;
  };

  /// Where the argument reduction changes step, where results saturate, become subnormal or 0, where min(m, 1) bends.
  static std::vector<double> thresholds_of_the_formulas() {
    std::vector<double> thresholds = {
        0.5 * std::log(3.0), 20, 36.8, 18.4, 708.4, 745.2, 746, 354.2, 372.6, 373, 0x1p-27};
    constexpr double log_2 = 0x1.62e42fefa39efp-1;
    for (int n = 0; n < 60; ++n) {
      thresholds.push_back((n + 0.5) * log_2);
      thresholds.push_back((n + 0.5) * log_2 / 2);
    }
    return thresholds;
  }

  /// The best neighbour, over and over, at distances from large to one unit in the last place.
  void climb(Point point) {
    for (double distance = 0x1p-8; distance > 0x1p-53; distance /= 2) {
      for (int i = 0; i < 200; ++i) {
        const double x = point.x * (1 + random_.uniform(-distance, distance));
        const double error = add(x);
        if (error > point.error) point = {x, error};
      }
    }
  }

  /// Measures one input; keeps it if it is among the worst.
  double add(double x) {
    constexpr Activation activation;
    double result;
    if constexpr (std::is_same_v<Function, Value>) {
      result = activation(x);
    } else {
      result = activation.derivative(x);
    }
    const mpfr_srcptr exact = in_mpfr_(Activation(), Function(), x);
    const int ulp = ulp_exponent<double>(mpfr_get_d(exact, MPFR_RNDZ));
    mpfr_sub_d(difference_.get(), exact, result, MPFR_RNDN);
    mpfr_mul_2si(difference_.get(), difference_.get(), -ulp, MPFR_RNDN);
    const double error = std::isnan(result) ? HUGE_VAL : std::abs(mpfr_get_d(difference_.get(), MPFR_RNDN));
    const bool subnormal =
        mpfr_cmpabs_ui(exact, 0) == 0 || mpfr_get_exp(exact) < std::numeric_limits<double>::min_exponent;
    errors_.add(x, error, error <= 0.5, subnormal);
    if (!subnormal && error > worst_.back().error) {
      worst_.back() = {x, error};
      std::sort(worst_.begin(), worst_.end(), [](const Point& a, const Point& b) { return a.error > b.error; });
    }
    return error;
  }

  Random random_;
  InMpfr in_mpfr_;
  Number difference_;
  Errors errors_;
  std::vector<Point> worst_ = std::vector<Point>(16, Point{0, 0});
};

}  // namespace exact
