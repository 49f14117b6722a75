// One array over several threads: how it is cut does not matter, as every result depends on its input alone.
#include <omp.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <limits>
#include <random>
#include <simdact/simdact.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/program.hpp"
#include "support/report.hpp"

namespace {

constexpr const char* description =
    R"(Computes tanh of one array on one thread, and split over 2, 3, ... OpenMP
threads. Compares the results bit by bit and prints the time of each. Writes
threads.csv to the directory. Times are those of this machine at this moment.
)";

// Each thread takes one contiguous part, of any length.
void tanh_on_threads(const std::vector<float>& x, std::vector<float>& y, int threads) {
#pragma omp parallel num_threads(threads)
  {
    const auto count = static_cast<std::size_t>(omp_get_num_threads());
    const auto mine = static_cast<std::size_t>(omp_get_thread_num());
    const std::size_t begin = x.size() * mine / count, end = x.size() * (mine + 1) / count;
    simdact::tanh(x.data() + begin, y.data() + begin, end - begin);
  }
}

template <class Work>
double best_seconds(Work work) {
  using Clock = std::chrono::steady_clock;
  double best = std::numeric_limits<double>::max();
  for (int repetition = 0; repetition < 10; ++repetition) {
    const auto start = Clock::now();
    work();
    best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
  }
  return best;
}

std::vector<float> random_numbers(std::size_t n, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal(0, 3);
  std::vector<float> x(n);
  for (float& number : x) number = normal(random);
  return x;
}

}  // namespace

int main(int argc, char** argv) {
  std::filesystem::path directory = ".";
  unsigned seed = 1, n = 1u << 22;
  auto threads = static_cast<unsigned>(omp_get_num_procs());
  return example::run(
      argc, argv, description,
      {example::whole_number("--seed", seed, "of the random numbers"),
       example::whole_number("--size", n, "numbers in the array", 1),
       example::whole_number("--threads", threads, "the most threads", 1), example::output_directory(directory)},
      [&] {
        const std::vector<float> x = random_numbers(n, seed);
        std::vector<float> whole(n), parts(n);
        const double one = best_seconds([&] { simdact::tanh(x, whole); });
        example::Table table({"threads", "milliseconds", "speed-up", "same bits"});
        table.add_row({1, one * 1e3, 1, "yes"});
        for (int count = 2; count <= static_cast<int>(threads); ++count) {
          const double time = best_seconds([&] { tanh_on_threads(x, parts, count); });
          if (std::memcmp(parts.data(), whole.data(), n * sizeof(float)) != 0) {
            throw std::runtime_error("the results of " + std::to_string(count) + " threads differ");
          }
          table.add_row({count, time * 1e3, one / time, "yes"});
        }
        table.print(std::cout, 3);
        example::Report(directory).write("threads", table);
      });
}
