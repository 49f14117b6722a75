// Times the activations of simdact, of the standard library and of Eigen; see README.md.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "measure.hpp"
#include "table.hpp"

namespace {

using namespace bench;

constexpr std::size_t length_in_l1 = 4096;
constexpr auto any_set = simdact::InstructionSet::scalar;  // for contestants that do not depend on it

std::size_t last_level_cache_bytes() {
  std::size_t bytes = std::size_t(1) << 20U;
  for (const auto& cache : benchmark::CPUInfo::Get().caches) bytes = std::max(bytes, std::size_t(cache.size));
  return bytes;
}

/// 8, and the powers of 4 from 1 to where input and output together are four times the last-level cache; no array is
/// larger than 256 MiB.
std::set<std::size_t> lengths(std::size_t bytes_per_element) {
  const std::size_t largest_array = std::min(2 * last_level_cache_bytes(), std::size_t(1) << 28U);
  std::set<std::size_t> all{8};
  for (std::size_t n = 1; n * bytes_per_element <= largest_array; n *= 4) all.insert(n);
  return all;
}

void add_benchmarks() {
  for_each_operation([](auto f, auto function, auto type) {
    for (const std::size_t n : lengths(sizeof type)) {
      const std::string size = std::to_string(n);
      add_benchmark<StdLoop>(f, function, type, "std", any_set, n, size);
      add_benchmark<Eigens>(f, function, type, "eigen", any_set, n, size);
      for_each_available_set([&](simdact::InstructionSet set) {
        const std::string name = simdact::name_of(set);
        add_benchmark<Simdact>(f, function, type, name, set, n, size);
        add_benchmark<SimdactEigen>(f, function, type, name + "-eigen", set, n, size);
      });
    }
    add_benchmark<StdCalls>(f, function, type, "std", any_set, length_in_l1, "call");
    for_each_available_set([&](simdact::InstructionSet set) {
      add_benchmark<SimdactCalls>(f, function, type, simdact::name_of(set), set, length_in_l1, "call");
    });
  });
}

std::string processor() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("model name", 0) == 0) return line.substr(line.find(':') + 2);
  }
  return "unknown processor";
}

int run(std::vector<char*> arguments, benchmark::BenchmarkReporter* display) {
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 1;
  return benchmark::RunSpecifiedBenchmarks(display) == 0 ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
  add_benchmarks();
  std::vector<char*> arguments(argv, argv + argc);
  if (argc < 2 || std::string_view(argv[1]) != "--table") {
    benchmark::AddCustomContext("Processor", processor());
    benchmark::AddCustomContext("Build", SIMDACT_BENCH_BUILD);
    return run(arguments, nullptr);
  }
  const std::string size = std::to_string(length_in_l1);
  // Interleaved, so that a slow phase of the machine does not hit one contestant alone. Flags of the user come later
  // and win.
  std::string defaults[] = {"--benchmark_filter=/(std|eigen|scalar|avx2|avx512)/" + size + "$",
                            "--benchmark_repetitions=7", "--benchmark_min_time=0.01",
                            "--benchmark_enable_random_interleaving=true"};
  arguments.erase(arguments.begin() + 1);
  for (std::size_t i = 0; i < std::size(defaults); ++i) {
    arguments.insert(arguments.begin() + 1 + static_cast<std::ptrdiff_t>(i), defaults[i].data());
  }
  Table table(size, processor() + ", " SIMDACT_BENCH_BUILD);
  return run(arguments, &table);
}
