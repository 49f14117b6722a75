/// The list of instruction sets, the one that runs, and the call of a kernel in it.
#pragma once

#ifndef SIMDACT_INLINE  // opened alone
#include "alone_with_activations.hpp"
#endif

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <type_traits>

#include "../instruction_sets/avx2.hpp"
#include "../instruction_sets/avx512.hpp"
#include "../instruction_sets/neon.hpp"
#include "../instruction_sets/scalar.hpp"
#include "compiler.hpp"
#include "error.hpp"
#include "names.hpp"
#include "sixteen_bits.hpp"

namespace simdact::detail {

/// 0 until something asks, then 1 + the index in the list of the instruction set that runs. One for the whole program,
/// initialised before any code runs.
inline std::atomic<unsigned char> chosen{0};

namespace {

template <class... Sets>
struct SetList {};

/// In the place of those that other kinds of processors have: its kernels are not called.
struct Absent : scalar::Set {
  static bool is_available() noexcept { return false; }
};

// In the order of simdact::InstructionSet; of those that a processor may have, the best last.
constexpr const char* names[] = {"scalar", "avx2", "avx512", "neon"};
#if SIMDACT_X86_64
using InstructionSets = SetList<scalar::Set, avx2::Set, avx512::Set, Absent>;
#elif SIMDACT_AARCH64
using InstructionSets = SetList<scalar::Set, Absent, Absent, neon::Set>;
#else
using InstructionSets = SetList<scalar::Set, Absent, Absent, Absent>;
#endif
constexpr std::size_t number_of_sets = sizeof names / sizeof names[0];

template <class... Sets>
bool is_available(SetList<Sets...>, std::size_t index) noexcept {
  const bool available[] = {Sets::is_available()...};
  return index < sizeof...(Sets) && available[index];
}

inline const char* name_at(std::size_t index) noexcept { return index < number_of_sets ? names[index] : "unknown"; }

/// The index of the instruction set of that name, or how many there are.
inline std::size_t index_of(const char* name) noexcept {
  std::size_t index = 0;
  while (index < number_of_sets && std::strcmp(names[index], name) != 0) ++index;
  return index;
}

/// All names, for messages.
struct Names {
  Names() noexcept {
    std::size_t length = 0;
    const auto append = [&](const char* part) {
      while (*part != '\0' && length + 1 < sizeof text) text[length++] = *part++;
    };
    const char* separator = "";
    for (const char* name : names) {
      append(separator);
      append(name);
      separator = ", ";
    }
  }

  char text[64] = {};
};

inline void choose(std::size_t index) noexcept {
  chosen.store(static_cast<unsigned char>(index + 1), std::memory_order_relaxed);
}

/// Chooses what the environment variable says, or the best that this machine has.
__attribute__((noinline, cold)) inline void choose_first() {
  std::size_t index = number_of_sets - 1;
  const char* const name = std::getenv("SIMDACT_INSTRUCTION_SET");
  if (name != nullptr && *name != '\0') {
    index = index_of(name);
    if (index == number_of_sets) {
      reject("simdact: SIMDACT_INSTRUCTION_SET=%.32s names no instruction set; expected %s", name, Names().text);
    }
    if (!is_available(InstructionSets(), index)) {
      reject("simdact: SIMDACT_INSTRUCTION_SET=%.32s is not available on this machine", name);
    }
  } else {
    while (!is_available(InstructionSets(), index)) --index;
  }
  choose(index);
}

inline std::size_t chosen_index() {
  if (chosen.load(std::memory_order_relaxed) == 0) choose_first();
  return chosen.load(std::memory_order_relaxed) - 1u;
}

/// A table of one function in all instruction sets, which `chosen` indexes as it is: while nothing is chosen, entry 0
/// chooses. A call costs one load more than a call through a pointer.
template <class Pointer, class... Kernels>
struct Table;

template <class Result, class... Arguments, class... Kernels>
struct Table<Result (*)(Arguments...), Kernels...> {
  using Pointer = Result (*)(Arguments...);

  static Result choose_and_call(Arguments... arguments) {
    choose_first();
    return call(arguments...);
  }

  SIMDACT_INLINE static Result call(Arguments... arguments) {
    static constexpr Pointer functions[] = {&choose_and_call, &Kernels::run...};
    return functions[chosen.load(std::memory_order_relaxed)](arguments...);
  }
};

template <class Activation, class T, class... Sets>
struct Tables {
  template <class Pointer>
  using OfArrays = Table<Pointer, typename Sets::template ArrayKernels<Activation, T>...>;
  template <class Pointer>
  using OfNumbers = Table<Pointer, typename Sets::template NumberKernels<Activation, T>...>;
};
template <class Activation, class T, class... Sets>
Tables<Activation, T, Sets...> tables(SetList<Sets...>);

template <class Activation, class T>
using TablesOf = decltype(tables<Activation, T>(InstructionSets()));

/// Calls the function of numbers of type T in the instruction set that runs.
template <class T, class Function, class Activation, class... Numbers>
SIMDACT_INLINE T call(Function function, Activation f, Numbers... numbers) {
  using Pointer = T (*)(Function, Activation, Numbers...);
  return TablesOf<Activation, T>::template OfNumbers<Pointer>::call(function, f, numbers...);
}

template <class T>
SIMDACT_INLINE auto in_memory(T* p) {
  return reinterpret_cast<typename InMemory<T>::type*>(p);
}
template <class T>
SIMDACT_INLINE auto in_memory(const T* p) {
  return reinterpret_cast<const typename InMemory<T>::type*>(p);
}

/// The same of arrays: pointers to the inputs, then to the outputs, and the number of elements.
template <class T, class Function, class Activation, class... Pointers>
SIMDACT_INLINE void call_with_arrays(Function function, Activation f, std::size_t n, Pointers... pointers) {
  using Pointer = void (*)(Function, Activation, decltype(in_memory(pointers))..., std::size_t);
  using Tables = TablesOf<Activation, typename InMemory<T>::type>;
  Tables::template OfArrays<Pointer>::call(function, f, in_memory(pointers)..., n);
}

/// A number of 16 bits and the float of the same value.
template <class T>
SIMDACT_INLINE float to_float(const T& x) {
  return widen(typename InMemory<T>::type(), scalar::Words::load(&x)).first();
}
template <class T>
SIMDACT_INLINE T from_float(float x) {
  T result;
  narrow(typename InMemory<T>::type(), scalar::Vector<float>(x)).store(&result);
  return result;
}

}  // namespace
}  // namespace simdact::detail
