/// The list of instruction sets, and which of them runs.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <string>

#include "../instruction_sets/avx2.hpp"
#include "../instruction_sets/scalar.hpp"
#include "error.hpp"

namespace simdact {

enum class InstructionSet : unsigned char { scalar, avx2 };

namespace detail {

/// Zero until something asks; from then on 1 + the index of the instruction set that runs. One for the whole program,
/// and initialised before any code runs.
inline std::atomic<unsigned char> chosen{0};

namespace {

struct ScalarSet {
  static constexpr const char* name = "scalar";
  static bool available() noexcept { return true; }
  template <class Activation, class T>
  using Kernels = scalar::Kernels<Activation, T>;
};

#if SIMDACT_X86_64
struct Avx2Set {
  static constexpr const char* name = "avx2";
  // The compiler's library asks the processor for both, and the operating system whether it saves their registers.
  static bool available() noexcept {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  }
  template <class Activation, class T>
  using Kernels = avx2::Kernels<Activation, T>;
};
#endif
