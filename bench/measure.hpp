/// One benchmark: its memory, its check and its timing.
#pragma once

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <random>
#include <string>

#include "check.hpp"

namespace bench {

/// The counter that holds the result, in seconds.
constexpr const char* time_per_element = "per_element";

/// The arrays of all benchmarks of one type. They start on a cache line and keep the largest length that was asked for.
template <class T>
class Workspace {
 public:
  /// x is uniform in -10..10, dy in -1..1, both the same in every run of the program; y is f(x).
  template <class Activation>
  Arrays<T> arrays(Activation f, std::size_t n) {
    if (n > size_) grow(n);
    f(x_.get(), y_.get(), n);
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

/// Registers the benchmark of n elements; `size` is the last part of its label.
template <class Contestant, class Activation, class Function, class T>
void add_benchmark(Activation f, Function function, T type, const std::string& contestant, simdact::InstructionSet set,
                   std::size_t n, const std::string& size) {
  const std::string name = label(f, function, type, contestant, size);
  const auto measure = [=, is_checked = false](benchmark::State& state) mutable {
    simdact::set_instruction_set(set);
    Arrays<T> arrays = workspace<T>().arrays(f, n);
    if (!is_checked) check<Contestant>(name, function, f, arrays);
    is_checked = true;
    benchmark::DoNotOptimize(arrays);  // the compiler does not know n
    for (auto _ : state) {
      Contestant::run(function, f, arrays);
      benchmark::ClobberMemory();
    }
    using benchmark::Counter;
    state.counters[time_per_element] =
        Counter(static_cast<double>(n), Counter::kIsIterationInvariantRate | Counter::kInvert);
  };
  benchmark::RegisterBenchmark(name.c_str(), measure)->ComputeStatistics("best", [](const std::vector<double>& values) {
    return *std::min_element(values.begin(), values.end());
  });
}

}  // namespace bench
