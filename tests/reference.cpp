#include "reference.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace test {

static_assert(std::numeric_limits<long double>::digits >= 64, "long double must be more precise than double");

long double exact_value(simdact::Relu, long double x) { return x > 0 ? x : 0; }
long double exact_value(simdact::Sigmoid, long double x) {
  const long double e = std::exp(-std::abs(x));
  return (x < 0 ? e : 1) / (1 + e);
}
long double exact_value(simdact::Tanh, long double x) { return std::tanh(x); }

long double exact_derivative(simdact::Relu, long double x) { return x > 0 ? 1 : 0; }
long double exact_derivative(simdact::Sigmoid, long double x) {
  const long double e = std::exp(-std::abs(x));
  return e / ((1 + e) * (1 + e));
}
long double exact_derivative(simdact::Tanh, long double x) { return 4 * exact_derivative(simdact::Sigmoid(), 2 * x); }

long double exact_backward(simdact::Relu, long double dy, long double y) { return y > 0 ? dy : 0; }
long double exact_backward(simdact::Sigmoid, long double dy, long double y) { return dy * (y * (1 - y)); }
long double exact_backward(simdact::Tanh, long double dy, long double y) { return dy * ((1 - y) * (1 + y)); }

template <class T>
static double error(T result, long double exact) {
  if (std::isnan(result)) return std::numeric_limits<double>::max();
  using Limits = std::numeric_limits<T>;
  const int exponent = exact == 0 ? Limits::min_exponent : std::max(std::ilogb(exact) + 1, Limits::min_exponent);
  const long double difference = std::abs(static_cast<long double>(result) - exact);
  return static_cast<double>(std::scalbn(difference, Limits::digits - exponent));
}

double error_in_ulps(float result, long double exact) { return error(result, exact); }
double error_in_ulps(double result, long double exact) { return error(result, exact); }
double error_in_ulps(long double result, long double exact) { return error(result, exact); }

}  // namespace test
