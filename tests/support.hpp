/// What the test files share. Nothing here compares NaN or infinity as a number: the tests are built with -ffast-math
/// as well.
#pragma once

#include <doctest/doctest.h>
#if !defined(_WIN32)
#include <sys/mman.h>
#include <unistd.h>
#endif

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <limits>
#include <random>
#include <simdact/simdact.hpp>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "tested.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace test {

// Numbers as bits.

using simdact::detail::BFloat16;
using simdact::detail::Half;

template <class T>
using Bits =
    std::conditional_t<sizeof(T) == 2, std::uint16_t, std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>>;

/// Of the significand.
template <class T>
constexpr int digits = std::numeric_limits<T>::digits;
template <>
inline constexpr int digits<Half> = 11;
template <>
inline constexpr int digits<BFloat16> = 8;

template <class T>
Bits<T> bits(T x) {
  static_assert(sizeof(T) == sizeof(Bits<T>));
  Bits<T> result;
  std::memcpy(&result, &x, sizeof x);
  return result;
}

template <class T>
T from_bits(Bits<T> x) {
  T result;
  std::memcpy(&result, &x, sizeof x);
  return result;
}

template <class T>
constexpr Bits<T> sign_bit = static_cast<Bits<T>>(Bits<T>{1} << (8 * sizeof(T) - 1));
template <class T>
constexpr Bits<T> smallest_normal_bits = static_cast<Bits<T>>(Bits<T>{1} << (digits<T> - 1));
template <class T>
constexpr Bits<T> infinity_bits = static_cast<Bits<T>>(~sign_bit<T> & ~(smallest_normal_bits<T> - 1));
template <class T>
constexpr Bits<T> quiet_nan_bits = static_cast<Bits<T>>(infinity_bits<T> | (smallest_normal_bits<T> >> 1));

template <class T>
Bits<T> magnitude_bits(T x) {
  return bits(x) & static_cast<Bits<T>>(~sign_bit<T>);
}
template <class T>
bool is_nan(T x) {
  return magnitude_bits(x) > infinity_bits<T>;
}
template <class T>
bool is_finite(T x) {
  return magnitude_bits(x) < infinity_bits<T>;
}
template <class T>
bool is_subnormal(T x) {
  return magnitude_bits(x) != 0 && magnitude_bits(x) < smallest_normal_bits<T>;
}

/// The bits, the same ones for every NaN.
template <class T>
Bits<T> canonical_bits(T x) {
  return is_nan(x) ? quiet_nan_bits<T> : bits(x);
}

template <class T>
bool same(T a, T b) {
  return canonical_bits(a) == canonical_bits(b);
}
template <class T>
bool same(const simdact::ValueAndDerivative<T>& a, const simdact::ValueAndDerivative<T>& b) {
  return same(a.value, b.value) && same(a.derivative, b.derivative);
}

/// All digits, for messages.
template <class T>
std::string exact(T x) {
  char text[64];
  std::snprintf(text, sizeof text, "%a (bits %llx)", static_cast<double>(x), static_cast<unsigned long long>(bits(x)));
  return text;
}

// Numbers to test with, the same on every machine.

/// Both signs of each: zeros, subnormals, ordinary numbers, the ends of the formulas' ranges, the largest number.
template <class T>
std::vector<T> finite_special_values() {
  std::vector<T> values;
  for (const Bits<T> x : {Bits<T>{0}, Bits<T>{1}, smallest_normal_bits<T> - 1, smallest_normal_bits<T>,
                          smallest_normal_bits<T> + 1, infinity_bits<T> - 1}) {
    values.push_back(from_bits<T>(x));
  }
  for (const double x : {1e-30, 1e-9, 1e-4, 0.5, 1.0, 9.0, 20.0, 40.0, 87.5, 88.0, 104.5, 105.0, 708.5, 746.0, 1e30}) {
    values.push_back(static_cast<T>(x));
  }
  for (std::size_t i = 0, n = values.size(); i < n; ++i) values.push_back(-values[i]);
  return values;
}

/// NaN of both signs, quiet and signalling.
template <class T>
std::vector<T> nans() {
  std::vector<T> values;
  for (const Bits<T> x : {quiet_nan_bits<T>, quiet_nan_bits<T> + 5, infinity_bits<T> + 1, quiet_nan_bits<T> - 1}) {
    values.push_back(from_bits<T>(x));
    values.push_back(from_bits<T>(x | sign_bit<T>));
  }
  return values;
}

