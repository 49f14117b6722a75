#include <immintrin.h>
#include <sleef.h>

#include "vectors.hpp"

namespace {

using namespace peers;

#if defined(__AVX512F__)
Floats tanh_u10(Floats x) { return Sleef_tanhf16_u10avx512f(x); }
Floats tanh_u35(Floats x) { return Sleef_tanhf16_u35avx512f(x); }
Floats exp_u10(Floats x) { return Sleef_expf16_u10avx512f(x); }
Doubles tanh_u10(Doubles x) { return Sleef_tanhd8_u10avx512f(x); }
Doubles tanh_u35(Doubles x) { return Sleef_tanhd8_u35avx512f(x); }
Doubles exp_u10(Doubles x) { return Sleef_expd8_u10avx512f(x); }
#else
Floats tanh_u10(Floats x) { return Sleef_tanhf8_u10avx2(x); }
Floats tanh_u35(Floats x) { return Sleef_tanhf8_u35avx2(x); }
Floats exp_u10(Floats x) { return Sleef_expf8_u10avx2(x); }
Doubles tanh_u10(Doubles x) { return Sleef_tanhd4_u10avx2(x); }
Doubles tanh_u35(Doubles x) { return Sleef_tanhd4_u35avx2(x); }
Doubles exp_u10(Doubles x) { return Sleef_expd4_u10avx2(x); }
#endif

template <class V, class T>
void add(std::vector<Entry>& entries) {
  add_vectors<V, T, tanh_u10>(entries, "SLEEF u10", "tanh");
  add_vectors<V, T, tanh_u35>(entries, "SLEEF u35", "tanh");
  add_vectors<V, T, sigmoid_by<V, exp_u10>>(entries, "SLEEF u10", "sigmoid");
}

}  // namespace

void add_entries(std::vector<Entry>& entries) {
  add<Floats, float>(entries);
  add<Doubles, double>(entries);
}
