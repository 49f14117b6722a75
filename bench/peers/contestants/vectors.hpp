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

/// Activations made of the functions of a library, Math::exp and so on, as one would write them.
template <class Math, class V>
struct Composed {
  static V sigmoid(V x) { return 1 / (1 + Math::exp(-x)); }
  static V elu(V x) { return x > 0 ? x : Math::expm1(x); }
  static V selu(V x) { return 1.05070099F * (x > 0 ? x : 1.67326324F * Math::expm1(x)); }
  static V gelu(V x) { return 0.5F * x * Math::erfc(-0.707106781F * x); }
  static V gelu_tanh(V x) { return 0.5F * x * (1 + Math::tanh(0.797884561F * (x + 0.044715F * x * x * x))); }
  static V gelu_quick(V x) { return x / (1 + Math::exp(-1.702F * x)); }
  static V silu(V x) { return x / (1 + Math::exp(-x)); }
  static V mish(V x) { return x * Math::tanh(softplus(x)); }
  static V softplus(V x) { return (x > 0 ? x : V{}) + Math::log1p(Math::exp(x > 0 ? -x : x)); }
  static V log_sigmoid(V x) { return -softplus(-x); }
};

template <class V, class T, V (*f)(V)>
void add_vectors(std::vector<Entry>& entries, const char* contestant, const char* activation) {
  entries.push_back({contestant, PEERS_INSTRUCTION_SET, activation, "value", &run_map<T, map_vectors<V, T, f>>});
}

/// All of them but the sigmoid, of float.
template <class Math>
void add_composed(std::vector<Entry>& entries, const char* contestant) {
  using C = Composed<Math, Floats>;
  add_vectors<Floats, float, C::elu>(entries, contestant, "elu");
  add_vectors<Floats, float, C::selu>(entries, contestant, "selu");
  add_vectors<Floats, float, C::gelu>(entries, contestant, "gelu");
  add_vectors<Floats, float, C::gelu_tanh>(entries, contestant, "gelu_tanh");
  add_vectors<Floats, float, C::gelu_quick>(entries, contestant, "gelu_quick");
  add_vectors<Floats, float, C::silu>(entries, contestant, "silu");
  add_vectors<Floats, float, C::mish>(entries, contestant, "mish");
  add_vectors<Floats, float, C::softplus>(entries, contestant, "softplus");
  add_vectors<Floats, float, C::log_sigmoid>(entries, contestant, "log_sigmoid");
}

}  // namespace peers
