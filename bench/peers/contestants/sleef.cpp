#include <immintrin.h>
#include <sleef.h>

#include "vectors.hpp"

namespace {

using namespace peers;

#if defined(__AVX512F__)
struct Sleef {
  static Floats exp(Floats x) { return Sleef_expf16_u10avx512f(x); }
  static Floats expm1(Floats x) { return Sleef_expm1f16_u10avx512f(x); }
  static Floats log1p(Floats x) { return Sleef_log1pf16_u10avx512f(x); }
  static Floats tanh(Floats x) { return Sleef_tanhf16_u10avx512f(x); }
  static Floats erfc(Floats x) { return Sleef_erfcf16_u15avx512f(x); }
  static Doubles exp(Doubles x) { return Sleef_expd8_u10avx512f(x); }
  static Doubles tanh(Doubles x) { return Sleef_tanhd8_u10avx512f(x); }
};
Floats tanh_u35(Floats x) { return Sleef_tanhf16_u35avx512f(x); }
Doubles tanh_u35(Doubles x) { return Sleef_tanhd8_u35avx512f(x); }
#else
struct Sleef {
  static Floats exp(Floats x) { return Sleef_expf8_u10avx2(x); }
  static Floats expm1(Floats x) { return Sleef_expm1f8_u10avx2(x); }
  static Floats log1p(Floats x) { return Sleef_log1pf8_u10avx2(x); }
  static Floats tanh(Floats x) { return Sleef_tanhf8_u10avx2(x); }
  static Floats erfc(Floats x) { return Sleef_erfcf8_u15avx2(x); }
  static Doubles exp(Doubles x) { return Sleef_expd4_u10avx2(x); }
  static Doubles tanh(Doubles x) { return Sleef_tanhd4_u10avx2(x); }
};
Floats tanh_u35(Floats x) { return Sleef_tanhf8_u35avx2(x); }
Doubles tanh_u35(Doubles x) { return Sleef_tanhd4_u35avx2(x); }
#endif

template <class V, class T>
void add(std::vector<Entry>& entries) {
  add_vectors<V, T, Sleef::tanh>(entries, "SLEEF u10", "tanh");
  add_vectors<V, T, tanh_u35>(entries, "SLEEF u35", "tanh");
  add_vectors<V, T, Composed<Sleef, V>::sigmoid>(entries, "SLEEF u10", "sigmoid");
}

}  // namespace

void add_entries(std::vector<Entry>& entries) {
  add<Floats, float>(entries);
  add<Doubles, double>(entries);
  add_composed<Sleef>(entries, "SLEEF u10");
}
