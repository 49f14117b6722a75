/// Entries from the contestants of bench/contestants.hpp.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "../../contestants.hpp"
#include "../contestant.hpp"

namespace peers {

template <class Contestant, class Function, class Activation, class T>
void run_operation(const T* a, const T* b, T* first, T* second, std::size_t n) {
  Contestant::run(Function(), Activation(), bench::Arrays<T>{n, a, a, b, first, second});
}

/// The value alone, under the name of another function.
template <class Contestant>
void add_values(std::vector<Entry>& entries, const Entry& names) {
  using namespace bench;
  for_each(Activations(), [&](auto f) {
    for_each(Types(), [&](auto type) {
      entries.push_back(names);
      entries.back().activation = name_of(f);
      entries.back().run = &run_operation<Contestant, Value, decltype(f), decltype(type)>;
    });
  });
}

/// All functions.
template <class Contestant>
void add_operations(std::vector<Entry>& entries, const Entry& names) {
  using namespace bench;
  for_each_operation([&](auto f, auto function, auto type) {
    entries.push_back(names);
    entries.back().activation = name_of(f);
    entries.back().function = name_of(function);
    entries.back().run = &run_operation<Contestant, decltype(function), decltype(f), decltype(type)>;
  });
}

}  // namespace peers
