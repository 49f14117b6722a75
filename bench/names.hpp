/// What is compared, by name: a benchmark is called activation/function/type/contestant/size, and every contestant
/// overloads its members on the tags here.
#pragma once

#include <simdact/simdact.hpp>
#include <string>

namespace bench {

// What is computed: f(x); f'(x) from x; dy * f'(x) from y = f(x); f(x) and f'(x) in one pass.
struct Value {};
struct Derivative {};
struct Backward {};
struct ValueAndDerivative {};

template <class... Tags>
struct List {};

using Activations = List<simdact::Relu, simdact::Sigmoid, simdact::Tanh>;
using Functions = List<Value, Derivative, Backward, ValueAndDerivative>;
using Types = List<float, double>;

inline std::string name_of(simdact::Relu) { return "relu"; }
inline std::string name_of(simdact::Sigmoid) { return "sigmoid"; }
inline std::string name_of(simdact::Tanh) { return "tanh"; }
inline std::string name_of(Value) { return "value"; }
inline std::string name_of(Derivative) { return "derivative"; }
inline std::string name_of(Backward) { return "backward"; }
inline std::string name_of(ValueAndDerivative) { return "value_and_derivative"; }
inline std::string name_of(float) { return "float"; }
inline std::string name_of(double) { return "double"; }

/// Calls visit(Tag()) for every tag of the list.
template <class... Tags, class Visit>
void for_each(List<Tags...>, Visit visit) {
  (visit(Tags()), ...);
}

/// Calls visit(activation, function, type) for every combination.
template <class Visit>
void for_each_operation(Visit visit) {
  for_each(Activations(), [&](auto activation) {
    for_each(Functions(),
             [&](auto function) { for_each(Types(), [&](auto type) { visit(activation, function, type); }); });
  });
}

template <class Visit>
void for_each_available_set(Visit visit) {
  for (const auto set :
       {simdact::InstructionSet::scalar, simdact::InstructionSet::avx2, simdact::InstructionSet::avx512}) {
    if (simdact::is_available(set)) visit(set);
  }
}

template <class Activation, class Function, class T>
std::string label(Activation activation, Function function, T type, const std::string& contestant,
                  const std::string& size) {
  return name_of(activation) + '/' + name_of(function) + '/' + name_of(type) + '/' + contestant + '/' + size;
}

}  // namespace bench
