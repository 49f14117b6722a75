/// Contiguous ranges, and the checks of sizes and overlap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <type_traits>
#include <utility>

#include "compiler.hpp"
#include "error.hpp"

namespace simdact::detail {
namespace {

template <class Range, class = void>
struct ContiguousRange {
  static constexpr bool value = false;
};

template <class Range>
struct ContiguousRange<
    Range, std::void_t<decltype(*std::data(std::declval<Range&>())), decltype(std::size(std::declval<Range&>())),
                       decltype(*std::begin(std::declval<Range&>()))>> {
  static constexpr bool value = true;
};

template <class Range>
using Element = std::remove_pointer_t<decltype(std::data(std::declval<Range&>()))>;

template <class... Ranges>
struct RangeList {};

/// Whether there can be a walk over them. Says what is wrong, once, where not.
template <class First, class... Inputs, class... Outputs>
constexpr bool can_be_walked(RangeList<First, Inputs...>, RangeList<Outputs...>) {
  constexpr bool are_contiguous = ContiguousRange<First>::value &&
                                  (ContiguousRange<Inputs>::value && ... && (ContiguousRange<Outputs>::value && ...));
  if constexpr (!are_contiguous) {
    static_assert(are_contiguous, "simdact: inputs and outputs must be contiguous ranges");
    return false;
  } else {
    using T = std::remove_const_t<Element<First>>;
    constexpr bool are_flat = !std::is_array_v<T>;
    constexpr bool are_of_one_type = (std::is_same_v<const T, const Element<Inputs>> && ... &&
                                      (std::is_same_v<const T, const Element<Outputs>> && ...));
    constexpr bool can_be_written = (!std::is_const_v<Element<Outputs>> && ...);
    static_assert(are_of_one_type, "simdact: the elements of inputs and outputs must have one type");
    static_assert(!are_of_one_type || are_flat, "simdact: an array of arrays is no range of numbers: pass pointers");
    static_assert(!are_of_one_type || !are_flat || can_be_written, "simdact: the elements of an output are const");
    return are_of_one_type && are_flat && can_be_written;
  }
}

/// The first element, after checking that the others follow it in memory: a strided view has data() and size() as well.
template <class Range>
auto data_of(Range& range) {
  const auto n = static_cast<std::ptrdiff_t>(std::size(range));
  const auto first = std::data(range);
  if (n > 1 && std::addressof(*std::next(std::begin(range), n - 1)) != first + (n - 1)) {
    reject("simdact: the elements of a range are not contiguous");
  }
  return first;
}

inline void require_equal_sizes(std::size_t first, std::size_t other) {
  if (first != other) reject("simdact: ranges of unequal size: %zu and %zu elements", first, other);
}

inline bool overlap(const void* a, const void* b, std::size_t bytes) noexcept {
  const auto p = reinterpret_cast<std::uintptr_t>(a), q = reinterpret_cast<std::uintptr_t>(b);
  return (p < q ? q - p : p - q) < bytes;
}

/// No memory holds more bytes than a difference of pointers can count.
template <class T>
SIMDACT_INLINE void require_size(std::size_t n) {
  if (n > PTRDIFF_MAX / sizeof(T)) reject("simdact: %zu elements are more than memory can hold", n);
}

/// An output may be an input, element by element, but may not overlap it otherwise.
template <class T>
SIMDACT_INLINE void require_same_or_separate(const T* output, const T* input, std::size_t n) {
  if (output != input && overlap(output, input, n * sizeof(T))) {
    reject("simdact: an output range and an input range overlap without being the same range");
  }
}

template <class T>
SIMDACT_INLINE void require_separate(const T* output, const T* other, std::size_t n) {
  if (overlap(output, other, n * sizeof(T))) reject("simdact: the two output ranges overlap");
}

}  // namespace
}  // namespace simdact::detail
