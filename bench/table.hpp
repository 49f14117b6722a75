/// The table of all contestants at one size.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "benchmarks.hpp"
#include "names.hpp"

namespace bench {

/// Prints, when all is measured, the best time per element of each label: one row for each function of an activation.
class Table : public benchmark::BenchmarkReporter {
 public:
  Table(std::string size, std::string description) : size_(std::move(size)), description_(std::move(description)) {
    for_each_available_set([&](simdact::InstructionSet set) { contestants_.emplace_back(simdact::name_of(set)); });
  }

  bool ReportContext(const Context&) override {
    std::fprintf(stderr, "measuring ...\n");
    return true;
  }

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration) continue;
      const double time = run.counters.at(time_per_element);
      const auto [best, is_new] = best_.emplace(run.benchmark_name(), time);
      if (!is_new) best->second = std::min(best->second, time);
    }
  }

  void Finalize() override {
    std::printf("ns per element, arrays of %s elements; %s\n", size_.c_str(), description_.c_str());
    std::printf("%-34s", "");
    for_each(Types(),
             [&](auto type) { std::printf(" |%*s", static_cast<int>(width * contestants_.size()), name_of(type)); });
    std::printf("\n%-34s", "");
    for_each(Types(), [&](auto) {
      std::printf(" |");
      for (const std::string& contestant : contestants_) std::printf("%*s", width, contestant.c_str());
    });
    for_each_activation(
        [&](const auto& f) { for_each_function(f, [&](auto function) { print_row(name_of(f), name_of(function)); }); });
    std::printf("\n");
  }

 private:
  static constexpr int width = 8;

  void print_row(const char* activation, const char* function) const {
    std::printf("\n%-13s%-21s", activation, function);
    for_each(Types(), [&](auto type) {
      std::printf(" |");
      for (const std::string& contestant : contestants_) {
        const auto time = best_.find(label(activation, function, name_of(type), contestant, size_));
        if (time == best_.end()) {
          std::printf("%*s", width, "-");
        } else {
          std::printf("%*.3f", width, time->second * 1e9);
        }
      }
    });
  }

  std::string size_, description_;
  std::vector<std::string> contestants_{"std", "eigen"};
  std::map<std::string, double> best_;
};

}  // namespace bench
