/// Entries from the contestants of bench/contestants.hpp.
#pragma once

#include <cstddef>
#include <type_traits>
#include <vector>

#include "../../contestants.hpp"
#include "../contestant.hpp"

namespace peers {

template <class Contestant, class Function, class Activation, class T>
void run_operation(const T* a, const T* b, T* first, T* second, std::size_t n) {
  const T* const x = std::is_same_v<Function, bench::BackwardFromInput> ? b : a;
  Contestant::run(Function(), Activation(), bench::Arrays<T>{n, x, a, b, first, second});
}

/// The value alone, under the name of another function.
template <class Contestant, class Activation>
void add_values(std::vector<Entry>& entries, const Activation& f, const Entry& names) {
  using namespace bench;
  for_each(Types(), [&](auto type) {
    entries.push_back(names);
    entries.back().activation = name_of(f);
    entries.back().run = &run_operation<Contestant, Value, Activation, decltype(type)>;
  });
}

/// All functions that the contestant has.
template <class Contestant, class Activation>
void add_operations(std::vector<Entry>& entries, const Activation& f, const Entry& names) {
  using namespace bench;
  for_each_operation(f, [&](auto function, auto type) {
    if constexpr (can_run<Contestant, decltype(function), Activation, decltype(type)>) {
      entries.push_back(names);
      entries.back().activation = name_of(f);
      entries.back().function = name_of(function);
      entries.back().run = &run_operation<Contestant, decltype(function), Activation, decltype(type)>;
    }
  });
}

}  // namespace peers