/// A random number below 2^range in magnitude, uniform.
template <class T>
T uniform(std::uint64_t random, int range) {
  return std::ldexp(static_cast<T>(static_cast<std::int64_t>(random) >> (64 - digits<T>)), range - (digits<T> - 1));
}

/// In turn any bit pattern, NaN and infinity among them, a number of [-32, 32) and one of [-1024, 1024); of 16 bits any
/// bit pattern, most of which are in those intervals.
template <class T>
std::vector<T> random_numbers(std::size_t n, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<T> numbers(n);
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t x = random();
    numbers[i] = from_bits<T>(static_cast<Bits<T>>(x));
    if constexpr (sizeof(T) > 2) {
      if (i % 3 != 0) numbers[i] = uniform<T>(x, i % 3 == 1 ? 5 : 10);
    }
  }
  return numbers;
}

/// About n numbers: floats at equal distances among all bit patterns, random doubles.
template <class T>
std::vector<T> sample(std::size_t n) {
  if constexpr (sizeof(T) == 8) return random_numbers<T>(n, 1);
  const std::uint64_t all = std::uint64_t{1} << 32, stride = all / n | 1;
  std::vector<T> numbers;
  for (std::uint64_t x = 0; x < all; x += stride) numbers.push_back(from_bits<T>(static_cast<Bits<T>>(x)));
  return numbers;
}

template <class T>
std::vector<T> finite_sample(std::size_t n) {
  std::vector<T> finite;
  for (const T x : sample<T>(n)) {
    if (is_finite(x)) finite.push_back(x);
  }
  return finite;
}

constexpr std::size_t many = std::size_t{1} << 20, some = std::size_t{1} << 15;

// What to test: every function of every activation, in every type with kernels, on every instruction set.

template <class Activation>
std::string name(const Activation& activation) {
  return activation.name;
}
inline std::string name(float) { return "float"; }
inline std::string name(double) { return "double"; }
inline std::string name(Half) { return "half"; }
inline std::string name(BFloat16) { return "bfloat16"; }

// A function is called with numbers, with arrays and their length, or with ranges; inputs first.

struct Value {
  static constexpr const char* name = "value";
  static constexpr std::size_t inputs = 1, outputs = 1;
  template <class Activation, class... Arguments>
  auto operator()(const Activation& activation, Arguments&&... arguments) const {
    return activation(std::forward<Arguments>(arguments)...);
  }
};

struct Derivative {
  static constexpr const char* name = "derivative";
  static constexpr std::size_t inputs = 1, outputs = 1;
  template <class Activation, class... Arguments>
  auto operator()(const Activation& activation, Arguments&&... arguments) const {
    return activation.derivative(std::forward<Arguments>(arguments)...);
  }
};

struct Backward {
  static constexpr const char* name = "backward";
  static constexpr std::size_t inputs = 2, outputs = 1;
  template <class Activation, class... Arguments>
  auto operator()(const Activation& activation, Arguments&&... arguments) const {
    return activation.backward(std::forward<Arguments>(arguments)...);
  }
};

struct BackwardFromInput {
  static constexpr const char* name = "backward_from_input";
  static constexpr std::size_t inputs = 2, outputs = 1;
  template <class Activation, class... Arguments>
  auto operator()(const Activation& activation, Arguments&&... arguments) const {
    return activation.backward_from_input(std::forward<Arguments>(arguments)...);
  }
};

struct ValueAndDerivative {
  static constexpr const char* name = "value_and_derivative";
  static constexpr std::size_t inputs = 1, outputs = 2;
  template <class Activation, class... Arguments>
  auto operator()(const Activation& activation, Arguments&&... arguments) const {
    return activation.value_and_derivative(std::forward<Arguments>(arguments)...);
  }
};

/// How many arrays a function takes.
template <class Function>
constexpr std::size_t arity = Function::inputs + Function::outputs;

/// Calls the function with elements of an array in place of arguments.
template <class Function, class Activation, class T, std::size_t size, class... More>
auto call(Function function, const Activation& activation, const std::array<T, size>& arguments, More... more) {
  return std::apply([&](auto... x) { return function(activation, x..., more...); }, arguments);
}

/// body() on every instruction set that the machine has.
template <class Body>
void on_every_instruction_set(Body body) {
  const simdact::InstructionSet before = simdact::instruction_set();
  for (unsigned char i = 0; std::strcmp(simdact::name_of(simdact::InstructionSet{i}), "unknown") != 0; ++i) {
    if (!simdact::is_available(simdact::InstructionSet{i})) continue;
    simdact::set_instruction_set(simdact::InstructionSet{i});
    INFO("instruction set: ", std::string(simdact::name_of(simdact::InstructionSet{i})));
    body();
  }
  simdact::set_instruction_set(before);
}

