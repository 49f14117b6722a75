// Compiled twice: as `plain` for any processor, as `haswell` with -march=haswell. Standard templates that handle
// floating-point numbers are not used: the linker would share their code between the two.
#include <cstring>
#include <simdact/simdact.hpp>
#include <stdexcept>

#include "activations.hpp"

unsigned long long SIMDACT_TEST_PART();

namespace {

struct Hash {
  unsigned long long value = 0xcbf29ce484222325;

  template <class T>
  void add(T x) {
    unsigned char bytes[sizeof(double)] = {};
    std::memcpy(bytes, &x, sizeof x < sizeof bytes ? sizeof x : sizeof bytes);
    for (const unsigned char byte : bytes) value = (value ^ byte) * 0x100000001b3;
  }
};

template <class T, class Activation>
void use_arrays(Hash& hash, Activation activation) {
  constexpr int n = 77;
  T x[n], y[n], d[n];
  for (int i = 0; i < n; ++i) x[i] = static_cast<T>(i - n / 2) / 4;
  activation(x, y, n);
  activation(x, y);
  activation.derivative(x, d);
  activation.value_and_derivative(x, y, d);
  activation.backward_from_input(d, y, x);
  for (int i = 0; i < n; ++i) hash.add(x[i]), hash.add(y[i]), hash.add(d[i]);
}

template <class T, class Activation>
void use_numbers(Hash& hash, Activation activation) {
  const T numbers[] = {-3, 0, T(0.75)};
  for (const T x : numbers) {
    hash.add(activation(x));
    hash.add(activation.derivative(x));
    hash.add(activation.backward_from_input(x, T(0.5)));
    if constexpr (simdact::has_backward_from_output<Activation>) hash.add(activation.backward(x, T(0.5)));
    const auto both = activation.value_and_derivative(x);
    hash.add(both.value);
    hash.add(both.derivative);
  }
}

template <class T, class Activation>
void use(Hash& hash, Activation activation) {
  use_arrays<T>(hash, activation);
  use_numbers<T>(hash, activation);
}

}  // namespace

/// A hash of results from every entry point.
unsigned long long SIMDACT_TEST_PART() {
  Hash hash;
  for_each_activation([&](const auto& activation) { use_numbers<long double>(hash, activation); });
  use<float>(hash, simdact::tanh);
  use<float>(hash, simdact::LeakyRelu(0.2));
  use<float>(hash, simdact::correctly_rounded::tanh);
  use<double>(hash, simdact::sigmoid);
  use_numbers<float>(hash, simdact::Elu(0.5));
  hash.add(simdact::tanh(1));
  simdact::set_instruction_set(simdact::instruction_set());
  try {
    float x[5] = {}, y[4];
    simdact::tanh(x, y);
  } catch (const std::invalid_argument& error) {
    hash.add(error.what()[0]);
  }
  return hash.value;
}
