#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include "support.hpp"

int main(int argc, char** argv) {
  test::flush_to_zero(false);  // a program linked with -ffast-math starts with it
  return doctest::Context(argc, argv).run();
}
