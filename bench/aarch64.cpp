// What predict_aarch64.cmake looks at: the kernels of all activations, and Eigen's loops for two of them.
#include <Eigen/Core>
#include <activations.hpp>
#include <cstddef>

template <class T>
void run(const T* x, T* y, T* d, std::size_t n) {
  for_each_activation([&](const auto& f) {
    f(x, y, n);
    f.derivative(x, d, n);
    f.value_and_derivative(x, y, d, n);
  });
}
template void run(const float*, float*, float*, std::size_t);
template void run(const double*, double*, double*, std::size_t);

void run_correctly_rounded(const float* x, float* y, std::size_t n) {
  simdact::correctly_rounded::sigmoid(x, y, n);
  simdact::correctly_rounded::tanh(x, y, n);
}

using Input = Eigen::Map<const Eigen::ArrayXf>;
using Output = Eigen::Map<Eigen::ArrayXf>;

void eigen_tanh(const float* x, float* y, Eigen::Index n) { Output(y, n) = Input(x, n).tanh(); }
void eigen_logistic(const float* x, float* y, Eigen::Index n) { Output(y, n) = Input(x, n).logistic(); }
