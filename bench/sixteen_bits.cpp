// Times values of float, half and bfloat16 side by side: a table of ns per element, arrays that stay in the first cache
// and arrays beyond the last.

#include <activations.hpp>
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <random>
#include <simdact/eigen.hpp>
#include <vector>

namespace {

template <class T>
struct Arrays {
  std::vector<T> x, y;

  explicit Arrays(std::size_t n) : x(n), y(n) {
    std::mt19937 generator;
    std::normal_distribution<float> distribution(0, 3);
    constexpr std::size_t period = 4096;
    for (std::size_t i = 0; i < n; ++i) x[i] = i < period ? T(distribution(generator)) : x[i - period];
  }
};

template <class T, class Activation>
double ns_per_element(const Activation& f, Arrays<T>& arrays, std::size_t n, int repetitions) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < repetitions; ++i) f(arrays.x.data(), arrays.y.data(), n);
  const std::chrono::duration<double, std::nano> time = std::chrono::steady_clock::now() - start;
  return time.count() / repetitions / static_cast<double>(n);
}

void print_rows(std::size_t n, int rounds, int repetitions) {
  Arrays<float> floats(n);
  Arrays<Eigen::half> halves(n);
  Arrays<Eigen::bfloat16> bfloats(n);
  for_each_activation([&](const auto& f) {
    double float_ns = 1e9, half_ns = 1e9, bfloat_ns = 1e9;
    for (int round = 0; round < rounds; ++round) {
      float_ns = std::min(float_ns, ns_per_element(f, floats, n, repetitions));
      half_ns = std::min(half_ns, ns_per_element(f, halves, n, repetitions));
      bfloat_ns = std::min(bfloat_ns, ns_per_element(f, bfloats, n, repetitions));
    }
    std::printf("%-13s %9zu %9.3f %9.3f %8.2f %9.3f %8.2f\n", f.name, n, float_ns, half_ns, half_ns / float_ns,
                bfloat_ns, bfloat_ns / float_ns);
  });
}

}  // namespace

int main() {
  std::printf("ns per element, best of interleaved rounds, instruction set %s\n%-13s %9s %9s %9s %8s %9s %8s\n",
              simdact::name_of(simdact::instruction_set()), "", "elements", "float", "half", "to float", "bfloat16",
              "to float");
  print_rows(4096, 100, 20);
  print_rows(std::size_t{1} << 24, 5, 1);
}
