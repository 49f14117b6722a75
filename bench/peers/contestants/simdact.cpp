#include <simdact/simdact.hpp>

#include "operations.hpp"

namespace {

using namespace peers;

/// Arrays of 8 elements, a call each.
struct EightAtATime {
  template <class Activation, class T>
  static void run(bench::Value, Activation f, const bench::Arrays<T>& a) {
    for (std::size_t i = 0; i < a.n; i += 8) f(a.x + i, a.first + i, 8);
  }
};

template <class Visit>
void for_each_set(Visit visit) {
  for (unsigned i = 0; i < 256; ++i) {
    const auto set = static_cast<simdact::InstructionSet>(i);
    if (simdact::is_available(set)) visit(set);
  }
}

void select(const std::string& instruction_set) {
  for_each_set([&](simdact::InstructionSet set) {
    if (simdact::name_of(set) == instruction_set) simdact::set_instruction_set(set);
  });
}

template <class Activation>
void add_correctly_rounded(std::vector<Entry>& entries, const std::string& set, const char* activation) {
  entries.push_back({"simdact correctly_rounded", set, activation, "value",
                     &run_operation<bench::Simdact, bench::Value, Activation, float>, select});
}

}  // namespace

void add_entries(std::vector<Entry>& entries) {
  for_each_set([&](simdact::InstructionSet available) {
    const std::string set = simdact::name_of(available);
    add_operations<bench::Simdact>(entries, {"simdact", set, "", "", {}, select});
    add_correctly_rounded<simdact::correctly_rounded::Sigmoid>(entries, set, "sigmoid");
    add_correctly_rounded<simdact::correctly_rounded::Tanh>(entries, set, "tanh");
    add_values<bench::SimdactEigen>(entries, {"simdact", set, "", "value (Eigen)", {}, select});
    add_values<bench::SimdactCalls>(entries, {"simdact", set, "", "value (one a call)", {}, select});
    add_values<EightAtATime>(entries, {"simdact", set, "", "value (eight a call)", {}, select});
  });
}
