#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "example.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <sstream>
#include <string>

namespace {

const std::string no_gnuplot = "PATH=/nowhere /bin/sh -c 'exec \"$0\" \"$@\"'";

bool is_png(const std::string& bytes) { return bytes.compare(0, 8, "\x89PNG\r\n\x1a\n") == 0; }

// The columns of the table: x, then value and derivative of each activation.
void check_row(std::array<double, 7> row, double tolerance) {
  const double x = row[0];
  CAPTURE(x);
  const double sigmoid = 1 / (1 + std::exp(-x));
  const double sigmoid_slope = sigmoid / (1 + std::exp(x));
  const double tanh_slope = 1 / (std::cosh(x) * std::cosh(x));
  const std::array<double, 7> expected = {
      x, x > 0 ? x : 0, x > 0 ? 1.0 : 0.0, sigmoid, sigmoid_slope, std::tanh(x), tanh_slope};
  for (std::size_t i = 0; i < row.size(); ++i) {
    CAPTURE(i);
    CHECK(std::abs(row[i] - expected[i]) <= tolerance * std::abs(expected[i]));
  }
}

// Six significant digits are printed, and the functions are right to 3 ULP.
constexpr double printed = 5e-6, stored = 3 * 1.2e-7;

}  // namespace

TEST_CASE("prints inputs and outputs for the integers from -10 to 10") {
  const example::Directory directory;
  const example::Outcome outcome = example::run(directory, "");
  REQUIRE(outcome.status == 0);
  std::istringstream lines(outcome.output);
  std::string line;
  std::getline(lines, line);
  for (int x = -10; x <= 10; ++x) {
    REQUIRE(std::getline(lines, line));
    std::istringstream words(line);
    std::array<double, 7> row{};
    for (double& number : row) words >> number;
    REQUIRE(words);
    CHECK(row[0] == x);
    check_row(row, printed);
  }
}

TEST_CASE("leaves every activation and its derivative as CSV, with gnuplot and without") {
  for (const std::string& before : {std::string(), no_gnuplot}) {
    const example::Directory directory;
    REQUIRE(example::run(directory, "--output results", before).status == 0);
    const example::Csv csv(directory / "results/activations.csv");
    REQUIRE(csv.rows() == 1000);
    CHECK(csv.number(0, "x") == -10);
    CHECK(csv.number(999, "x") == 10);
    for (std::size_t row = 0; row < csv.rows(); ++row) {
      check_row({csv.number(row, "x"), csv.number(row, "relu"), csv.number(row, "relu_derivative"),
                 csv.number(row, "sigmoid"), csv.number(row, "sigmoid_derivative"), csv.number(row, "tanh"),
                 csv.number(row, "tanh_derivative")},
                stored);
    }
  }
}

TEST_CASE("without gnuplot it says how to get it, and draws nothing") {
  const example::Directory directory;
  const example::Outcome outcome = example::run(directory, "", no_gnuplot);
  CHECK(outcome.status == 0);
  CHECK(outcome.errors.find("apt-get install gnuplot-nox") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(directory / "activations.png"));
}

TEST_CASE("with gnuplot it draws a picture of each activation, and one of all") {
  if (std::system("command -v gnuplot > /dev/null") != 0) {
    MESSAGE("gnuplot is not installed: nothing was tested");
    return;
  }
  const example::Directory directory;
  const example::Outcome outcome = example::run(directory, "");
  CHECK(outcome.errors.empty());
  for (const char* name : {"relu.png", "sigmoid.png", "tanh.png", "activations.png"}) {
    CAPTURE(name);
    CHECK(is_png(example::read_file(directory / name)));
    CHECK(outcome.output.find(name) != std::string::npos);
  }
}

TEST_CASE("a bad option gets one line and exit status 2, before anything is written") {
  for (const char* arguments : {"--colour red", "pictures", "--output"}) {
    const example::Directory directory;
    const example::Outcome outcome = example::run(directory, arguments);
    CHECK(outcome.status == 2);
    CHECK(outcome.output.empty());
    CHECK(outcome.errors.find('\n') == outcome.errors.size() - 1);
    CHECK_FALSE(std::filesystem::exists(directory / "activations.csv"));
  }
}

TEST_CASE("a directory that cannot be made gets one line and exit status 1") {
  const example::Directory directory;
  const example::Outcome outcome = example::run(directory, "--output /dev/null/results");
  CHECK(outcome.status == 1);
  CHECK(outcome.errors.find('\n') == outcome.errors.size() - 1);
}
