/// The members that simdact.hpp declares: which road an argument takes.
#pragma once

#include <cstddef>
#include <iterator>
#include <limits>
#include <type_traits>

#include "../simdact.hpp"
#include "compiler.hpp"
#include "dispatch.hpp"
#include "generic.hpp"
#include "names.hpp"
#include "ranges.hpp"
#include "sixteen_bits.hpp"

namespace simdact {
namespace detail {

/// To be specialised for argument types that stand for many numbers, as eigen.hpp does: with `exists` true, and with
/// map, assign and assign_both, which are called below.
template <class X, class = void>
struct Expression {
  static constexpr bool exists = false;
};

/// To be specialised for number types that are better computed with as another type.
template <class X, class = void>
struct NumberType {
  using type = std::conditional_t<std::numeric_limits<X>::is_integer, double, X>;
};

namespace {

template <class X>
using Number = typename NumberType<X>::type;

template <class X>
constexpr bool has_16_bits = is_16_bit<typename InMemory<X>::type>;

template <class X>
constexpr bool is_number = std::numeric_limits<Number<X>>::is_specialized || has_16_bits<X>;

/// The type that several arguments are computed in: std::common_type if all are arithmetic, else the first that is not.
template <bool is_arithmetic, class... X>
struct CommonNumber {
  using type = std::common_type_t<X...>;
};
template <class X, class... More>
struct CommonNumber<false, X, More...>
    : std::conditional_t<std::is_arithmetic_v<X>, CommonNumber<false, More...>, CommonNumber<true, X>> {};

template <class Activation, class T>
constexpr bool has_kernels = std::is_same_v<T, float> || std::is_same_v<T, double> || has_16_bits<T>;
template <class Activation, class T>
constexpr bool has_kernels<CorrectlyRounded<Activation>, T> = std::is_same_v<T, float>;

template <class Activation>
constexpr bool is_correctly_rounded = false;
template <class Activation>
constexpr bool is_correctly_rounded<CorrectlyRounded<Activation>> = true;

/// Number types that float holds, other than those above, are computed in float.
template <class T>
constexpr bool fits_float =
    std::conjunction_v<std::bool_constant<(std::numeric_limits<T>::digits < std::numeric_limits<float>::digits)>,
                       std::is_constructible<float, T>, std::is_constructible<T, float>>;

template <class Activation, class T>
T portable(ValueOf, const Activation& f, const T& x) {
  return generic::value(f, x);
}
template <class Activation, class T>
T portable(DerivativeOf, const Activation& f, const T& x) {
  return generic::derivative(f, x);
}
template <class Activation, class T>
T portable(BackwardOf, const Activation& f, const T& dy, const T& y) {
  return generic::backward(f, dy, y);
}
template <class Activation, class T>
T portable(BackwardFromInputOf, const Activation& f, const T& dy, const T& x) {
  return T(dy * generic::derivative(f, x));
}

/// A function of numbers that all have type T.
template <class Function, class Activation, class T, class... More>
SIMDACT_INLINE T of_numbers(Function function, const Activation& f, const T& x, const More&... more) {
  if constexpr (has_16_bits<T>) {
    return from_float<T>(call<float>(function, f, to_float(x), to_float(more)...));
  } else if constexpr (has_kernels<Activation, T>) {
    return call<T>(function, f, x, more...);
  } else if constexpr (fits_float<T>) {
    return T(call<float>(function, f, static_cast<float>(x), static_cast<float>(more)...));
  } else {
    return portable(function, f, x, more...);
  }
}

/// A function of numbers or of expressions.
template <class Function, class Activation, class X, class... More>
SIMDACT_INLINE auto evaluate(Function function, const Activation& f, const X& x, const More&... more) {
  if constexpr (std::is_same_v<Function, BackwardOf> && !has_backward_from_output<Activation>) {
    static_assert(has_backward_from_output<Activation>,
                  "simdact: the derivative of this activation is no function of its output: use "
                  "backward_from_input(dy, x)");
    return 0.0;
  } else if constexpr (Expression<X>::exists && (Expression<More>::exists && ...)) {
    return Expression<X>::map(function, f, x, more...);
  } else if constexpr (!is_number<X> || !(is_number<More> && ...)) {
    static_assert(is_number<X> && (is_number<More> && ...),
                  "simdact: an argument is neither a real number nor, with <simdact/eigen.hpp> included, an Eigen "
                  "expression");
    return 0.0;
  } else {
    constexpr bool are_arithmetic = (std::is_arithmetic_v<Number<X>> && ... && std::is_arithmetic_v<Number<More>>);
    using T = typename CommonNumber<are_arithmetic, Number<X>, Number<More>...>::type;
    if constexpr (is_correctly_rounded<Activation> && !std::is_same_v<T, float>) {
      static_assert(std::is_same_v<T, float>, "simdact: the correctly rounded functions take float alone");
      return 0.0;
    } else {
      return of_numbers(function, f, static_cast<T>(x), static_cast<T>(more)...);
    }
  }
}

template <class T>
constexpr void require_real_elements() {
  static_assert(is_number<T> && !std::numeric_limits<T>::is_integer,
                "simdact: the elements of a range must be real numbers");
}

/// output[i] = the function of the inputs[i].
template <class Function, class Activation, class T, class... Inputs>
SIMDACT_INLINE void map_memory(Function function, const Activation& f, std::size_t n, T* output,
                               const Inputs*... inputs) {
  require_real_elements<T>();
  require_size<T>(n);
  (require_same_or_separate(output, inputs, n), ...);
  if constexpr (has_kernels<Activation, T>) {
    call_with_arrays<T>(function, f, n, inputs..., output);
  } else {
    for (std::size_t i = 0; i < n; ++i) output[i] = evaluate(function, f, inputs[i]...);
  }
}

template <class Function, class Activation, class Output, class First, class... More>
SIMDACT_INLINE void map_range(Function function, const Activation& f, Output& output, const First& first,
                              const More&... more) {
  if constexpr (Expression<First>::exists && (Expression<More>::exists && ...)) {
    Expression<First>::assign(output, evaluate(function, f, first, more...));
  } else if constexpr (can_be_walked(RangeList<const First, const More...>(), RangeList<Output>())) {
    (require_equal_sizes(std::size(first), std::size(more)), ...);
    require_equal_sizes(std::size(first), std::size(output));
    map_memory(function, f, std::size(first), data_of(output), data_of(first), data_of(more)...);
  }
}

}  // namespace
}  // namespace detail

template <class A>
const A& Interface<A>::self() const {
  return static_cast<const A&>(*this);
}

template <class A>
template <class X>
auto Interface<A>::operator()(const X& x) const {
  return detail::evaluate(detail::ValueOf(), self(), x);
}

template <class A>
template <class T>
void Interface<A>::operator()(const T* x, T* y, std::size_t n) const {
  detail::map_memory(detail::ValueOf(), self(), n, y, x);
}

template <class A>
template <class Input, class Output>
void Interface<A>::operator()(const Input& input, Output&& output) const {
  detail::map_range(detail::ValueOf(), self(), output, input);
}

template <class A>
template <class X>
auto Interface<A>::derivative(const X& x) const {
  return detail::evaluate(detail::DerivativeOf(), self(), x);
}

template <class A>
template <class T>
void Interface<A>::derivative(const T* x, T* d, std::size_t n) const {
  detail::map_memory(detail::DerivativeOf(), self(), n, d, x);
}

template <class A>
template <class Input, class Output>
void Interface<A>::derivative(const Input& input, Output&& output) const {
  detail::map_range(detail::DerivativeOf(), self(), output, input);
}

template <class A>
template <class Gradient, class X>
auto Interface<A>::backward_from_input(const Gradient& dy, const X& x) const {
  return detail::evaluate(detail::BackwardFromInputOf(), self(), dy, x);
}

template <class A>
template <class T>
void Interface<A>::backward_from_input(const T* dy, const T* x, T* dx, std::size_t n) const {
  detail::map_memory(detail::BackwardFromInputOf(), self(), n, dx, dy, x);
}

template <class A>
template <class Gradient, class Input, class Output>
void Interface<A>::backward_from_input(const Gradient& dy, const Input& input, Output&& dx) const {
  detail::map_range(detail::BackwardFromInputOf(), self(), dx, dy, input);
}

template <class A>
template <class Gradient, class Y>
auto Interface<A>::backward(const Gradient& dy, const Y& y) const {
  return detail::evaluate(detail::BackwardOf(), self(), dy, y);
}

template <class A>
template <class T>
void Interface<A>::backward(const T* dy, const T* y, T* dx, std::size_t n) const {
  detail::map_memory(detail::BackwardOf(), self(), n, dx, dy, y);
}

template <class A>
template <class Gradient, class Y, class Output>
void Interface<A>::backward(const Gradient& dy, const Y& y, Output&& dx) const {
  detail::map_range(detail::BackwardOf(), self(), dx, dy, y);
}

template <class A>
template <class X>
auto Interface<A>::value_and_derivative(const X& x) const {
  if constexpr (detail::Expression<X>::exists || detail::is_number<X>) {
    return ValueAndDerivative<decltype((*this)(x)), decltype(derivative(x))>{(*this)(x), derivative(x)};
  } else {
    return (*this)(x);  // says what is wrong, once
  }
}

template <class A>
template <class T>
void Interface<A>::value_and_derivative(const T* x, T* y, T* d, std::size_t n) const {
  using namespace detail;
  require_real_elements<T>();
  require_size<T>(n);
  require_same_or_separate(y, x, n);
  require_same_or_separate(d, x, n);
  require_separate(y, d, n);
  if constexpr (has_kernels<A, T>) {
    call_with_arrays<T>(ValueAndDerivativeOf(), self(), n, x, y, d);
  } else {
    for (std::size_t i = 0; i < n; ++i) {
      const T x_i = x[i];
      y[i] = (*this)(x_i);
      d[i] = derivative(x_i);
    }
  }
}

template <class A>
template <class Input, class Value, class Derivative>
void Interface<A>::value_and_derivative(const Input& input, Value&& y, Derivative&& d) const {
  using namespace detail;
  if constexpr (Expression<Input>::exists) {
    Expression<Input>::assign_both(self(), input, y, d);
  } else if constexpr (can_be_walked(
                           RangeList<const Input>(),
                           RangeList<std::remove_reference_t<Value>, std::remove_reference_t<Derivative>>())) {
    require_equal_sizes(std::size(input), std::size(y));
    require_equal_sizes(std::size(input), std::size(d));
    value_and_derivative(data_of(input), data_of(y), data_of(d), std::size(input));
  }
}

const char* name_of(InstructionSet set) noexcept { return detail::name_at(static_cast<std::size_t>(set)); }

bool is_available(InstructionSet set) noexcept {
  return detail::is_available(detail::InstructionSets(), static_cast<std::size_t>(set));
}

InstructionSet instruction_set() { return static_cast<InstructionSet>(detail::chosen_index()); }

void set_instruction_set(InstructionSet set) {
  if (!is_available(set)) detail::reject("simdact: instruction set %s is not available on this machine", name_of(set));
  detail::choose(static_cast<std::size_t>(set));
}

}  // namespace simdact

#undef SIMDACT_INLINE
#undef SIMDACT_X86_64
#undef SIMDACT_AARCH64
