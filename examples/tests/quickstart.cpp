#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "example.hpp"

#include <cmath>
#include <cstddef>
#include <cstdio>
#include <string>

TEST_CASE("prints the values that mathematics gives") {
  const example::Outcome outcome = example::run(example::Directory(), "");
  CHECK(outcome.status == 0);
  CHECK(outcome.errors.empty());
  double value = 0, slope = 0, gradient = 0;
  REQUIRE(std::sscanf(outcome.output.c_str(), "tanh(0.5) = %lf, its derivative %lf, dx %lf", &value, &slope,
                      &gradient) == 3);
  constexpr double half_a_digit = 0.5e-6;
  constexpr double printed = half_a_digit + 3 * 1.2e-7;  // six decimals of a float within 3 ULP
  const double y = std::tanh(0.5);
  CHECK(std::abs(value - y) <= printed);
  CHECK(std::abs(slope - (1 - y * y)) <= printed);
  CHECK(std::abs(gradient - 2 * (1 - y * y)) <= 2 * printed);

  const std::size_t line = outcome.output.find("gelu");
  REQUIRE(line != std::string::npos);
  REQUIRE(std::sscanf(outcome.output.c_str() + line, "gelu(0.5) = %lf, dx %lf", &value, &gradient) == 2);
  const double share = std::erfc(-0.5 / std::sqrt(2.0)) / 2, density = std::exp(-0.125) / std::sqrt(8 * std::atan(1.0));
  CHECK(std::abs(value - 0.5 * share) <= printed);
  CHECK(std::abs(gradient - 2 * (share + 0.5 * density)) <= 2 * printed);
}