/// body(object) for each of them.
template <class Body, class... Objects>
void for_each(Body body, Objects... objects) {
  (body(objects), ...);
}

/// body(activation, number) for every activation and a number of every type T; of float and double where none is given.
template <class... T, class Body>
void for_every_activation(Body body) {
  if constexpr (sizeof...(T) == 0) {
    for_every_activation<float, double>(body);
  } else {
    const auto visit = [&](auto number) {
      for (const auto& activation : all_tested<decltype(number)>()) {
        INFO(activation->name, ", ", name(number));
        body(*activation, number);
      }
    };
    (visit(T{}), ...);
  }
}

/// The same, on every instruction set.
template <class... T, class Body>
void for_every_kernel(Body body) {
  on_every_instruction_set([&] { for_every_activation<T...>(body); });
}

/// body(function, activation, number) for every function that the activation has.
template <class Body, class Activation, class T>
void for_each_function(Body body, const Activation& activation, T number) {
  const auto with_function = [&](auto function) {
    INFO(std::string(function.name));
    body(function, activation, number);
  };
  for_each(with_function, Value(), Derivative(), BackwardFromInput(), ValueAndDerivative());
  if (has_backward(activation)) with_function(Backward());
}

/// The same for every activation in every type T, on every instruction set.
template <class... T, class Body>
void for_every_function(Body body) {
  for_every_kernel<T...>([&](const auto& activation, auto number) { for_each_function(body, activation, number); });
}

#if defined(_WIN32)
extern "C" __declspec(dllimport) void* __stdcall VirtualAlloc(void*, std::size_t, unsigned long, unsigned long);
extern "C" __declspec(dllimport) int __stdcall VirtualFree(void*, std::size_t, unsigned long);
#endif

/// Memory between two pages that cannot be touched.
class GuardedPages {
 public:
  explicit GuardedPages(std::size_t bytes) : page_(page_size()), usable_((bytes + page_ - 1) / page_ * page_) {
#if defined(_WIN32)
    constexpr unsigned long commit = 0x1000, reserve = 0x2000, no_access = 1, read_write = 4;
    void* const all = VirtualAlloc(nullptr, usable_ + 2 * page_, reserve, no_access);
    REQUIRE(all != nullptr);
    first_ = static_cast<char*>(all) + page_;
    REQUIRE(VirtualAlloc(first_, usable_, commit, read_write) != nullptr);
#else
    void* const all = mmap(nullptr, usable_ + 2 * page_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    REQUIRE(all != MAP_FAILED);
    first_ = static_cast<char*>(all) + page_;
    REQUIRE(mprotect(first_, usable_, PROT_READ | PROT_WRITE) == 0);
#endif
  }
  GuardedPages(const GuardedPages&) = delete;
  GuardedPages& operator=(const GuardedPages&) = delete;
  ~GuardedPages() {
#if defined(_WIN32)
    constexpr unsigned long release = 0x8000;
    VirtualFree(first_ - page_, 0, release);
#else
    munmap(first_ - page_, usable_ + 2 * page_);
#endif
  }

  /// n elements right behind the first guard, or right before the second.
  template <class T>
  T* at_start() {
    return reinterpret_cast<T*>(first_);
  }
  template <class T>
  T* at_end(std::size_t n) {
    return reinterpret_cast<T*>(first_ + usable_) - n;
  }

 private:
  static std::size_t page_size() {
#if defined(_WIN32)
    return 4096;
#else
    return static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
#endif
  }

  std::size_t page_, usable_;
  char* first_;
};

/// Whether subnormal operands and results of vector instructions count as 0 from now on.
inline void flush_to_zero([[maybe_unused]] bool on) {
#if defined(__x86_64__)
  constexpr unsigned flush_results = 0x8000, flush_operands = 0x0040;
  const unsigned rest = _mm_getcsr() & ~(flush_results | flush_operands);
  _mm_setcsr(on ? rest | flush_results | flush_operands : rest);
#elif defined(__aarch64__)
  constexpr std::uint64_t flush = std::uint64_t{1} << 24;
  std::uint64_t control;
  asm volatile("mrs %0, fpcr" : "=r"(control));
  asm volatile("msr fpcr, %0" : : "r"(on ? control | flush : control & ~flush) : "memory");
#endif
}

}  // namespace test
