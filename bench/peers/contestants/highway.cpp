#define HWY_COMPILE_ONLY_STATIC
#include <hwy/highway.h>
// after highway.h
#include <hwy/contrib/math/math-inl.h>

#include "../contestant.hpp"

namespace {

using namespace peers;
namespace hn = hwy::HWY_NAMESPACE;

template <class T, class Function>
void map(const T* x, T* y, std::size_t n, Function f) {
  const hn::ScalableTag<T> tag;
  for (std::size_t i = 0; i < n; i += hn::Lanes(tag)) hn::StoreU(f(tag, hn::LoadU(tag, x + i)), tag, y + i);
}

template <class T>
void tanh(const T* x, T* y, std::size_t n) {
  map(x, y, n, [](auto tag, auto v) { return hn::Tanh(tag, v); });
}

template <class T>
void sigmoid(const T* x, T* y, std::size_t n) {
  map(x, y, n, [](auto tag, auto v) {
    const auto one = hn::Set(tag, T(1));
    return hn::Div(one, hn::Add(one, hn::Exp(tag, hn::Neg(v))));
  });
}

template <class T>
void add(std::vector<Entry>& entries) {
  entries.push_back({"Highway", PEERS_INSTRUCTION_SET, "tanh", "value", &run_map<T, tanh<T>>});
  entries.push_back({"Highway", PEERS_INSTRUCTION_SET, "sigmoid", "value", &run_map<T, sigmoid<T>>});
}

}  // namespace

void add_entries(std::vector<Entry>& entries) {
  add<float>(entries);
  add<double>(entries);
}
