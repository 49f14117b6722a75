/// The machine that the program runs on.
#pragma once

#include <benchmark/benchmark.h>
#include <sched.h>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <string>

namespace peers {

inline std::string processor_name() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("model name", 0) == 0) return line.substr(line.find(':') + 2);
  }
  return "unknown processor";
}

/// The size of the cache of that level that holds data; of the last one if there are fewer levels. 0 if unknown.
inline std::size_t cache_bytes(int level) {
  std::size_t bytes = 0;
  for (const auto& cache : benchmark::CPUInfo::Get().caches) {
    if (cache.type != "Instruction" && cache.level <= level) {
      bytes = std::max(bytes, static_cast<std::size_t>(cache.size));
    }
  }
  return bytes;
}

/// Stays on the core that runs now. Returns it, or -1 if the system does not let us.
inline int pin_to_one_core() {
  const int core = sched_getcpu();
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(static_cast<std::size_t>(core), &cores);
  return core >= 0 && sched_setaffinity(0, sizeof cores, &cores) == 0 ? core : -1;
}

/// Whether a shared object built for this instruction set can run here.
inline bool can_run(const std::string& instruction_set) {
  if (instruction_set == "plain") return true;
#if defined(__x86_64__)
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (instruction_set == "avx2") return avx2;
  return avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
#else
  return false;
#endif
}

}  // namespace peers
