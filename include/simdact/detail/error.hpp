/// How bad input is reported.
#pragma once

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace simdact::detail {
namespace {

/// Throws std::invalid_argument with a message that is formatted as by printf; where exceptions are disabled, prints it
/// and aborts.
[[noreturn]] __attribute__((format(printf, 1, 2), noinline, cold)) inline void reject(const char* format, ...) {
  char message[256];
  std::va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
#if defined(__cpp_exceptions)
  throw std::invalid_argument(message);
#else
  std::fprintf(stderr, "%s\n", message);
  std::abort();
#endif
}

}  // namespace
}  // namespace simdact::detail
