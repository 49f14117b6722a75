#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "example.hpp"

#include <fstream>
#include <simdact/simdact.hpp>
#include <sstream>
#include <string>
#include <vector>

namespace {

example::Outcome outcome_of(const std::string& arguments, const std::string& input) {
  const example::Directory directory;
  std::ofstream(directory / "numbers.txt") << input;
  return example::run(directory, arguments);
}

std::vector<double> numbers_in(const std::string& text) {
  std::istringstream words(text);
  std::vector<double> numbers;
  for (double number; words >> number;) numbers.push_back(number);
  return numbers;
}

template <class Activation>
void check_results(const std::string& name, const Activation& activation) {
  const std::vector<double> inputs = {-3, 0.1, 0, 2.5e3, -40, 1e-300};
  std::vector<double> expected;
  for (const double x : inputs) {
    expected.push_back(activation(x));
    expected.push_back(activation.derivative(x));
  }
  const example::Outcome outcome = outcome_of(name + " numbers.txt", "-3 0.1\n\n\t0  2.5e3\r\n-40\n1e-300");
  CHECK(outcome.status == 0);
  CHECK(outcome.errors.empty());
  CHECK(numbers_in(outcome.output) == expected);
}

}  // namespace

TEST_CASE("prints value and derivative of each number, with all their digits") {
  check_results("relu", simdact::relu);
  check_results("sigmoid", simdact::sigmoid);
  check_results("tanh", simdact::tanh);
}

TEST_CASE("reads standard input where no file is named") {
  CHECK(outcome_of("relu < numbers.txt", "-1 2").output == "0 0\n2 1\n");
}

TEST_CASE("takes infinities and NaN") {
  CHECK(outcome_of("tanh < numbers.txt", "inf -inf nan").output == "1 0\n-1 0\nnan nan\n");
}

TEST_CASE("a bad word gives its line and column and exit status 1, after the results before it") {
  const example::Outcome outcome = outcome_of("relu < numbers.txt", "1\n 2  3x 4\n");
  CHECK(outcome.status == 1);
  CHECK(outcome.output == "1 1\n2 1\n");
  CHECK(outcome.errors == "input:2:5: '3x' is not a number\n");
  CHECK(outcome_of("relu numbers.txt", "x").errors == "numbers.txt:1:1: 'x' is not a number\n");
  CHECK(outcome_of("relu numbers.txt", "1e999").errors == "numbers.txt:1:1: '1e999' is too large for a double\n");
}

TEST_CASE("a file that cannot be read gives exit status 1") {
  const example::Outcome outcome = outcome_of("relu missing.txt", "");
  CHECK(outcome.status == 1);
  CHECK(outcome.errors == "apply: cannot open missing.txt: No such file or directory\n");
  CHECK(outcome_of("relu .", "").status == 1);
}

TEST_CASE("output that cannot be written gives exit status 1") {
  CHECK(outcome_of("relu numbers.txt > /dev/full", "1").status == 1);
}

TEST_CASE("wrong usage gives exit status 2 and the usage") {
  for (const char* arguments : {"", "elu", "relu a b"}) {
    const example::Outcome outcome = outcome_of(arguments, "");
    CHECK(outcome.status == 2);
    CHECK(outcome.output.empty());
    CHECK(outcome.errors.find("usage: apply relu|sigmoid|tanh [file]") != std::string::npos);
  }
}
