#include "operations.hpp"

void add_entries(std::vector<peers::Entry>& entries) {
  peers::add_operations<bench::Eigens>(entries, {"Eigen", PEERS_INSTRUCTION_SET, "", "", {}});
}
