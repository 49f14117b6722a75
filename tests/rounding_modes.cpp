// Where the processor is told to round upward, downward or towards zero, results lose some accuracy, and no more.
#include <cfenv>

#include "reference.hpp"
#include "support.hpp"

using namespace test;

/// body() in each of the three other modes.
template <class Body>
static void in_every_directed_mode(Body body) {
  for (const int mode : {FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO}) {
    CAPTURE(mode);
    REQUIRE(std::fesetround(mode) == 0);
    body();
    std::fesetround(FE_TONEAREST);
  }
}

template <class T, class Exact>
static void check_error(const std::vector<T>& results, const std::vector<T>& x, Exact exact_result) {
  double worst = 0;
  T worst_x = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double error = error_in_ulps(results[i], exact_result(i));
    if (error > worst) worst = error, worst_x = x[i];
  }
  CAPTURE(exact(worst_x));
  CHECK(worst <= 8);
}

TEST_CASE("results are within 8 ULP and in their range in the other rounding modes") {
  for_every_kernel([](const auto& activation, auto number) {
    using T = decltype(number);
    const std::string& name = activation.name;
    const bool is_tanh = name == "tanh" || name == "correctly rounded tanh";
    if (!is_tanh && name != "sigmoid" && name != "correctly rounded sigmoid") return;
    const Reference& exact = reference(activation);
    const std::vector<T> x = finite_sample<T>(many / 4);
    std::vector<T> y(x.size()), d(x.size());
    in_every_directed_mode([&] {
      activation.value_and_derivative(x, y, d);
      std::fesetround(FE_TONEAREST);
      check_error(y, x, [&](std::size_t i) { return exact.value(x[i]); });
      check_error(d, x, [&](std::size_t i) { return exact.derivative(x[i]); });
      // Rounded downward, the denominator of tanh may come out a unit below its numerator.
      const T highest = is_tanh ? std::nextafter(T(1), T(2)) : T(1);
      std::size_t outside = 0;
      for (std::size_t i = 0; i < x.size(); ++i) {
        outside +=
            !(y[i] >= (is_tanh ? -highest : 0) && y[i] <= highest && d[i] >= 0 && d[i] <= (is_tanh ? T(1) : T(0.25)));
      }
      CHECK(outside == 0);
    });
  });
}
