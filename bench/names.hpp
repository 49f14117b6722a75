/// What is compared, by name: a benchmark is called activation/function/type/contestant/size, and every contestant
/// overloads its members on the tags here.
#pragma once

#include <activations.hpp>
#include <string>
#include <type_traits>

namespace bench {

// What is computed: f(x); f'(x) from x; dy * f'(x) from y = f(x) or from x; f(x) and f'(x) in one pass.
struct Value {};
struct Derivative {};
struct Backward {};
struct BackwardFromInput {};
struct ValueAndDerivative {};

template <class... Tags>
struct List {};

using Functions = List<Value, Derivative, Backward, BackwardFromInput, ValueAndDerivative>;
using Types = List<float, double>;

template <class Activation>
const char* name_of(const simdact::Interface<Activation>&) {
  return Activation::name;
}
inline const char* name_of(Value) { return "value"; }
inline const char* name_of(Derivative) { return "derivative"; }
inline const char* name_of(Backward) { return "backward"; }
inline const char* name_of(BackwardFromInput) { return "backward_from_input"; }
inline const char* name_of(ValueAndDerivative) { return "value_and_derivative"; }
inline const char* name_of(float) { return "float"; }
inline const char* name_of(double) { return "double"; }

/// Calls visit(Tag()) for every tag of the list.
template <class... Tags, class Visit>
void for_each(List<Tags...>, Visit visit) {
  (visit(Tags()), ...);
}

/// Calls visit(function) for every function that the activation has.
template <class Activation, class Visit>
void for_each_function(const Activation&, Visit visit) {
  for_each(Functions(), [&](auto function) {
    constexpr bool is_backward = std::is_same_v<decltype(function), Backward>;
    if constexpr (!is_backward || simdact::has_backward_from_output<Activation>) visit(function);
  });
}

/// Calls visit(function, type) for all of them and both types.
template <class Activation, class Visit>
void for_each_operation(const Activation& f, Visit visit) {
  for_each_function(f, [&](auto function) { for_each(Types(), [&](auto type) { visit(function, type); }); });
}

template <class Visit>
void for_each_available_set(Visit visit) {
  for (const auto set : {simdact::InstructionSet::scalar, simdact::InstructionSet::avx2,
                         simdact::InstructionSet::avx512, simdact::InstructionSet::neon}) {
    if (simdact::is_available(set)) visit(set);
  }
}

inline std::string label(const std::string& activation, const std::string& function, const std::string& type,
                         const std::string& contestant, const std::string& size) {
  return activation + '/' + function + '/' + type + '/' + contestant + '/' + size;
}

}  // namespace bench
