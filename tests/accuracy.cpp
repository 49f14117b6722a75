// The errors against long double stay within the bounds that stand beside the formulas.
#include <algorithm>
#include <map>

#include "reference.hpp"
#include "support.hpp"

using namespace test;

static double value_bound(const simdact::Bounds& bounds, float) { return bounds.value_float; }
static double value_bound(const simdact::Bounds& bounds, double) { return bounds.value_double; }
static double derivative_bound(const simdact::Bounds& bounds, float) { return bounds.derivative_float; }
static double derivative_bound(const simdact::Bounds& bounds, double) { return bounds.derivative_double; }

/// Compares results with exact_result(i).
template <class T, class Exact>
static void check_errors(const std::vector<T>& results, const std::vector<T>& x, double bound, double subnormal_bound,
                         Exact exact_result) {
  double worst = 0, worst_subnormal = 0;
  T worst_x = 0, worst_subnormal_x = 0;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const long double expected = exact_result(i);
    const double error = error_beyond_reference(results[i], x[i], expected);
    const bool subnormal = is_subnormal_in<T>(expected);
    double& largest = subnormal ? worst_subnormal : worst;
    if (error <= largest) continue;
    largest = error;
    (subnormal ? worst_subnormal_x : worst_x) = x[i];
  }
  CAPTURE(exact(worst_x));
  CHECK(worst <= bound);
  CAPTURE(exact(worst_subnormal_x));
  CHECK(worst_subnormal <= std::min(bound, subnormal_bound));
}

TEST_CASE("values are within their bound") {
  for_every_kernel([](const auto& activation, auto number) {
    using T = decltype(number);
    const Reference& exact = reference(activation);
    const std::vector<T> x = finite_sample<T>(many / 4);
    std::vector<T> y(x.size());
    activation(x, y);
    check_errors(y, x, value_bound(activation.bounds, number), activation.bounds.subnormal,
                 [&](std::size_t i) { return exact.value(x[i]); });
  });
}

TEST_CASE("derivatives are within their bound") {
  for_every_kernel([](const auto& activation, auto number) {
    using T = decltype(number);
    const Reference& exact = reference(activation);
    const std::vector<T> x = finite_sample<T>(many / 4);
    std::vector<T> d(x.size());
    activation.derivative(x, d);
    check_errors(d, x, derivative_bound(activation.bounds, number), activation.bounds.subnormal,
                 [&](std::size_t i) { return exact.derivative(x[i]); });
  });
}

// The doubles nearest to the zeros of the derivatives. There the result is what is left of constants that cancel; long
// double has no more of it than noise. Exact results by mpmath, with 400 bits, rounded.
TEST_CASE("derivatives of double keep their digits next to their zero") {
  struct Point {
    double x, derivative;
  };
  const std::map<std::string, Point> points = {{"gelu", {-0x1.80ead197f00b4p-1, -0x1.dc33ec6564406p-58}},
                                               {"gelu_tanh", {-0x1.81429f9e97e4dp-1, -0x1.20a50541a648bp-56}},
                                               {"gelu_quick", {-0x1.80974a62be3dfp-1, -0x1.412b288b5c85cp-56}},
                                               {"silu", {-0x1.474973c84120bp+0, 0x1.b7d7537967aa7p-56}},
                                               {"mish", {-0x1.31432c0d12d84p+0, 0x1.dd827678b94bap-57}}};
  on_every_instruction_set([&] {
    for (const auto& activation : all_tested<double>()) {
      const auto point = points.find(activation->name);
      if (point == points.end()) continue;
      CAPTURE(activation->name);
      const auto [x, expected] = point->second;
      CHECK(error_in_ulps(activation->derivative(x), static_cast<long double>(expected)) <=
            activation->bounds.derivative_double);
    }
  });
}

// Two operations that round, the derivative from y and the product with dy: each adds half a unit to the relative
// error, which is up to a whole one where the result is just above a power of two. An exponential of y or a square
// rounds once more.
TEST_CASE("backward rounds twice, or once more, and loses no more") {
  for_every_kernel([](const auto& activation, auto number) {
    using T = decltype(number);
    if (!activation.has_backward) return;
    const Reference& exact = reference(activation);
    const std::vector<T> x = finite_sample<T>(many / 4);
    const std::vector<T> dy(x.rbegin(), x.rend());
    std::vector<T> y(x.size()), dx(x.size());
    activation(x, y);
    activation.backward(dy, y, dx);
    const std::string& name = activation.name;
    const bool rounds_once_more = name == "softplus" || name == "log_sigmoid" || name == "softsign";
    // What is within |dy| times a unit of y counts as exact: the rounding of y alone moves the result by that.
    check_errors(dx, x, rounds_once_more ? 3 : 2, 2, [&](std::size_t i) {
      const long double expected = exact.backward(dy[i], y[i]), result = dx[i];
      const long double unit = std::abs(dy[i] * y[i]) * std::numeric_limits<T>::epsilon();
      return std::abs(result - expected) <= unit ? result : expected;
    });
  });
}

TEST_CASE("backward_from_input is dy * f'(x), rounded") {
  for_every_kernel([](const auto& activation, auto number) {
    using T = decltype(number);
    const std::vector<T> x = finite_sample<T>(some);
    const std::vector<T> dy(x.rbegin(), x.rend());
    std::vector<T> d(x.size()), dx(x.size());
    activation.derivative(x, d);
    activation.backward_from_input(dy, x, dx);
    std::size_t different = 0;
    for (std::size_t i = 0; i < x.size(); ++i) different += !same(dx[i], dy[i] * d[i]);
    CHECK(different == 0);
  });
}
