// simdact on one screen.
#include <cstdio>
#include <simdact/simdact.hpp>
#include <vector>

// An activation as a template argument; calling it costs what calling simdact::relu costs.
template <class Activation = simdact::Relu>
struct Layer {
  float weight, bias;
  Activation activate;

  float forward(float x) const { return activate(weight * x + bias); }
};

int main() {
  // A number: f(x), f'(x), and the backward pass dy * f'(x), which needs y = f(x) alone.
  const float x = 0.5f, dy = 2.0f;
  const float y = simdact::tanh(x);
  const float slope = simdact::tanh.derivative(x);
  const float dx = simdact::tanh.backward(dy, y);
  std::printf("tanh(0.5) = %.6f, its derivative %.6f, dx %.6f\n", y, slope, dx);

  // The backward pass from x, which every activation has; y = gelu(x) does not tell the derivative.
  std::printf("gelu(0.5) = %.6f, dx %.6f\n", simdact::gelu(x), simdact::gelu.backward_from_input(dy, x));

  // Memory: pointers and a size. The output may be the input.
  double memory[] = {-2, 0, 2};
  simdact::sigmoid(memory, memory, 3);
  std::printf("sigmoid of -2 0 2: %.6f %.6f %.6f\n", memory[0], memory[1], memory[2]);

  // Vectors, and other contiguous ranges, of equal size: value and derivative in one pass.
  const std::vector<float> in{-1, 0, 1};
  std::vector<float> out(in.size()), slopes(in.size());
  simdact::relu.value_and_derivative(in, out, slopes);
  std::printf("relu of -1 0 1: %g %g %g, its derivative %g %g %g\n", out[0], out[1], out[2], slopes[0], slopes[1],
              slopes[2]);

  const Layer<simdact::Sigmoid> layer{2, -1, {}};
  std::printf("sigmoid(2 * 0.5 - 1) = %.6f\n", layer.forward(x));

  std::printf("instruction set: %s\n", simdact::name_of(simdact::instruction_set()));
}
