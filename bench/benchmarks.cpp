// A benchmark: its memory, its check and its timing.

#include "benchmarks.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "check.hpp"
#include "names.hpp"

namespace bench {
namespace {

/// The arrays of all benchmarks of one type. They start on a cache line and keep the largest length that was asked for.
template <class T>
class Workspace {
 public:
  /// x is uniform in -10..10, dy in -1..1, both the same in every run of the program; y is f(x).
  Arrays<T> arrays(const Operation<T>& operation, std::size_t n) {
    if (n > size_) grow(n);
    operation.value({n, x_.get(), nullptr, nullptr, y_.get(), nullptr});
    return {n, x_.get(), dy_.get(), y_.get(), first_.get(), second_.get()};
  }

 private:
  struct Free {
    void operator()(T* p) const { std::free(p); }
  };
  using Memory = std::unique_ptr<T[], Free>;

  static void allocate(Memory& memory, std::size_t n) {
    constexpr std::size_t line = 64;
    memory.reset();
    memory.reset(static_cast<T*>(std::aligned_alloc(line, (n * sizeof(T) + line - 1) / line * line)));
    if (memory == nullptr) throw std::bad_alloc();
  }

  static void fill(T* p, std::size_t n, T limit) {
    std::mt19937 generator;
    std::uniform_real_distribution<T> distribution(-limit, limit);
    for (std::size_t i = 0; i < n; ++i) p[i] = i < input_period ? distribution(generator) : p[i - input_period];
  }

  void grow(std::size_t n) {
    for (Memory* memory : {&x_, &dy_, &y_, &first_, &second_}) allocate(*memory, n);
    fill(x_.get(), n, T(10));
    fill(dy_.get(), n, T(1));
    size_ = n;
  }

  std::size_t size_ = 0;
  Memory x_, dy_, y_, first_, second_;
};

template <class T>
Workspace<T>& workspace() {
  static Workspace<T> instance;
  return instance;
}

double smallest(const std::vector<double>& values) { return *std::min_element(values.begin(), values.end()); }

std::size_t last_level_cache_bytes() {
  std::size_t bytes = std::size_t(1) << 20U;
  for (const auto& cache : benchmark::CPUInfo::Get().caches) bytes = std::max(bytes, std::size_t(cache.size));
  return bytes;
}

std::set<std::size_t> lengths(std::size_t bytes_per_element) {
  const std::size_t largest_array = std::min(2 * last_level_cache_bytes(), std::size_t(1) << 28U);
  std::set<std::size_t> all{8};
  for (std::size_t n = 1; n * bytes_per_element <= largest_array; n *= 4) all.insert(n);
  return all;
}

struct Contestant {
  std::string name;
  simdact::InstructionSet set;
  bool keeps_bounds;
};

/// Registers the benchmark of n elements; `size` is the last part of its label.
template <class T>
void add_benchmark(const Operation<T>& operation, Run<T> run, const Contestant& contestant, std::size_t n,
                   const std::string& size) {
  const std::string name = label(operation.activation, operation.function, name_of(T()), contestant.name, size);
  const auto measure = [=, is_checked = false](benchmark::State& state) mutable {
    simdact::set_instruction_set(contestant.set);
    const Arrays<T> arrays = workspace<T>().arrays(operation, n);
    if (!is_checked) check(name, operation, run, contestant.keeps_bounds, arrays);
    is_checked = true;
    for (auto _ : state) {
      run(arrays);
      benchmark::ClobberMemory();
    }
    using benchmark::Counter;
    state.counters[time_per_element] =
        Counter(static_cast<double>(n), Counter::kIsIterationInvariantRate | Counter::kInvert);
  };
  benchmark::RegisterBenchmark(name.c_str(), measure)->ComputeStatistics("best", smallest);
}

}  // namespace

template <class T>
void add_benchmarks_of(const Operation<T>& operation) {
  const auto over_size = [&](Run<T> run, const Contestant& contestant) {
    if (run == nullptr) return;
    for (const std::size_t n : lengths(sizeof(T))) add_benchmark(operation, run, contestant, n, std::to_string(n));
  };
  const auto calls = [&](Run<T> run, const Contestant& contestant) {
    add_benchmark(operation, run, contestant, length_in_l1, "call");
  };
  constexpr auto any_set = simdact::InstructionSet::scalar;  // for contestants that do not depend on it
  over_size(operation.std_loop, {"std", any_set, false});
  calls(operation.std_calls, {"std", any_set, false});
  over_size(operation.eigen, {"eigen", any_set, false});
  for_each_available_set([&](simdact::InstructionSet set) {
    const std::string name = simdact::name_of(set);
    over_size(operation.simdact, {name, set, true});
    over_size(operation.simdact_eigen, {name + "-eigen", set, true});
    calls(operation.simdact_calls, {name, set, true});
  });
}

template void add_benchmarks_of(const Operation<float>&);
template void add_benchmarks_of(const Operation<double>&);

}  // namespace bench
