// Uses an activation that was added from outside.
#include <cstddef>
#include <simdact/simdact.hpp>
#include <vector>

int main() {
  const std::vector<float> x{-3, -1, -0.5f, -0.25f, 0, 0.25f, 0.75f, 2, 40};
  const std::vector<float> expected{-2.5f, -0.5f, 0, 0, 0, 0, 0.25f, 1.5f, 39.5f}, slopes{1, 1, 0, 0, 0, 0, 1, 1, 1};
  std::vector<float> y(x.size()), d(x.size()), dx(x.size());
  simdact::softshrink.value_and_derivative(x, y, d);
  simdact::softshrink.backward_from_input(x, x, dx);
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (y[i] != expected[i] || d[i] != slopes[i] || dx[i] != x[i] * slopes[i]) return 1;
    if (simdact::softshrink(x[i]) != y[i]) return 2;
    if (simdact::softshrink(static_cast<long double>(x[i])) != expected[i]) return 3;
    if (simdact::softshrink.derivative(static_cast<long double>(x[i])) != slopes[i]) return 4;
  }
  return 0;
}
