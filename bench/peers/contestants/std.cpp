#include <cmath>

#include "operations.hpp"

namespace {

/// The sigmoid that one would write for one number.
struct ByExp {
  template <class T>
  static T value(simdact::Sigmoid, T x) {
    return 1 / (1 + std::exp(-x));
  }
};

}  // namespace

void add_entries(std::vector<peers::Entry>& entries) {
  for_each_activation([&](const auto& f) {
    peers::add_operations<bench::StdLoop>(entries, f, {"std::", PEERS_INSTRUCTION_SET, "", "", {}});
  });
  const peers::Entry one_a_call{"std::", PEERS_INSTRUCTION_SET, "", "value (one a call)", {}};
  peers::add_values<bench::Loop<ByExp, bench::OneByOne>>(entries, simdact::sigmoid, one_a_call);
  peers::add_values<bench::StdCalls>(entries, simdact::tanh, one_a_call);
}
