#include "operations.hpp"

void add_entries(std::vector<peers::Entry>& entries) {
  peers::add_operations<bench::StdLoop>(entries, {"std::", PEERS_INSTRUCTION_SET, "", "", {}});
  peers::add_values<bench::StdCalls>(entries, {"std::", PEERS_INSTRUCTION_SET, "", "value (one a call)", {}});
}
