#include <xsimd/xsimd.hpp>

#include "../contestant.hpp"

namespace {

using namespace peers;

template <class T, class Function>
void map(const T* x, T* y, std::size_t n, Function f) {
  using Batch = xsimd::batch<T>;
  for (std::size_t i = 0; i < n; i += Batch::size) f(Batch::load_unaligned(x + i)).store_unaligned(y + i);
}

template <class T>
void tanh(const T* x, T* y, std::size_t n) {
  map(x, y, n, [](const auto& v) { return xsimd::tanh(v); });
}

template <class T>
void sigmoid(const T* x, T* y, std::size_t n) {
  map(x, y, n, [](const auto& v) { return T(1) / (T(1) + xsimd::exp(-v)); });
}

template <class T>
void add(std::vector<Entry>& entries) {
  entries.push_back({"xsimd", PEERS_INSTRUCTION_SET, "tanh", "value", &run_map<T, tanh<T>>});
  entries.push_back({"xsimd", PEERS_INSTRUCTION_SET, "sigmoid", "value", &run_map<T, sigmoid<T>>});
}

}  // namespace

void add_entries(std::vector<Entry>& entries) {
  add<float>(entries);
  add<double>(entries);
}
