/// When an array is better written past the caches.
#pragma once

#include <cstddef>
#include <cstdint>

#include "compiler.hpp"

namespace simdact::detail {
namespace {

/// Whether an output of that size, beside an input as large, fills what a core usually has of the last-level cache. A
/// constant, as what systems tell of that cache is often the sum over all cores.
SIMDACT_INLINE bool exceeds_caches(std::size_t output_bytes) noexcept { return output_bytes > std::size_t{16} << 20; }

/// How many elements lie between p and the next address that is a multiple of the size of `size` elements; `size` where
/// none of them begins there.
template <std::size_t size, class T>
SIMDACT_INLINE std::size_t elements_before_alignment(const T* p) noexcept {
  const auto address = reinterpret_cast<std::uintptr_t>(p);
  if (address % sizeof(T) != 0) return size;
  return (size - address / sizeof(T) % size) % size;
}

}  // namespace
}  // namespace simdact::detail
