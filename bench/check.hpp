/// The check of a contestant's results, before it is timed.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>
#include <vector>

#include "benchmarks.hpp"

namespace bench {

/// The inputs repeat with this period, so that long arrays can be checked in a short time.
constexpr std::size_t input_period = 4096;

/// `bound` units in the last place of the exact result; or, where there is no bound, 16 epsilon, of 1 where the result
/// is smaller. Relative to the result no bound would hold: 1 - y * y and 1 + erf(x) cancel in the tails, and Eigen's
/// sigmoid of float is off by thousands of units in the last place at the left.
template <class T>
long double tolerance(double bound, long double exact) {
  using Limits = std::numeric_limits<T>;
  if (std::isinf(bound)) return 16 * static_cast<long double>(Limits::epsilon()) * std::max(1.0L, std::abs(exact));
  const int exponent = std::max(std::ilogb(exact), Limits::min_exponent - 1);
  return bound * std::ldexp(1.0L, exponent + 1 - Limits::digits);
}

/// Exits with a message and status 1 if an element differs from the exact result by more than the tolerance.
template <class T>
void check_output(const std::string& label, const Output<T>& output, bool keeps_bounds, const Arrays<T>& a,
                  const T* result) {
  std::vector<long double> exact(std::min(a.n, input_period));
  for (std::size_t i = 0; i < exact.size(); ++i) exact[i] = output.exact(a, i);
  for (std::size_t i = 0; i < a.n; ++i) {
    const long double expected = exact[i % input_period];
    const long double allowed =
        tolerance<T>(keeps_bounds ? output.bound : std::numeric_limits<double>::infinity(), expected);
    if (!(std::abs(result[i] - expected) <= allowed)) {
      std::fprintf(stderr, "%s: element %zu of the %s output is %.17g, should be %.17Lg to within %.3Lg\n",
                   label.c_str(), i, result == a.first ? "first" : "second", static_cast<double>(result[i]), expected,
                   allowed);
      std::exit(1);
    }
  }
}

/// Runs the contestant once and checks all that it has written.
template <class T>
void check(const std::string& label, const Operation<T>& operation, Run<T> run, bool keeps_bounds, const Arrays<T>& a) {
  const T not_written(1e30F);
  std::fill_n(a.first, a.n, not_written);
  std::fill_n(a.second, a.n, not_written);
  run(a);
  check_output(label, operation.first, keeps_bounds, a, a.first);
  if (operation.second.exact != nullptr) check_output(label, operation.second, keeps_bounds, a, a.second);
}

}  // namespace bench
