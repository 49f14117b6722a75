/// The exact functions, in long double, and the error of a result. Compiled without -ffast-math.
#pragma once

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

}  // namespace test
