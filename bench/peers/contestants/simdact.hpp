/// simdact's entries as they are collected.
#pragma once

#include <simdact/simdact.hpp>
#include <string>
#include <type_traits>
#include <vector>

#include "../contestant.hpp"

namespace peers {

void select(const std::string& instruction_set);

/// Those whose value is called in other ways, too: on Eigen arrays, for one number, for arrays of eight.
template <class Activation>
constexpr bool is_measured_over_entry_points =
    std::is_same_v<Activation, simdact::Relu> || std::is_same_v<Activation, simdact::Sigmoid> ||
    std::is_same_v<Activation, simdact::Tanh>;

template <class Activation>
void add_entries_of(std::vector<Entry>& entries, const Activation& f);

}  // namespace peers
