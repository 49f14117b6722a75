/// The errors of a function: over all floats, over many doubles.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

#include "../tested.hpp"
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
  Profile(double low, double high) : low_(low), high_(high), a_unit_(400 / (high - low)), largest_(400) {}

  void add(double x, double error) {
    if (!(x >= low_ && x < high_)) return;
    double& largest = largest_[static_cast<std::size_t>((x - low_) * a_unit_)];
    if (error > largest) largest = error;
  }
  std::size_t size() const { return largest_.size(); }
  double largest(std::size_t i) const { return largest_[i]; }
  double middle(std::size_t i) const {
    return low_ + (static_cast<double>(i) + 0.5) * (high_ - low_) / static_cast<double>(size());
  }

 private:
  double low_, high_, a_unit_;
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

/// The results of a function for many inputs.
template <class T>
void evaluate(const test::Tested<T>& activation, Function function, const std::vector<T>& x, std::vector<T>& y) {
  if (function == Function::value) {
    activation(x, y);
  } else {
    activation.derivative(x, y);
  }
}

/// The errors of a function of float over all finite floats. The same function of double, far more accurate than a unit
/// of a float, is the reference, and MPFR where that does not decide which float is nearest.
inline Errors errors_over_all_floats(const test::Tested<float>& floats, const test::Tested<double>& doubles,
                                     Function function, Profile& profile, std::uint64_t one_chunk_of) {
  constexpr std::uint64_t infinity = 0x7f800000, sign = 0x80000000, chunk = 1 << 12;
  static_assert(infinity % chunk == 0);
  const Exact& in_mpfr = exact_of(floats);
  const simdact::Bounds& bounds = doubles.bounds;
  const double bound = function == Function::value ? bounds.value_double : bounds.derivative_double;
  const double uncertainty = (bound + 1) * 0x1p-28;  // in ULP of a float

  Errors errors;
  std::vector<float> x(chunk), y(chunk);
  std::vector<double> wide_x(chunk), reference(chunk);
  for (const std::uint64_t signs : {std::uint64_t{0}, sign}) {
    float y_before = 0;
    double reference_before = 0;
    for (std::uint64_t start = 0; start < infinity; start += one_chunk_of * chunk) {
      for (std::uint64_t i = 0; i < chunk; ++i)
        wide_x[i] = static_cast<double>(x[i] = from_bits<float>((start + i) | signs));
      evaluate(floats, function, x, y);
      evaluate(doubles, function, wide_x, reference);
      for (std::size_t i = 0; i < chunk; ++i) {
        const double exact = reference[i];
        if (std::isinf(y[i]) && std::abs(exact) > static_cast<double>(std::numeric_limits<float>::max())) continue;
        const bool subnormal = std::abs(exact) < static_cast<double>(std::numeric_limits<float>::min());
        const double difference = std::abs(static_cast<double>(y[i]) - exact);
        const double measured = std::isnan(y[i]) ? HUGE_VAL : difference * power_of_two(-ulp_exponent<float>(exact));
        // Half of a subnormal number is a tie; of those there are too many to ask MPFR.
        const bool undecided = std::abs(measured - 0.5) <= uncertainty;
        const bool nearest = !undecided  ? measured < 0.5
                             : subnormal ? measured <= 0.5
                                         : mpfr_get_flt(in_mpfr(function, wide_x[i]).get(), MPFR_RNDN) == y[i];
        const double error = nearest ? std::min(measured, 0.5) : measured;
        errors.add(wide_x[i], error, nearest, subnormal);
        profile.add(wide_x[i], error);
        const bool downwards = signs != 0, first = i == 0 && (start == 0 || one_chunk_of > 1);
        if (!first && (downwards ? reference_before >= exact : reference_before <= exact)) {
          errors.add_step(static_cast<double>(downwards ? y[i] : y_before),
                          static_cast<double>(downwards ? y_before : y[i]));
        }
        y_before = y[i];
        reference_before = exact;
      }
    }
  }
  return errors;
}

/// How many results are not the number nearest to the exact one.
struct NotNearest {
  std::uint64_t normal = 0, subnormal = 0;
};

/// Of all finite numbers of 16 bits. The same function of double, or MPFR where that is too near to the middle between
/// two numbers, is the exact one.
template <class T>
NotNearest not_nearest(const test::Tested<T>& activation, const test::Tested<double>& doubles, const Exact& in_mpfr,
                       Function function) {
  const auto from_bits_of_16 = [](unsigned bits) { return T{static_cast<std::uint16_t>(bits)}; };
  const auto value = [&](unsigned bits) {
    return static_cast<double>(simdact::detail::to_float(from_bits_of_16(bits)));
  };
  constexpr bool is_half = std::is_same_v<T, simdact::detail::Half>;
  constexpr unsigned sign = 0x8000, infinity = is_half ? 0x7c00 : 0x7f80, smallest_normal = is_half ? 0x400 : 0x80;
  // Of a magnitude; of the infinity what would follow the largest number.
  const auto place = [&](unsigned magnitude) {
    return magnitude < infinity ? value(magnitude) : 2 * value(infinity - 1) - value(infinity - 2);
  };
  std::vector<T> x, y;
  std::vector<double> wide_x;
  for (unsigned bits = 0; bits < 0x10000; ++bits) {
    if ((bits & ~sign) >= infinity) continue;
    x.push_back(from_bits_of_16(bits));
    wide_x.push_back(value(bits));
  }
  y = x;
  std::vector<double> reference(x.size());
  evaluate(activation, function, x, y);
  evaluate(doubles, function, wide_x, reference);
  NotNearest count;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const unsigned magnitude = y[i].bits & ~sign;
    const double low = magnitude == 0 ? 0 : (place(magnitude - 1) + place(magnitude)) / 2,
                 high = magnitude < infinity ? (place(magnitude) + place(magnitude + 1)) / 2 : HUGE_VAL;
    const double exact = (y[i].bits & sign) == 0 ? reference[i] : -reference[i];
    constexpr double uncertainty = 0x1p-49;  // relative: more than the bounds of double
    const auto is_near = [&](double middle) { return std::abs(exact - middle) <= uncertainty * middle; };
    bool is_nearest = exact >= low && exact <= high;
    if (is_near(low) || is_near(high)) {
      const Number number = in_mpfr(function, wide_x[i]);
      const Number signed_number = (y[i].bits & sign) == 0 ? number : -number;
      const int above_low = mpfr_cmp_d(signed_number.get(), low), above_high = mpfr_cmp_d(signed_number.get(), high);
      const bool is_even = magnitude % 2 == 0;
      is_nearest = is_even ? above_low >= 0 && above_high <= 0 : above_low > 0 && above_high < 0;
    }
    (magnitude < smallest_normal ? count.subnormal : count.normal) += !is_nearest;
  }
  return count;
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
class DoubleErrors {
 public:
  DoubleErrors(const test::Tested<double>& activation, Function function)
      : activation_(activation), function_(function), in_mpfr_(exact_of(activation)) {}

