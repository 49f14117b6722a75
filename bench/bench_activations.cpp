// Times the activations of simdact, of the standard library and of Eigen; see README.md.

#include <benchmark/benchmark.h>

#include <activations.hpp>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "benchmarks.hpp"
#include "table.hpp"

namespace {

using namespace bench;

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
  for_each_activation([](const auto& f) { add_benchmarks(f); });
  std::vector<char*> arguments(argv, argv + argc);
  if (argc < 2 || std::string_view(argv[1]) != "--table") {
    benchmark::AddCustomContext("Processor", processor());
    benchmark::AddCustomContext("Build", SIMDACT_BENCH_BUILD);
    return run(arguments, nullptr);
  }
  const std::string size = std::to_string(length_in_l1);
  // Interleaved, so that a slow phase of the machine does not hit one contestant alone. Flags of the user come later
  // and win.
  std::string defaults[] = {"--benchmark_filter=/(std|eigen|scalar|avx2|avx512|neon)/" + size + "$",
                            "--benchmark_repetitions=7", "--benchmark_min_time=0.002",
                            "--benchmark_enable_random_interleaving=true"};
  arguments.erase(arguments.begin() + 1);
  for (std::size_t i = 0; i < std::size(defaults); ++i) {
    arguments.insert(arguments.begin() + 1 + static_cast<std::ptrdiff_t>(i), defaults[i].data());
  }
  Table table(size, processor() + ", " SIMDACT_BENCH_BUILD);
  return run(arguments, &table);
}
