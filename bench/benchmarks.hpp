/// The benchmarks as data: what is compiled for each activation are functions behind pointers, and no more.
#pragma once

#include <cstddef>

#include "arrays.hpp"

namespace bench {

/// The counter that holds the result, in seconds.
constexpr const char* time_per_element = "per_element";

/// The arrays of the table, which stay in the first cache.
constexpr std::size_t length_in_l1 = 4096;

template <class T>
using Run = void (*)(const Arrays<T>&);

/// What is written to one array: the exact element i, and the error that simdact's may have, in units in the last
/// place, infinity for no bound.
template <class T>
struct Output {
  long double (*exact)(const Arrays<T>&, std::size_t i);
  double bound;
};

/// A function of an activation for numbers of type T, and how each contestant runs it: null where it does not have it.
template <class T>
struct Operation {
  const char *activation, *function;
  Output<T> first, second;  // the second null for most
  Run<T> value;             // y from x, for what reads y
  Run<T> std_loop, std_calls, eigen, simdact, simdact_calls, simdact_eigen;
};

/// Registers all benchmarks of the operation.
template <class T>
void add_benchmarks_of(const Operation<T>& operation);

/// Registers all benchmarks of the activation.
template <class Activation>
void add_benchmarks(const Activation&);

}  // namespace bench
