// The child of a fork computes what its parent does: forked before the first call, after it, and while another thread
// computes.
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstring>
#include <simdact/simdact.hpp>
#include <thread>

static constexpr std::size_t n = 77;
static float results[n];

static void compute(float* y) {
  float x[n];
  for (std::size_t i = 0; i < n; ++i) x[i] = static_cast<float>(i) / 8 - 4;
  simdact::tanh(x, y, n);
  y[0] = simdact::silu(x[0]);
}

/// Whether a child's results have the bits of the parent's, computed after it.
static bool same_in_child() {
  int ends[2];
  if (pipe(ends) != 0) return false;
  const pid_t child = fork();
  if (child == 0) {
    float y[n];
    compute(y);
    _exit(write(ends[1], y, sizeof y) == sizeof y ? 0 : 1);
  }
  float y[n];
  int status = 1;
  const bool read_all = read(ends[0], y, sizeof y) == sizeof y;
  if (child < 0 || waitpid(child, &status, 0) != child || status != 0 || !read_all) return false;
  close(ends[0]);
  close(ends[1]);
  compute(results);
  return std::memcmp(y, results, sizeof y) == 0;
}

int main() {
  const bool before = same_in_child(), after = same_in_child();
  std::atomic<bool> stop{false};
  std::thread other([&] {
    float y[n];
    while (!stop) compute(y);
  });
  bool during = true;
  for (int i = 0; i < 20; ++i) during &= same_in_child();
  stop = true;
  other.join();
  std::printf("before the first call: %d, after it: %d, with another thread: %d\n", before, after, during);
  return before && after && during ? 0 : 1;
}
