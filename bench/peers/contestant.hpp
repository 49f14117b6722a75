/// What a contestant is: a shared object with one visible function, add_entries. What it is made of stays hidden: the
/// linker would otherwise keep one copy of each inline function, whatever flags that copy was built with.
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace peers {

/// Value, derivative and value_and_derivative read x = a; backward reads dy = a and y = b, backward_from_input dy = a
/// and x = b. value_and_derivative writes f(x) to first and f'(x) to second, the others write first. n is a multiple of
/// 64; the arrays start on cache lines.
template <class T>
using Run = void (*)(const T* a, const T* b, T* first, T* second, std::size_t n);

struct Entry {
  std::string contestant, instruction_set, activation, function;
  std::variant<Run<float>, Run<double>> run;
  /// To be called with the instruction set before `run`, if not null.
  void (*select)(const std::string& instruction_set) = nullptr;
};

/// y[i] = f(x[i]) as an entry runs it.
template <class T, void (*map)(const T* x, T* y, std::size_t n)>
void run_map(const T* a, const T*, T* first, T*, std::size_t n) {
  map(a, first, n);
}

}  // namespace peers

extern "C" __attribute__((visibility("default"))) void add_entries(std::vector<peers::Entry>& entries);
