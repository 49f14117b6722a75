#include "operations.hpp"

void add_entries(std::vector<peers::Entry>& entries) {
  for_each_activation([&](const auto& f) {
    peers::add_operations<bench::Eigens>(entries, f, {"Eigen", PEERS_INSTRUCTION_SET, "", "", {}});
  });
}
