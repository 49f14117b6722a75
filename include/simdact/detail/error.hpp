/// How bad input is reported.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace simdact::detail {
namespace {

/// Throws std::invalid_argument; where exceptions are disabled, prints the message and aborts.
[[noreturn]] inline void reject(const char* message) {
#if defined(__cpp_exceptions)
  throw std::invalid_argument(message);
#else
  std::fprintf(stderr, "%s\n", message);
  std::abort();
#endif
}

/// reject() with a printf format.
template <class... Arguments>
[[noreturn]] void reject(const char* format, Arguments... arguments) {
  char message[256];
  std::snprintf(message, sizeof message, format, arguments...);
  reject(static_cast<const char*>(message));
}

}  // namespace
}  // namespace simdact::detail
