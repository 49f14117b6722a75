// A user's program.
#include <simdact/simdact.hpp>
#include <vector>

int main() {
  std::vector<float> x{-1, 0, 1}, y(3);
  simdact::tanh(x, y);
  return y[0] == -y[2] && y[2] > 0.76f && y[2] < 0.77f ? 0 : 1;
}
