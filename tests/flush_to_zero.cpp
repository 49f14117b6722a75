// The processor may be told to take subnormal numbers for 0. No other result may depend on that.
#include "support.hpp"

#if defined(__x86_64__) || defined(__aarch64__)

using namespace test;

TEST_CASE("flush-to-zero changes nothing where inputs and result are not subnormal") {
  for_every_kernel([](const auto& activation, auto number) {
    using T = decltype(number);
    const std::vector<T> x = sample<T>(some);
    const std::vector<T> dy(x.rbegin(), x.rend());
    const auto all_results = [&](std::vector<T> y) {
      std::array<std::vector<T>, 3> results{y, y, y};
      activation.value_and_derivative(x, results[0], results[1]);
      activation.backward_from_input(dy, x, results[2]);
      return results;
    };
    std::vector<T> y(x.size());
    activation(x, y);
    const auto expected = all_results(y);
    flush_to_zero(true);
    const auto flushed = all_results(y);
    flush_to_zero(false);
    for (std::size_t function = 0; function < 3; ++function) {
      CAPTURE(function);
      std::size_t different = 0;
      for (std::size_t i = 0; i < x.size(); ++i) {
        const bool may_differ = is_subnormal(expected[function][i]) || is_subnormal(x[i]) ||
                                (function == 2 && (is_subnormal(dy[i]) || is_subnormal(expected[1][i])));
        different += !may_differ && !same(flushed[function][i], expected[function][i]);
      }
      CHECK(different == 0);
    }
  });
}

TEST_CASE("flush-to-zero is on in the test above") {
  volatile float subnormal = 1e-40f;
  flush_to_zero(true);
  volatile float doubled = subnormal + subnormal;
  flush_to_zero(false);
  CHECK(bits(doubled) == 0);
}

#endif
