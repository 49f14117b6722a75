#include <immintrin.h>

#include "vectors.hpp"

// The names that compilers call by the x86 vector function ABI; no header declares them.
extern "C" {
#if defined(__AVX512F__)
__m512 _ZGVeN16v_tanhf(__m512);
__m512 _ZGVeN16v_expf(__m512);
__m512d _ZGVeN8v_tanh(__m512d);
__m512d _ZGVeN8v_exp(__m512d);
#else
__m256 _ZGVdN8v_tanhf(__m256);
__m256 _ZGVdN8v_expf(__m256);
__m256d _ZGVdN4v_tanh(__m256d);
__m256d _ZGVdN4v_exp(__m256d);
#endif
}

namespace {

using namespace peers;

#if defined(__AVX512F__)
struct Libmvec {
  static Floats tanh(Floats x) { return _ZGVeN16v_tanhf(x); }
  static Floats exp(Floats x) { return _ZGVeN16v_expf(x); }
  static Doubles tanh(Doubles x) { return _ZGVeN8v_tanh(x); }
  static Doubles exp(Doubles x) { return _ZGVeN8v_exp(x); }
};
#else
struct Libmvec {
  static Floats tanh(Floats x) { return _ZGVdN8v_tanhf(x); }
  static Floats exp(Floats x) { return _ZGVdN8v_expf(x); }
  static Doubles tanh(Doubles x) { return _ZGVdN4v_tanh(x); }
  static Doubles exp(Doubles x) { return _ZGVdN4v_exp(x); }
};
#endif

template <class V, class T>
void add(std::vector<Entry>& entries) {
  add_vectors<V, T, Libmvec::tanh>(entries, "libmvec", "tanh");
  add_vectors<V, T, Composed<Libmvec, V>::sigmoid>(entries, "libmvec", "sigmoid");
}

}  // namespace

void add_entries(std::vector<Entry>& entries) {
  add<Floats, float>(entries);
  add<Doubles, double>(entries);
}
