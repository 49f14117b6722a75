#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "example.hpp"

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "activations.hpp"

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
  CAPTURE(name);
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
  for_each_activation([](const auto& activation) { check_results(activation.name, activation); });
}

TEST_CASE("takes a parameter after the name") {
  check_results("leaky_relu:0.2", simdact::LeakyRelu(0.2));
  check_results("elu:2", simdact::Elu(2));
}

TEST_CASE("a bad parameter gives a message that says what is wrong with it, and exit status 2") {
  const struct {
    const char *argument, *message;
  } cases[] = {
      {"leaky_relu:", "the parameter of leaky_relu, '', is not a number"},
      {"leaky_relu:x", "the parameter of leaky_relu, 'x', is not a number"},
      {"leaky_relu:-1", "negative_slope of leaky_relu is -1"},
      {"elu:nan", "alpha of elu is nan"},
      {"elu:1e999", "the parameter of elu, '1e999', is too large for a double"},
      {"relu:1", "relu takes no parameter"},
      {"mystery:1", "no activation is named 'mystery'"},
  };
  for (const auto& bad : cases) {
    CAPTURE(bad.argument);
    const example::Outcome outcome = outcome_of(bad.argument, "");
    CHECK(outcome.status == 2);
    CHECK(outcome.output.empty());
    CHECK(outcome.errors.find(bad.message) != std::string::npos);
  }
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
  for (const char* arguments : {"", "mystery", "relu a b"}) {
    const example::Outcome outcome = outcome_of(arguments, "");
    CHECK(outcome.status == 2);
    CHECK(outcome.output.empty());
    CHECK(outcome.errors.find("usage: apply activation[:parameter] [file]") != std::string::npos);
    for_each_activation([&](const auto& activation) {
      CHECK(outcome.errors.find(std::string(" ") + activation.name) != std::string::npos);
    });
  }
}
