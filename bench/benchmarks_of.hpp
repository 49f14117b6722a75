/// The benchmarks of one activation: included where it is compiled, each in a file of its own.
#pragma once

#include <cstddef>
#include <type_traits>

#include "benchmarks.hpp"
#include "contestants.hpp"
#include "names.hpp"
#include "reference.hpp"

namespace bench {

template <class Contestant, class Function, class Activation, class T>
void run(const Arrays<T>& arrays) {
  Contestant::run(Function(), Activation(), arrays);
}

template <class Contestant, class Function, class Activation, class T>
constexpr Run<T> run_if_it_can() {
  if constexpr (can_run<Contestant, Function, Activation, T>) return &run<Contestant, Function, Activation, T>;
  return nullptr;
}

template <class Function, class Activation, class T>
Output<T> output_of() {
  const auto exact = [](const Arrays<T>& a, std::size_t i) {
    return reference::result(Function(), with_parameters_of<T>(Activation()), a, i);
  };
  return {exact, reference::bound<T>(Function(), Activation::bounds)};
}

template <class Activation>
void add_benchmarks(const Activation& f) {
  for_each_operation(f, [&](auto function, auto type) {
    using F = decltype(function);
    using T = decltype(type);
    Operation<T> operation{};
    operation.activation = name_of(f);
    operation.function = name_of(function);
    if constexpr (std::is_same_v<F, ValueAndDerivative>) {
      operation.first = output_of<Value, Activation, T>();
      operation.second = output_of<Derivative, Activation, T>();
    } else {
      operation.first = output_of<F, Activation, T>();
    }
    operation.value = &run<Simdact, Value, Activation, T>;
    operation.std_loop = run_if_it_can<StdLoop, F, Activation, T>();
    operation.std_calls = run_if_it_can<StdCalls, F, Activation, T>();
    operation.eigen = run_if_it_can<Eigens, F, Activation, T>();
    operation.simdact = run_if_it_can<Simdact, F, Activation, T>();
    operation.simdact_calls = run_if_it_can<SimdactCalls, F, Activation, T>();
    operation.simdact_eigen = run_if_it_can<SimdactEigen, F, Activation, T>();
    add_benchmarks_of(operation);
  });
}

}  // namespace bench
