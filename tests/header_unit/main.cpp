// The library as a header unit.
import "simdact/simdact.hpp";

int main() {
  float x[] = {-1.3f, 0.75f};
  simdact::tanh(x, x, 2);
  return x[0] == -0x1.b933c6p-1f && simdact::tanh(0.75f) == x[1] ? 0 : 1;
}
