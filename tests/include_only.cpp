// One header is all that a user needs, and Eigen is not: nothing is included before it.
#include <simdact/simdact.hpp>

#if defined(EIGEN_WORLD_VERSION)
#error "simdact.hpp includes Eigen"
#endif

static float use_everything() {
  float x[] = {-1, 0, 0.5f, 2}, y[4], d[4];
  simdact::relu(x, y, 4);
  simdact::sigmoid(x, y);
  simdact::tanh.derivative(x, d);
  simdact::tanh.backward(d, y, d, 4);
  simdact::correctly_rounded::tanh.value_and_derivative(x, y, d);
  simdact::set_instruction_set(simdact::instruction_set());
  return y[3] + simdact::tanh(d[3]) + static_cast<float>(simdact::sigmoid(1));
}

#include <doctest/doctest.h>

TEST_CASE("simdact.hpp alone") {
  const doctest::Approx tanh_2_and_more(0.9640276 + 0.0705335 + 0.7310586);
  CHECK(use_everything() == tanh_2_and_more);
}
