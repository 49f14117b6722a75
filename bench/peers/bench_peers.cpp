// Times simdact and its peers on one core and measures their errors. Arguments: the list of contestants, a line each,
// "<instruction set> <shared object>", "missing <what>" or "about <how they were built>"; the directory for the files
// that are written.

#include <dlfcn.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "accuracy.hpp"
#include "contestant.hpp"
#include "machine.hpp"
#include "report.hpp"
#include "results.hpp"
#include "targets.hpp"
#include "timing.hpp"

namespace {

using namespace peers;

constexpr std::size_t smallest_length = 64;
constexpr int rounds = 100;

bool load(const std::string& path, std::vector<Entry>& entries) {
  void* const object = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  void* const function = object == nullptr ? nullptr : dlsym(object, "add_entries");
  if (function == nullptr) return false;
  reinterpret_cast<decltype(&add_entries)>(function)(entries);
  return true;
}

/// The entries of all contestants that can run here. How they were built and what is absent is added to `about`.
std::vector<Entry> load_all(const char* list, std::string& about) {
  std::vector<Entry> entries;
  std::ifstream file(list);
  for (std::string word, rest; file >> word && std::getline(file >> std::ws, rest);) {
    if (word == "about") {
      about += "# " + rest + '\n';
    } else if (word == "missing") {
      about += "# missing: " + rest + '\n';
    } else if (!can_run(word)) {
      const std::string line = "# this processor does not have " + word + '\n';
      if (about.find(line) == about.npos) about += line;
    } else if (!load(rest, entries)) {
      about += std::string("# cannot be loaded: ") + dlerror() + '\n';
    }
  }
  return entries;
}

std::vector<std::string> sets_of_simdact(const std::vector<Entry>& entries) {
  std::vector<std::string> sets;
  for (const Entry& entry : entries) {
    const bool is_new = std::find(sets.begin(), sets.end(), entry.instruction_set) == sets.end();
    if (entry.contestant == "simdact" && is_new) sets.push_back(entry.instruction_set);
  }
  return sets;
}

std::vector<Job> jobs_in_l1(const std::vector<Entry>& entries) {
  std::vector<Job> jobs;
  for (const Entry& entry : entries) {
    const bool is_float = std::holds_alternative<Run<float>>(entry.run);
    jobs.push_back({&entry, bytes_in_l1 / (is_float ? sizeof(float) : sizeof(double))});
  }
  return jobs;
}

/// memcpy and simdact's values of relu, sigmoid and tanh of float, relu in place as well, on all lengths whose input
/// and output together are not larger than `bytes`.
std::vector<Job> jobs_over_size(const std::vector<Entry>& entries, std::size_t bytes) {
  std::vector<Job> jobs;
  for (std::size_t n = smallest_length; 2 * n * sizeof(float) <= bytes; n *= 4) {
    for (const Entry& entry : entries) {
      const bool is_value = entry.contestant == "simdact" && entry.instruction_set != "scalar" &&
                            entry.function == "value" && is_shown_in_full(entry);
      if (!(is_value || entry.contestant == "memcpy") || !std::holds_alternative<Run<float>>(entry.run)) continue;
      jobs.push_back({&entry, n});
      if (entry.activation == "relu") jobs.push_back({&entry, n, true});
    }
  }
  return jobs;
}

std::string describe_measurement(int core) {
  std::ostringstream text;
  text << "# " << processor_name() << ", one core" << (core < 0 ? " (not pinned)" : "")
       << "\n# ns per element: best of " << rounds << " rounds of 0.2 ms, arrays of " << bytes_in_l1 / 1024
       << " KiB (4096 floats), inputs normal with standard deviation " << standard_deviation << "\n# max ULP: every "
       << float_stride << "th of all floats, " << double_samples << " random doubles\n";
  return text.str();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: bench_peers <list of contestants> <directory for the results>\n");
    return 1;
  }
  const int core = pin_to_one_core();  // before libraries count the cores
  std::string about = describe_measurement(core);
  const std::vector<Entry> entries = load_all(argv[1], about);
  const std::vector<std::string> sets = sets_of_simdact(entries);
  if (sets.empty()) {
    std::fprintf(stderr, "no simdact among the contestants\n%s", about.c_str());
    return 1;
  }
  const std::string directory = std::string(argv[2]) + '/';

  Results results;
  std::fprintf(stderr, "measuring the errors ...\n");
  results.accuracy = accuracies(entries);
  std::fprintf(stderr, "measuring the times of arrays in L1 ...\n");
  Workspace small(bytes_in_l1);
  results.in_l1 = jobs_in_l1(entries);
  measure(results.in_l1, small, rounds);
  std::fprintf(stderr, "measuring the times over size ...\n");
  const std::size_t largest = 4 * cache_bytes(4);
  Workspace large(largest / 2);
  results.over_size = jobs_over_size(entries, largest);
  measure(results.over_size, large, rounds);

  std::printf("%s", about.c_str());
  print_contestants(results);
  print_family(results);
  print_sizes(results);
  print_targets(Targets(results, sets).all());
  write_contestants(directory + "peers.csv", about, results);
  write_sizes(directory + "peers_over_size.csv", about, results);
  for (const char* activation : {"tanh", "sigmoid"}) {
    write_points(directory + "peers_" + activation + ".dat", activation, results);
  }
}
