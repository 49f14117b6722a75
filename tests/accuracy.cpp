// The errors against long double stay within the bounds that stand beside the formulas.
#include <algorithm>

#include "reference.hpp"
#include "support.hpp"

using namespace test;

static double value_bound(const simdact::detail::Bounds& bounds, float) { return bounds.value_float; }
static double value_bound(const simdact::detail::Bounds& bounds, double) { return bounds.value_double; }
static double derivative_bound(const simdact::detail::Bounds& bounds, float) { return bounds.derivative_float; }
static double derivative_bound(const simdact::detail::Bounds& bounds, double) { return bounds.derivative_double; }

template <class Activation>
static simdact::detail::Bounds bounds_of(Activation) {
  return simdact::detail::scalar::bounds(simdact::detail::Of<Activation>());
}

/// Compares results with exact_result(i).
template <class T, class Exact>
static void check_errors(const std::vector<T>& results, const std::vector<T>& x, double bound, Exact exact_result) {
  double worst = 0, worst_subnormal = 0;
  T worst_x = 0, worst_subnormal_x = 0;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const long double expected = exact_result(i);
    const double error = error_in_ulps(results[i], expected);
    const bool subnormal = std::abs(expected) < static_cast<long double>(std::numeric_limits<T>::min());
    double& largest = subnormal ? worst_subnormal : worst;
    if (error <= largest) continue;
    largest = error;
    (subnormal ? worst_subnormal_x : worst_x) = x[i];
  }
  CAPTURE(exact(worst_x));
  CHECK(worst <= bound);
  CAPTURE(exact(worst_subnormal_x));
  CHECK(worst_subnormal <= std::min(bound, 2.0));
}

TEST_CASE("values are within their bound") {
  for_every_kernel([](auto activation, auto number) {
    using T = decltype(number);
    const std::vector<T> x = finite_sample<T>(many);
    std::vector<T> y(x.size());
    activation(x, y);
    check_errors(y, x, value_bound(bounds_of(activation), number),
                 [&](std::size_t i) { return exact_value(activation, x[i]); });
  });
}

TEST_CASE("derivatives are within their bound") {
  for_every_kernel([](auto activation, auto number) {
    using T = decltype(number);
    const std::vector<T> x = finite_sample<T>(many);
    std::vector<T> d(x.size());
    activation.derivative(x, d);
    check_errors(d, x, derivative_bound(bounds_of(activation), number),
                 [&](std::size_t i) { return exact_derivative(activation, x[i]); });
  });
}

// Two operations that round: the derivative from y and the product with dy. Each adds half a unit to the relative
// error, which is up to a whole one where the result is just above a power of two.
TEST_CASE("backward rounds twice and loses no more") {
  for_every_kernel([](auto activation, auto number) {
    using T = decltype(number);
    const std::vector<T> x = finite_sample<T>(many);
    const std::vector<T> dy(x.rbegin(), x.rend());
    std::vector<T> y(x.size()), dx(x.size());
    activation(x, y);
    activation.backward(dy, y, dx);
    check_errors(dx, x, 2, [&](std::size_t i) { return exact_backward(activation, dy[i], y[i]); });
  });
}
