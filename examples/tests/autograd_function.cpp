#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "example.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr int coefficients = 12 + 16 + 8;  // of X, W and V

// The largest absolute number of a column in the rows of an activation, or of the difference of two columns.
double largest(const example::Csv& csv, const std::string& activation, const std::string& column,
               const std::string& subtracted = "") {
  double result = 0;
  int rows = 0;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    if (csv.text(row, "activation") != activation) continue;
    const double difference = csv.number(row, column) - (subtracted.empty() ? 0 : csv.number(row, subtracted));
    result = std::max(result, std::abs(difference));
    ++rows;
  }
  REQUIRE(rows == coefficients);
  return result;
}

struct Results {
  example::Csv gradients, steps;
};

Results run_with_seed(int seed) {
  const example::Directory directory;
  REQUIRE(example::run(directory, "--seed " + std::to_string(seed)).status == 0);
  return {example::Csv(directory / "gradients.csv"), example::Csv(directory / "steps.csv")};
}

// Calls check with the results of several seeds, and each of the activations.
template <class Check>
void check_networks(const std::vector<std::string>& activations, const Check& check) {
  for (int seed = 1; seed <= 5; ++seed) {
    CAPTURE(seed);
    const Results results = run_with_seed(seed);
    for (const std::string& activation : activations) {
      CAPTURE(activation);
      check(results, activation);
    }
  }
}

double error_of_step(const example::Csv& steps, const std::string& activation, int power) {
  for (std::size_t row = 0; row < steps.rows(); ++row) {
    if (std::abs(std::log10(steps.number(row, "step")) - power) < 1e-6) return steps.number(row, activation);
  }
  throw std::out_of_range("no such step");
}

}  // namespace

TEST_CASE("the tape's gradients are AutoDiffScalar's up to rounding") {
  // Both sum some ten products a layer over three layers, in other orders: a few roundings of the largest terms.
  check_networks({"relu", "sigmoid", "tanh"}, [](const Results& results, const std::string& activation) {
    const double scale = largest(results.gradients, activation, "tape");
    CHECK(scale > 0.01);
    CHECK(largest(results.gradients, activation, "tape", "autodiff") <= 10 * epsilon * scale);
  });
}

TEST_CASE("the tape's gradients are those of central differences up to the error of the step") {
  // With the step h, the cube root of epsilon, both the truncation error h^2 f''' / 6 and the rounding error
  // epsilon f / h are h^2 times a number of the problem's scale.
  const double error = std::pow(epsilon, 2.0 / 3);
  check_networks({"relu", "sigmoid", "tanh"}, [&](const Results& results, const std::string& activation) {
    CHECK(largest(results.gradients, activation, "tape", "finite_difference") <= 100 * error);
  });
}

TEST_CASE("the error of central differences falls with the square of the step where the activation is smooth") {
  check_networks({"sigmoid", "tanh"}, [](const Results& results, const std::string& activation) {
    CHECK(error_of_step(results.steps, activation, -2) / error_of_step(results.steps, activation, -3) ==
          doctest::Approx(100).epsilon(0.02));
  });
}

TEST_CASE("with relu central differences are exact up to rounding, until a step crosses a kink") {
  const example::Csv steps = run_with_seed(1).steps;  // no kink within 1e-3 of its inputs
  for (int power = -11; power <= -3; ++power) {
    CAPTURE(power);
    CHECK(error_of_step(steps, "relu", power) <= 100 * epsilon / std::pow(10, power));
  }
  CHECK(error_of_step(steps, "relu", 0) > 0.1);
}

TEST_CASE("the same seed gives the same bytes, another seed others") {
  const example::Directory directory;
  REQUIRE(example::run(directory, "--seed 7 --output a").status == 0);
  REQUIRE(example::run(directory, "--seed 7 --output b").status == 0);
  REQUIRE(example::run(directory, "--seed 8 --output c").status == 0);
  for (const char* name : {"gradients.csv", "steps.csv"}) {
    const auto bytes = [&](const std::string& results) {
      return example::read_file(directory / (results + '/' + name));
    };
    CHECK(bytes("a") == bytes("b"));
    CHECK(bytes("a") != bytes("c"));
  }
}
