#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "example.hpp"

#include <cmath>
#include <cstddef>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "activations.hpp"

namespace {

const std::string no_gnuplot = "PATH=/nowhere /bin/sh -c 'exec \"$0\" \"$@\"'";

bool is_png(const std::string& bytes) { return bytes.compare(0, 8, "\x89PNG\r\n\x1a\n") == 0; }

// The library's formulas for other number types are a reference: long double has digits to spare.
template <class Activation>
void check_point(const Activation& activation, double x, double value, double derivative, double tolerance) {
  CAPTURE(activation.name);
  CAPTURE(x);
  const auto expected_value = static_cast<double>(activation(static_cast<long double>(x)));
  const auto expected_derivative = static_cast<double>(activation.derivative(static_cast<long double>(x)));
  CHECK(std::abs(value - expected_value) <= tolerance * std::abs(expected_value));
  CHECK(std::abs(derivative - expected_derivative) <= tolerance * std::abs(expected_derivative));
}

// The columns of the tables that are printed one below the other, by their names. A line of names starts with x.
std::map<std::string, std::vector<double>> columns_of(const std::string& output) {
  std::map<std::string, std::vector<double>> columns;
  std::istringstream lines(output);
  std::vector<std::string> names;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    if (line.find_first_not_of(' ') == line.find('x')) {
      names.clear();
      for (std::string name; words >> name;) {
        names.push_back(name);
        columns[name].clear();
      }
    } else {
      for (const std::string& name : names) {
        if (double number; words >> number) columns[name].push_back(number);
      }
    }
  }
  return columns;
}

// Six significant digits are printed, and the functions are right to 3 ULP.
constexpr double printed = 5e-6, stored = 3 * 1.2e-7;

}  // namespace

TEST_CASE("prints inputs and outputs for the integers from -10 to 10") {
  const example::Directory directory;
  const example::Outcome outcome = example::run(directory, "");
  REQUIRE(outcome.status == 0);
  const auto columns = columns_of(outcome.output);
  for_each_activation([&](const auto& activation) {
    const std::string name = activation.name;
    CAPTURE(name);
    REQUIRE(columns.at(name).size() == 21);
    REQUIRE(columns.at(name + "'").size() == 21);
    for (std::size_t row = 0; row < 21; ++row) {
      REQUIRE(columns.at("x")[row] == static_cast<double>(row) - 10);
      check_point(activation, columns.at("x")[row], columns.at(name)[row], columns.at(name + "'")[row], printed);
    }
  });
}

TEST_CASE("the printed table fits 100 columns") {
  const example::Directory directory;
  std::istringstream lines(example::run(directory, "").output);
  for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 100);
}

TEST_CASE("leaves every activation and its derivative as CSV, with gnuplot and without") {
  for (const std::string& before : {std::string(), no_gnuplot}) {
    const example::Directory directory;
    REQUIRE(example::run(directory, "--output results", before).status == 0);
    const example::Csv csv(directory / "results/activations.csv");
    REQUIRE(csv.rows() == 1000);
    CHECK(csv.number(0, "x") == -10);
    CHECK(csv.number(999, "x") == 10);
    for_each_activation([&](const auto& activation) {
      const std::string name = activation.name;
      for (std::size_t row = 0; row < csv.rows(); ++row) {
        check_point(activation, csv.number(row, "x"), csv.number(row, name), csv.number(row, name + "_derivative"),
                    stored);
      }
    });
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
  const auto check_picture = [&](const std::string& name) {
    CAPTURE(name);
    CHECK(is_png(example::read_file(directory / (name + ".png"))));
    CHECK(outcome.output.find("/" + name + ".png\n") != std::string::npos);
  };
  for_each_activation([&](const auto& activation) { check_picture(activation.name); });
  check_picture("activations");
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
