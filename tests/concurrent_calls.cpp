// The first call of many threads at once, and another instruction set while they compute: the same bits in all of them.
// Built with ThreadSanitizer where the compiler has it.
#include <atomic>
#include <cstdio>
#include <cstring>
#include <simdact/simdact.hpp>
#include <thread>
#include <vector>

static constexpr std::size_t threads = 8, n = 77;

struct Results {
  float y[n], one_y;
  double d[n], one_d;
  bool operator==(const Results& other) const {
    return std::memcmp(y, other.y, sizeof y) == 0 && std::memcmp(&one_y, &other.one_y, sizeof one_y) == 0 &&
           std::memcmp(d, other.d, sizeof d) == 0 && std::memcmp(&one_d, &other.one_d, sizeof one_d) == 0;
  }
};

static Results compute() {
  float x[n];
  double x_double[n];
  for (std::size_t i = 0; i < n; ++i) x_double[i] = x[i] = static_cast<float>(i) / 8 - 4;
  Results results;
  simdact::tanh(x, results.y);
  simdact::sigmoid.derivative(x_double, results.d);
  results.one_y = simdact::silu(x[5]);
  results.one_d = simdact::tanh.derivative(x_double[7]);
  return results;
}

/// work(t) on every thread t; they all begin at once.
template <class Work>
static void on_threads(Work work) {
  std::atomic<std::size_t> waiting{threads};
  std::vector<std::thread> all;
  for (std::size_t t = 0; t < threads; ++t) {
    all.emplace_back([&, t] {
      --waiting;
      while (waiting != 0) std::this_thread::yield();
      work(t);
    });
  }
  for (std::thread& thread : all) thread.join();
}

int main() {
  std::vector<Results> first(threads);
  on_threads([&](std::size_t t) { first[t] = compute(); });
  const Results expected = compute();
  std::size_t wrong = 0;
  for (const Results& results : first) wrong += !(results == expected);
  std::printf("first call: %zu of %zu threads wrong\n", wrong, threads);

  std::atomic<std::size_t> wrong_later{0}, changes{0};
  on_threads([&](std::size_t t) {
    for (unsigned round = 0; round < 300; ++round) {
      if (t != 0) {
        wrong_later += !(compute() == expected);
        continue;
      }
      const auto set = static_cast<simdact::InstructionSet>(round % 8);
      if (!simdact::is_available(set)) continue;
      simdact::set_instruction_set(set);
      ++changes;
      std::this_thread::yield();
    }
  });
  std::printf("%zu changes of the instruction set: %zu wrong\n", changes.load(), wrong_later.load());
  return wrong == 0 && wrong_later == 0 && changes > 0 ? 0 : 1;
}
