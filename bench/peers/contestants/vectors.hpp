/// Loops over the functions of libraries that compute one vector at a time.
#pragma once

#include <cstddef>
#include <cstring>

#include "../contestant.hpp"

namespace peers {

#if defined(__AVX512F__)
constexpr std::size_t vector_bytes = 64;
#else
constexpr std::size_t vector_bytes = 32;
#endif

/// The compiler's own vector types, which convert to __m256, __m512 and so on.
using Floats = float __attribute__((vector_size(vector_bytes)));
using Doubles = double __attribute__((vector_size(vector_bytes)));

template <class V, class T, V (*f)(V)>
void map_vectors(const T* x, T* y, std::size_t n) {
  for (std::size_t i = 0; i < n; i += sizeof(V) / sizeof(T)) {
    V v;
    std::memcpy(&v, x + i, sizeof v);
    v = f(v);
    std::memcpy(y + i, &v, sizeof v);
  }
}

/// The sigmoid of a library that has exp only.
template <class V, V (*exp)(V)>
V sigmoid_by(V x) {
  return 1 / (1 + exp(-x));
}

template <class V, class T, V (*f)(V)>
void add_vectors(std::vector<Entry>& entries, const char* contestant, const char* activation) {
  entries.push_back({contestant, PEERS_INSTRUCTION_SET, activation, "value", &run_map<T, map_vectors<V, T, f>>});
}

}  // namespace peers
