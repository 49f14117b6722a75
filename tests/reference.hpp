/// The exact functions, in long double, and the error of a result. Compiled without -ffast-math.
#pragma once

#include <cmath>
#include <limits>

#include "tested.hpp"

namespace test {

/// The definition of an activation: its formula for number types without kernels, in long double.
class Reference {
 public:
  virtual ~Reference() = default;
  virtual long double value(long double x) const = 0;
  virtual long double derivative(long double x) const = 0;
  virtual long double backward(long double dy, long double y) const = 0;
};

/// That of a tested activation, with its parameters in the type of the numbers.
const Reference& reference(const Tested<float>& activation);
const Reference& reference(const Tested<double>& activation);

/// The error of a result in units in the last place of the exact one, in units of the smallest subnormal number where
/// that is subnormal. NaN is the largest error.
double error_in_ulps(float result, long double exact);
double error_in_ulps(double result, long double exact);
double error_in_ulps(long double result, long double exact);

/// The error of f(x) or f'(x) beyond what the exact one in long double may be off itself: where a derivative passes
/// zero the formula of long double cancels, too, by a few of its units of 1.
double error_beyond_reference(float result, float x, long double exact);
double error_beyond_reference(double result, double x, long double exact);

/// Whether the exact result is a subnormal number of T, for which there is a bound of its own.
template <class T>
bool is_subnormal_in(long double exact) {
  return std::abs(exact) < static_cast<long double>(std::numeric_limits<T>::min());
}

}  // namespace test
