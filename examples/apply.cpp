// Prints the value and the derivative of an activation for every number in a file or in standard input.
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <simdact/simdact.hpp>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

namespace {

constexpr const char* usage = "usage: apply relu|sigmoid|tanh [file]\n";
constexpr const char* help =
    R"(
Reads numbers, separated by white space, from the file or else from standard
input. Prints a line for each of them: the value and the derivative of the
activation, as doubles, with as many digits as reading them back takes.

A number is what C's strtod reads, nan and inf included. At the first word that
is none, apply prints its line and column, "input:3:7: 'abc' is not a number"
(a file's name takes the place of "input"), and ends with exit status 1. The
lines of the numbers before it have been printed by then.

Exit status: 0; 1 for bad input, or where reading or writing fails; 2 for wrong
usage.
)";

using Values = simdact::ValueAndDerivative<double>;

template <class Activation>
Values evaluate(double x) {
  return Activation().value_and_derivative(x);
}

const std::map<std::string, Values (*)(double)> activations = {
    {"relu", evaluate<simdact::Relu>}, {"sigmoid", evaluate<simdact::Sigmoid>}, {"tanh", evaluate<simdact::Tanh>}};

// Sets the number that the word spells, or says what is wrong with the word.
const char* parse(const std::string& word, double& number) {
  char* end = nullptr;
  errno = 0;
  number = std::strtod(word.c_str(), &end);
  if (end != word.c_str() + word.size()) return "is not a number";
  // ERANGE is also set for numbers close to 0, which have a nearest double.
  if (errno == ERANGE && std::abs(number) > 1) return "is too large for a double";
  return nullptr;
}

// The shortest text that reads back as the number. The sign of a NaN has no meaning and is left out.
std::string text_of(double number) {
  char text[32];
  const std::string shortest(text, std::to_chars(text, text + sizeof text, number).ptr);
  return shortest == "-nan" ? "nan" : shortest;
}

void apply(Values (*activation)(double), std::istream& input, const std::string& name) {
  constexpr const char* white_space = " \t\r\v\f";
  std::string line;
  for (std::size_t row = 1; std::getline(input, line); ++row) {
    std::size_t end = 0;
    for (std::size_t begin; (begin = line.find_first_not_of(white_space, end)) != line.npos;) {
      end = std::min(line.find_first_of(white_space, begin), line.size());
      const std::string word = line.substr(begin, end - begin);
      double x = 0;
      if (const char* fault = parse(word, x)) {
        const std::string position = std::to_string(row) + ":" + std::to_string(begin + 1);
        throw std::runtime_error(name + ":" + position + ": '" + word + "' " + fault);
      }
      const auto [value, derivative] = activation(x);
      std::cout << text_of(value) << ' ' << text_of(derivative) << '\n';
    }
    if (!std::cout) break;
  }
  if (input.bad()) throw std::runtime_error("apply: cannot read " + name);
}

void apply_to_file(Values (*activation)(double), const std::string& name) {
  std::ifstream file(name);
  if (!file) {
    throw std::runtime_error("apply: cannot open " + name + ": " + std::generic_category().message(errno));
  }
  apply(activation, file, name);
}

void finish_output() {
  if (!std::cout.flush()) throw std::runtime_error("apply: cannot write the output");
}

int refuse(const std::string& reason) {
  std::cerr << "apply: " << reason << '\n' << usage;
  return 2;
}

int run(const std::vector<std::string>& arguments) {
  if (std::find(arguments.begin(), arguments.end(), "--help") != arguments.end()) {
    std::cout << usage << help;
    finish_output();
    return 0;
  }
  if (arguments.empty()) return refuse("no activation given");
  if (arguments.size() > 2) return refuse("more than one file given");
  const auto activation = activations.find(arguments[0]);
  if (activation == activations.end()) return refuse("no activation is named '" + arguments[0] + "'");

  if (arguments.size() == 2) {
    apply_to_file(activation->second, arguments[1]);
  } else {
    apply(activation->second, std::cin, "input");
  }
  finish_output();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);  // else std::cin takes a failed read for the end of the input
  try {
    return run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
