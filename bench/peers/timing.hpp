/// The time of entries, in many short rounds whose order rotates.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <memory>
#include <new>
#include <random>
#include <variant>
#include <vector>

#include "contestant.hpp"

namespace peers {

constexpr double standard_deviation = 3;
constexpr std::size_t bytes_in_l1 = 16384;  // of one array: 4096 floats

/// What entries of one type run on. x and dy are normal: 4096 numbers, the same in every run, repeated. y = tanh(x).
template <class T>
class Arrays {
 public:
  explicit Arrays(std::size_t capacity)
      : stride_((capacity * sizeof(T) + page - 1) / page * page + spread),
        memory_(static_cast<std::byte*>(std::aligned_alloc(page, (count * stride_ + page - 1) / page * page))) {
    if (memory_ == nullptr) throw std::bad_alloc();
    std::mt19937 generator;
    std::normal_distribution<T> distribution(0, T(standard_deviation));
    constexpr std::size_t period = 4096;
    for (std::size_t i = 0; i < capacity; ++i) {
      x()[i] = i < period ? distribution(generator) : x()[i - period];
      dy()[i] = i < period ? distribution(generator) : dy()[i - period];
      y()[i] = i < period ? std::tanh(x()[i]) : y()[i - period];
      first()[i] = second()[i] = 0;
    }
  }

  T* x() { return array(0); }
  T* dy() { return array(1); }
  T* y() { return array(2); }
  T* first() { return array(3); }
  T* second() { return array(4); }

 private:
  struct Free {
    void operator()(std::byte* p) const { std::free(p); }
  };

  static constexpr std::size_t count = 5, page = 4096;
  // The arrays start far apart within a page: a load soon after a store to the same offset in another page has to wait.
  static constexpr std::size_t spread = 13 * 64;

  T* array(std::size_t i) { return reinterpret_cast<T*>(memory_.get() + i * stride_); }

  std::size_t stride_;
  std::unique_ptr<std::byte, Free> memory_;
};

struct Workspace {
  explicit Workspace(std::size_t bytes) : floats(bytes / sizeof(float)), doubles(bytes / sizeof(double)) {}

  Arrays<float>& of(float) { return floats; }
  Arrays<double>& of(double) { return doubles; }

  Arrays<float> floats;
  Arrays<double> doubles;
};

/// One entry on arrays of n elements, and the best time of its rounds.
struct Job {
  const Entry* entry;
  std::size_t n;
  bool in_place = false;
  double ns_per_element = std::numeric_limits<double>::infinity();
};

/// The time of `repeats` calls, after one that is not counted. Short arrays are one part after the other of a longer
/// one: calls in place on the same few elements would wait for each other's stores.
template <class T>
double seconds(const Job& job, Run<T> run, Arrays<T>& arrays, std::size_t repeats) {
  const bool from_gradient = job.entry->function.rfind("backward", 0) == 0;
  const T* const a = job.in_place ? arrays.first() : from_gradient ? arrays.dy() : arrays.x();
  const T* const b = job.entry->function == "backward_from_input" ? arrays.x() : arrays.y();
  if (job.in_place) std::copy_n(arrays.x(), job.n, arrays.first());
  if (job.entry->select != nullptr) job.entry->select(job.entry->instruction_set);
  std::size_t i = 0;
  const auto call = [&] {
    run(a + i, b + i, arrays.first() + i, arrays.second() + i, job.n);
    i = i + job.n < bytes_in_l1 / sizeof(T) ? i + job.n : 0;
  };
  call();
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t k = 0; k < repeats; ++k) call();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

inline double seconds(const Job& job, Workspace& workspace, std::size_t repeats) {
  const auto measure = [&](auto run, auto& arrays) { return seconds(job, run, arrays, repeats); };
  if (const auto* run = std::get_if<Run<float>>(&job.entry->run)) return measure(*run, workspace.floats);
  return measure(std::get<Run<double>>(job.entry->run), workspace.doubles);
}

/// How many calls take about 200 microseconds.
inline std::size_t calls_a_round(const Job& job, Workspace& workspace) {
  constexpr double round = 200e-6;
  std::size_t repeats = 1;
  double time = seconds(job, workspace, repeats);
  while (time < round / 4) time = seconds(job, workspace, repeats *= 2);
  return std::max<std::size_t>(1, static_cast<std::size_t>(static_cast<double>(repeats) * round / time));
}

/// Each round begins with another job, so that none always follows the same slow phase of the machine.
inline void measure(std::vector<Job>& jobs, Workspace& workspace, int rounds) {
  std::vector<std::size_t> repeats;
  for (const Job& job : jobs) repeats.push_back(calls_a_round(job, workspace));
  for (int round = 0; round < rounds; ++round) {
    const std::size_t first = jobs.size() * static_cast<std::size_t>(round) / static_cast<std::size_t>(rounds);
    for (std::size_t i = 0; i < jobs.size(); ++i) {
      const std::size_t k = (first + i) % jobs.size();
      const double elements = static_cast<double>(repeats[k]) * static_cast<double>(jobs[k].n);
      const double ns = 1e9 * seconds(jobs[k], workspace, repeats[k]) / elements;
      jobs[k].ns_per_element = std::min(jobs[k].ns_per_element, ns);
    }
  }
}

}  // namespace peers
