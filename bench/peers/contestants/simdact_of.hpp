/// simdact's entries of one activation: included where it is compiled, each in a file of its own.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "operations.hpp"
#include "simdact.hpp"

namespace peers {

/// Arrays of 8 elements, a call each.
struct EightAtATime {
  template <class Activation, class T>
  static void run(bench::Value, const Activation& f, const bench::Arrays<T>& a) {
    for (std::size_t i = 0; i < a.n; i += 8) f(a.x + i, a.first + i, 8);
  }
};

template <class Activation>
void add_entries_of(std::vector<Entry>& entries, const Activation& f) {
  bench::for_each_available_set([&](simdact::InstructionSet available) {
    const std::string set = simdact::name_of(available);
    add_operations<bench::Simdact>(entries, f, {"simdact", set, "", "", {}, select});
    if constexpr (is_measured_over_entry_points<Activation>) {
      add_values<bench::SimdactEigen>(entries, f, {"simdact", set, "", "value (Eigen)", {}, select});
      add_values<bench::SimdactCalls>(entries, f, {"simdact", set, "", "value (one a call)", {}, select});
      add_values<EightAtATime>(entries, f, {"simdact", set, "", "value (eight a call)", {}, select});
    }
  });
}

}  // namespace peers
