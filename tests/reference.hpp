/// The exact functions, in long double, and the error of a result. Compiled without -ffast-math.
#pragma once

#include <simdact/simdact.hpp>

namespace test {

long double exact_value(simdact::Relu, long double x);
long double exact_value(simdact::Sigmoid, long double x);
long double exact_value(simdact::Tanh, long double x);

long double exact_derivative(simdact::Relu, long double x);
long double exact_derivative(simdact::Sigmoid, long double x);
long double exact_derivative(simdact::Tanh, long double x);

/// dy * f'(x) from y = f(x).
long double exact_backward(simdact::Relu, long double dy, long double y);
long double exact_backward(simdact::Sigmoid, long double dy, long double y);
long double exact_backward(simdact::Tanh, long double dy, long double y);

template <class Activation>
long double exact_value(simdact::CorrectlyRounded<Activation>, long double x) {
  return exact_value(Activation(), x);
}
template <class Activation>
long double exact_derivative(simdact::CorrectlyRounded<Activation>, long double x) {
  return exact_derivative(Activation(), x);
}
template <class Activation>
long double exact_backward(simdact::CorrectlyRounded<Activation>, long double dy, long double y) {
  return exact_backward(Activation(), dy, y);
}

/// The error of a result in units in the last place of the exact one, in units of the smallest subnormal number where
/// that is subnormal. NaN is the largest error.
double error_in_ulps(float result, long double exact);
double error_in_ulps(double result, long double exact);
double error_in_ulps(long double result, long double exact);

}  // namespace test
