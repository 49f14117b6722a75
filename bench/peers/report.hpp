/// The tables, and the files that pictures are drawn from.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "results.hpp"
#include "targets.hpp"

namespace peers {

inline std::string in_words(double ulp) {
  char text[32];
  std::snprintf(text, sizeof text, ulp < 1000 ? "%.2f" : "%.1e", ulp);
  return text;
}

inline std::string in_words(const std::set<std::string>& wrong) {
  std::string text = wrong.empty() ? "right" : "wrong:";
  for (const std::string& name : wrong) text += ' ' + name;
  return text;
}

/// The accuracy of a job's entry in words: max ULP, the same for subnormal results, special values; "-" without one.
inline std::vector<std::string> accuracy_in_words(const Results& results, const Job& job) {
  const auto found = results.accuracy.find(job.entry);
  if (found == results.accuracy.end()) return {"-", "-", "-"};
  const Accuracy& accuracy = found->second;
  return {in_words(accuracy.max_ulp), in_words(accuracy.max_ulp_subnormal), in_words(accuracy.wrong)};
}

/// The jobs in groups of one activation, function and type, the fastest first.
inline std::vector<std::vector<Job>> groups(const Results& results) {
  std::vector<std::vector<Job>> all;
  const auto operation = [](const Job& job) {
    return job.entry->activation + ", " + job.entry->function + ", " + type_of(*job.entry);
  };
  for (const Job& job : results.in_l1) {
    const auto group =
        std::find_if(all.begin(), all.end(), [&](const auto& other) { return operation(other[0]) == operation(job); });
    if (group == all.end()) {
      all.push_back({job});
    } else {
      group->push_back(job);
    }
  }
  for (auto& group : all) {
    std::sort(group.begin(), group.end(),
              [](const Job& a, const Job& b) { return a.ns_per_element < b.ns_per_element; });
  }
  return all;
}

inline void print_contestants(const Results& results) {
  for (const auto& group : groups(results)) {
    const Entry& entry = *group[0].entry;
    if (!is_shown_in_full(entry)) continue;
    const std::string operation = entry.activation + ", " + entry.function + ", " + type_of(entry);
    std::printf("\n%-42s %10s %10s %10s  %s\n", operation.c_str(), "ns", "max ULP", "subnormal", "special values");
    for (const Job& job : group) {
      const auto words = accuracy_in_words(results, job);
      std::printf("  %-30s %-9s %10.3f %10s %10s  %s\n", job.entry->contestant.c_str(),
                  job.entry->instruction_set.c_str(), job.ns_per_element, words[0].c_str(), words[1].c_str(),
                  words[2].c_str());
    }
  }
}

/// Where the values are wrong, as conditions on x; "-" if nowhere.
inline std::string where_wrong(const Accuracy& accuracy) {
  std::string text;
  char part[32];
  if (!std::isnan(accuracy.wrong_up_to)) {
    std::snprintf(part, sizeof part, "x <= %.4g", accuracy.wrong_up_to);
    text = part;
  }
  if (!std::isnan(accuracy.wrong_from)) {
    std::snprintf(part, sizeof part, "%sx >= %.4g", text.empty() ? "" : ", ", accuracy.wrong_from);
    text += part;
  }
  return text.empty() ? "-" : text;
}

/// The values of float of all activations, with AVX2 and by the standard library, the fastest first.
inline void print_family(const Results& results) {
  const double sigmoid = results.ns("simdact/avx2/sigmoid/value/float");
  std::printf("\n%-13s %-27s %8s %10s %9s  wrong by more than %g ULP\n", "value, float", "avx2; std:: plain", "ns",
              "over sigm.", "max ULP", lost);
  const auto all = groups(results);
  for_each_activation([&](const auto& f) {
    for (const auto& group : all) {
      const Entry& first = *group[0].entry;
      if (first.activation != bench::name_of(f) || first.function != "value" || type_of(first) != "float") continue;
      for (const Job& job : group) {
        const Entry& entry = *job.entry;
        if (entry.instruction_set != "avx2" && entry.contestant != "std::") continue;
        const Accuracy& accuracy = results.accuracy.at(&entry);
        std::printf("%-13s %-27s %8.3f %10.2f %9s  %s\n", entry.activation.c_str(), entry.contestant.c_str(),
                    job.ns_per_element, job.ns_per_element / sigmoid, in_words(accuracy.max_ulp).c_str(),
                    where_wrong(accuracy).c_str());
      }
    }
  });
}

inline void print_sizes(const Results& results) {
  std::printf("\nns per float over size, input and output apart and in place\n%-26s", "elements");
  for (const std::size_t n : results.lengths()) std::printf(" %8zu", n);
  std::set<std::string> printed;
  for (const Job& job : results.over_size) {
    const Entry& entry = *job.entry;
    const std::string what = entry.contestant == "simdact" ? entry.activation : entry.contestant;
    const std::string row = what + ' ' + entry.instruction_set + (job.in_place ? " in place" : "");
    if (!printed.insert(row).second) continue;
    std::printf("\n%-26s", row.c_str());
    for (const std::size_t n : results.lengths()) {
      std::printf(" %8.3f", results.ns(name_of(entry), n, job.in_place));
    }
  }
  std::printf("\n");
}

inline void print_targets(const std::vector<Target>& targets) {
  std::printf("\n%-91s %8s %9s\n", "target", "limit", "measured");
  for (const Target& target : targets) {
    const bool is_met = target.at_least ? target.measured >= target.limit : target.measured <= target.limit;
    std::printf("%-91s %s %5.2f", target.what.c_str(), target.at_least ? ">=" : "<=", target.limit);
    if (std::isnan(target.measured)) {
      std::printf(" %9s  not measured\n", "-");
    } else {
      std::printf(" %9.2f  %s\n", target.measured, is_met ? "met" : "NOT MET");
    }
  }
}

/// Everything measured on arrays in L1. The lines of `about` come first, as comments.
inline void write_contestants(const std::string& path, const std::string& about, const Results& results) {
  std::ofstream file(path);
  file << about << "contestant,instruction_set,activation,function,type,n,ns_per_element,max_ulp,max_ulp_subnormal,"
       << "wrong_up_to,wrong_from,special_values\n";
  for (const Job& job : results.in_l1) {
    const Entry& entry = *job.entry;
    file << entry.contestant << ',' << entry.instruction_set << ',' << entry.activation << ',' << entry.function << ','
         << type_of(entry) << ',' << job.n << ',' << job.ns_per_element;
    const auto accuracy = results.accuracy.find(job.entry);
    if (accuracy == results.accuracy.end()) {
      file << ",,,,,\n";
    } else {
      file << ',' << accuracy->second.max_ulp << ',' << accuracy->second.max_ulp_subnormal << ','
           << accuracy->second.wrong_up_to << ',' << accuracy->second.wrong_from << ','
           << in_words(accuracy->second.wrong) << '\n';
    }
  }
}

inline void write_sizes(const std::string& path, const std::string& about, const Results& results) {
  std::ofstream file(path);
  file << about << "contestant,instruction_set,activation,in_place,n,ns_per_element\n";
  for (const Job& job : results.over_size) {
    file << job.entry->contestant << ',' << job.entry->instruction_set << ',' << job.entry->activation << ','
         << (job.in_place ? "yes" : "no") << ',' << job.n << ',' << job.ns_per_element << '\n';
  }
}

/// Ascending places in 0..1, moved up and down until they are `spacing` apart: the mean of moving up alone and of
/// moving down alone.
inline std::vector<double> spread_out(const std::vector<double>& places, double spacing) {
  std::vector<double> up = places, down = places;
  const std::size_t last = places.size() - 1;
  for (std::size_t i = 1; i <= last; ++i) {
    up[i] = std::max(up[i], up[i - 1] + spacing);
    down[last - i] = std::min(down[last - i], down[last - i + 1] - spacing);
  }
  for (std::size_t i = 0; i <= last; ++i) {
    const double from_below = static_cast<double>(i) * spacing, from_above = static_cast<double>(last - i) * spacing;
    up[i] = (std::min(up[i], 1 - from_above) + std::max(down[i], from_below)) / 2;
  }
  return up;
}

/// The points of one picture: max ULP, ns, the place of the label as a fraction of the logarithmic axis of time, 1 for
/// simdact, label.
inline void write_points(const std::string& path, const std::string& activation, const Results& results) {
  const auto all = groups(results);
  const auto group = std::find_if(all.begin(), all.end(), [&](const auto& jobs) {
    const Entry& entry = *jobs[0].entry;
    return entry.activation == activation && entry.function == "value" && type_of(entry) == "float";
  });
  const double fastest = group->front().ns_per_element, slowest = group->back().ns_per_element;
  std::vector<double> places;
  for (const Job& job : *group) {
    places.push_back(std::log(job.ns_per_element / fastest) / std::log(slowest / fastest));
  }
  places = spread_out(places, 0.03);
  std::ofstream file(path);
  for (std::size_t i = 0; i < group->size(); ++i) {
    const Entry& entry = *(*group)[i].entry;
    const bool is_simdact = entry.contestant.rfind("simdact", 0) == 0;
    file << results.accuracy.at(&entry).max_ulp << ' ' << (*group)[i].ns_per_element << ' ' << places[i] << ' '
         << is_simdact << " \"" << entry.contestant << ' ' << entry.instruction_set << "\"\n";
  }
}

}  // namespace peers
