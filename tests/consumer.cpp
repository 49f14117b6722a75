// A user's program: results of every build of it have these bits.
#include <cstddef>
#include <simdact/simdact.hpp>
#include <stdexcept>
#include <vector>

int main() {
  const std::vector<float> x{-1.3f, -0.4f, 0.75f, 2.5f};
  const std::vector<float> expected_y{-0x1.b933c6p-1f, -0x1.85115ap-2f, 0x1.45323ep-1f, 0x1.f92582p-1f};
  const std::vector<float> expected_d{-0x1.02011ap-3f, 0x1.940266p-3f, 0x1.ff9a84p-1f, 0x1.09a0e2p+0f};
  std::vector<float> y(x.size()), d(x.size());
  simdact::tanh(x, y);
  simdact::gelu.derivative(x, d);
  if (y != expected_y || d != expected_d || simdact::tanh(x[0]) != y[0]) return 1;

  double z[] = {-1.3, -0.4, 0.75, 2.5};
  const double expected_z[] = {-0x1.b08da943cb42dp-6, 0x1.63ea1fb33c9a8p-2, 0x1.f8b551b71fb2ap-1, 0x1.0a877702d062dp+0};
  simdact::mish.derivative(z, z);
  for (int i = 0; i < 4; ++i) {
    if (z[i] != expected_z[i]) return 2;
  }

  try {
    simdact::tanh(x.data(), y.data(), ~std::size_t{0});
    return 3;
  } catch (const std::invalid_argument&) {
    return 0;
  }
}
