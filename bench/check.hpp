/// The check of a contestant's results against long double formulas, before it is timed.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "contestants.hpp"

namespace bench {

/// The inputs repeat with this period, so that long arrays can be checked in a short time.
constexpr std::size_t input_period = 4096;

namespace reference {

using Real = long double;

inline Real value(Relu, Real x) { return std::max(x, 0.0L); }
inline Real value(Sigmoid, Real x) { return 1 / (1 + std::exp(-x)); }
inline Real value(Tanh, Real x) { return std::tanh(x); }

inline Real bell(Real e) { return e / ((1 + e) * (1 + e)); }
inline Real derivative(Relu, Real x) { return x > 0; }
inline Real derivative(Sigmoid, Real x) { return bell(std::exp(-std::abs(x))); }
inline Real derivative(Tanh, Real x) { return 4 * bell(std::exp(-2 * std::abs(x))); }

inline Real backward(Relu, Real dy, Real y) { return y > 0 ? dy : 0; }
inline Real backward(Sigmoid, Real dy, Real y) { return dy * y * (1 - y); }
inline Real backward(Tanh, Real dy, Real y) { return dy * (1 - y) * (1 + y); }

template <class Activation, class T>
Real result(Value, Activation f, const Arrays<T>& a, std::size_t i) {
  return value(f, a.x[i]);
}
template <class Activation, class T>
Real result(Derivative, Activation f, const Arrays<T>& a, std::size_t i) {
  return derivative(f, a.x[i]);
}
template <class Activation, class T>
Real result(Backward, Activation f, const Arrays<T>& a, std::size_t i) {
  return backward(f, a.dy[i], a.y[i]);
}

}  // namespace reference

/// Exits with a message and status 1 if an element of `output` differs from the exact result by more than the
/// contestant's tolerance.
template <class Contestant, class Function, class Activation, class T>
void check_output(const std::string& label, Function function, Activation f, const Arrays<T>& a, const T* output) {
  struct Expected {
    long double exact, tolerance;
  };
  std::vector<Expected> expected(std::min(a.n, input_period));
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const long double exact = reference::result(function, f, a, i);
    expected[i] = {exact, Contestant::tolerance(function, f, T(), exact)};
  }
  for (std::size_t i = 0; i < a.n; ++i) {
    const auto [exact, tolerance] = expected[i % input_period];
    if (!(std::abs(output[i] - exact) <= tolerance)) {
      std::fprintf(stderr, "%s: wrong %s: element %zu is %.17g, should be %.17Lg to within %.3Lg\n", label.c_str(),
                   name_of(function).c_str(), i, static_cast<double>(output[i]), exact, tolerance);
      std::exit(1);
    }
  }
}

/// Runs the contestant once and checks all that it has written.
template <class Contestant, class Function, class Activation, class T>
void check(const std::string& label, Function function, Activation f, const Arrays<T>& a) {
  const T not_written(1e30F);
  std::fill_n(a.first, a.n, not_written);
  std::fill_n(a.second, a.n, not_written);
  Contestant::run(function, f, a);
  if constexpr (std::is_same_v<Function, ValueAndDerivative>) {
    check_output<Contestant>(label, Value(), f, a, a.first);
    check_output<Contestant>(label, Derivative(), f, a, a.second);
  } else {
    check_output<Contestant>(label, function, f, a, a.first);
  }
}

}  // namespace bench
