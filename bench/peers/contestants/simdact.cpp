#include "simdact.hpp"

#include <activations.hpp>

#include "operations.hpp"

namespace {

using namespace peers;

template <class Activation>
void add_correctly_rounded(std::vector<Entry>& entries, const char* activation) {
  bench::for_each_available_set([&](simdact::InstructionSet set) {
    entries.push_back({"simdact correctly_rounded", simdact::name_of(set), activation, "value",
                       &run_operation<bench::Simdact, bench::Value, Activation, float>, select});
  });
}

}  // namespace

void peers::select(const std::string& instruction_set) {
  bench::for_each_available_set([&](simdact::InstructionSet set) {
    if (simdact::name_of(set) == instruction_set) simdact::set_instruction_set(set);
  });
}

void add_entries(std::vector<Entry>& entries) {
  for_each_activation([&](const auto& f) { add_entries_of(entries, f); });
  add_correctly_rounded<simdact::correctly_rounded::Sigmoid>(entries, "sigmoid");
  add_correctly_rounded<simdact::correctly_rounded::Tanh>(entries, "tanh");
}