  Errors measure() {
    for (int i = 0; i < 100'000; ++i) add(random_.uniform(-20, 20));
    for (int i = 0; i < 50'000; ++i) add(random_.uniform(-760, 760));
    for (int i = 0; i < 75'000; ++i) add(random_.sign() * random_.with_exponent_from(-60, 9));
    const std::vector<double> thresholds = thresholds_of_the_formulas();
    for (int i = 0; i < 50'000; ++i) {
      const double threshold = thresholds[random_.bits() % thresholds.size()];
      add(random_.sign() * threshold * (1 + random_.uniform(-1, 1) * random_.with_exponent_from(-52, -4)));
    }
    add_around_zero();
    search();
    for (std::size_t i = 0; i < worst_.size(); ++i) climb(worst_[i]);
    return errors_;
  }

 private:
  struct Point {
    double x, error;
  };

  /// Where the argument reduction changes step, where results saturate, become subnormal or 0, where derivatives are 0,
  /// and where pieces meet.
  static std::vector<double> thresholds_of_the_formulas() {
    std::vector<double> thresholds = {0.55, 0.7525, 0.7518, 0.7511, 1,    1.1924, 1.2785, 1.5,   3,
                                      6,    18.4,   20,     36.8,   37.5, 38.5,   354.2,  372.6, 373,
                                      416,  441,    708.4,  745.2,  746,  751.8,  0x1p-27};
    constexpr double log_2 = 0x1.62e42fefa39efp-1;
    for (int n = 0; n < 60; ++n) {
      thresholds.push_back((n + 0.5) * log_2);
      thresholds.push_back((n + 0.5) * log_2 / 2);
    }
    return thresholds;
  }

  /// From the doubles next to the zero of a derivative outwards: what the constants of the formula are off by shows
  /// there alone.
  void add_around_zero() {
    double below = -3, above = 0;
    if (!(result(below) < 0 && result(above) > 0)) return;
    for (double x = (below + above) / 2; x > below && x < above; x = (below + above) / 2) {
      (result(x) < 0 ? below : above) = x;
    }
    for (int i = 0; i < 10'000; ++i) add(below + random_.sign() * random_.with_exponent_from(-54, -4));
  }

  /// Of far more inputs those of which the portable formula in long double tells that they are among the worst.
  void search() {
    for (int i = 0; i < 4'000'000; ++i) {
      const double x = i % 2 == 0 ? random_.uniform(-20, 20) : random_.sign() * random_.with_exponent_from(-10, 5);
      const long double expected = in_mpfr_.portable(function_, static_cast<long double>(x));
      const auto difference = static_cast<double>(std::abs(static_cast<long double>(result(x)) - expected));
      const int ulp = ulp_exponent<double>(static_cast<double>(expected));
      if (std::ldexp(difference, -ulp) > worst_.back().error) add(x);
    }
  }

  /// The best neighbour, over and over, at distances from large to one unit in the last place.
  void climb(Point point) {
    for (double distance = 0x1p-8; distance > 0x1p-53; distance /= 2) {
      for (int i = 0; i < 50; ++i) {
        const double x = point.x * (1 + random_.uniform(-distance, distance));
        const double error = add(x);
        if (error > point.error) point = {x, error};
      }
    }
  }

  double result(double x) const { return function_ == Function::value ? activation_(x) : activation_.derivative(x); }

  /// Measures one input; keeps it if it is among the worst.
  double add(double x) {
    const double y = result(x);
    const Number exact = in_mpfr_(function_, x);
    const int ulp = ulp_exponent<double>(mpfr_get_d(exact.get(), MPFR_RNDZ));
    const double difference = std::abs(mpfr_get_d((exact - Number(y)).get(), MPFR_RNDN));
    const double error = std::isnan(y) ? HUGE_VAL : std::ldexp(difference, -ulp);
    const bool subnormal =
        mpfr_zero_p(exact.get()) != 0 || mpfr_get_exp(exact.get()) < std::numeric_limits<double>::min_exponent;
    errors_.add(x, error, error <= 0.5, subnormal);
    if (!subnormal && error > worst_.back().error) {
      worst_.back() = {x, error};
      std::sort(worst_.begin(), worst_.end(), [](const Point& a, const Point& b) { return a.error > b.error; });
    }
    return error;
  }

  const test::Tested<double>& activation_;
  const Function function_;
  const Exact& in_mpfr_;
  Random random_;
  Errors errors_;
  std::vector<Point> worst_ = std::vector<Point>(16, Point{0, 0});
};

}  // namespace exact
