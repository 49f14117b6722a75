/// Where the figures of a run are looked up.
#pragma once

#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "accuracy.hpp"
#include "contestant.hpp"
#include "timing.hpp"

namespace peers {

inline std::string type_of(const Entry& entry) {
  return std::holds_alternative<Run<float>>(entry.run) ? bench::name_of(float()) : bench::name_of(double());
}

/// contestant/instruction set/activation/function/type
inline std::string name_of(const Entry& entry) {
  return entry.contestant + '/' + entry.instruction_set + '/' + entry.activation + '/' + entry.function + '/' +
         type_of(entry);
}

/// Those of which all functions, and the times over size, are shown.
inline bool is_shown_in_full(const Entry& entry) {
  return entry.activation == "relu" || entry.activation == "sigmoid" || entry.activation == "tanh" ||
         entry.activation == "reference";
}

struct Results {
  std::vector<Job> in_l1, over_size;
  std::map<const Entry*, Accuracy> accuracy;

  /// The time per element of the entry of that name on arrays in L1. NaN if there is none.
  double ns(const std::string& name) const {
    for (const Job& job : in_l1) {
      if (name_of(*job.entry) == name) return job.ns_per_element;
    }
    return std::numeric_limits<double>::quiet_NaN();
  }

  /// Its accuracy; null if there is no such entry, or it is not measured.
  const Accuracy* accuracy_of(const std::string& name) const {
    for (const auto& [entry, measured] : accuracy) {
      if (name_of(*entry) == name) return &measured;
    }
    return nullptr;
  }

  /// The time on arrays of n elements.
  double ns(const std::string& name, std::size_t n, bool in_place = false) const {
    for (const Job& job : over_size) {
      if (job.n == n && job.in_place == in_place && name_of(*job.entry) == name) return job.ns_per_element;
    }
    return std::numeric_limits<double>::quiet_NaN();
  }

  /// All lengths that were measured over size, in ascending order.
  std::set<std::size_t> lengths() const {
    std::set<std::size_t> all;
    for (const Job& job : over_size) all.insert(job.n);
    return all;
  }
};

}  // namespace peers
