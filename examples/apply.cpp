// Prints the value and the derivative of an activation for every number in a file or in standard input.
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <string>
#include <system_error>
#include <type_traits>
#include <vector>

#include "activations.hpp"

namespace {

constexpr const char* usage = "usage: apply activation[:parameter] [file]\n";
constexpr const char* help =
    R"(
Reads numbers, separated by white space, from the file or else from standard
input. Prints a line for each of them: the value and the derivative of the
activation, as doubles, with as many digits as reading them back takes.

A number is what C's strtod reads, nan and inf included. At the first word that
is none, apply prints its line and column, "input:3:7: 'abc' is not a number"
(a file's name takes the place of "input"), and ends with exit status 1. The
lines of the numbers before it have been printed by then.

leaky_relu:0.2 is leaky_relu with the parameter 0.2; without one, activations
have their defaults.

Exit status: 0; 1 for bad input, or where reading or writing fails; 2 for wrong
usage.

)";

using Values = simdact::ValueAndDerivative<double>;
using Function = std::function<Values(double)>;

/// A fault in the command line.
struct UsageError : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

template <class Activation>
constexpr bool has_parameter = std::is_constructible_v<Activation, double>;

// Their names, in lines of at most 80 characters.
std::string list_of_activations() {
  std::string text, line = "activations:";
  for_each_activation([&](const auto& activation) {
    using Activation = std::decay_t<decltype(activation)>;
    const std::string word = std::string(" ") + Activation::name + (has_parameter<Activation> ? "[:parameter]" : "");
    if (line.size() + word.size() > 80) {
      text += line + '\n';
      line = " ";
    }
    line += word;
  });
  return text + line + '\n';
}

// Sets the number that the word spells, or says what is wrong with the word.
const char* parse(const std::string& word, double& number) {
  char* end = nullptr;
  errno = 0;
  number = std::strtod(word.c_str(), &end);
  if (word.empty() || end != word.c_str() + word.size()) return "is not a number";
  // ERANGE is also set for numbers close to 0, which have a nearest double.
  if (errno == ERANGE && std::abs(number) > 1) return "is too large for a double";
  return nullptr;
}

template <class Activation>
Function with_parameter(const std::string& word) {
  const std::string name = Activation::name;
  if constexpr (has_parameter<Activation>) {
    double parameter = 0;
    if (const char* fault = parse(word, parameter)) {
      throw UsageError("the parameter of " + name + ", '" + word + "', " + fault);
    }
    try {
      return [f = Activation(parameter)](double x) { return f.value_and_derivative(x); };
    } catch (const std::invalid_argument& error) {
      throw UsageError(error.what());
    }
  } else {
    throw UsageError(name + " takes no parameter");
  }
}

// The activation that `word` names, with its parameter after a colon.
Function find_activation(const std::string& word) {
  const std::size_t colon = word.find(':');
  const std::string name = word.substr(0, colon);
  Function found;
  for_each_activation([&](const auto& activation) {
    using Activation = std::decay_t<decltype(activation)>;
    if (name != Activation::name) return;
    if (colon == word.npos) {
      found = [](double x) { return Activation().value_and_derivative(x); };
    } else {
      found = with_parameter<Activation>(word.substr(colon + 1));
    }
  });
  if (!found) throw UsageError("no activation is named '" + name + "'");
  return found;
}

// The shortest text that reads back as the number. The sign of a NaN has no meaning and is left out.
std::string text_of(double number) {
  char text[32];
  const std::string shortest(text, std::to_chars(text, text + sizeof text, number).ptr);
  return shortest == "-nan" ? "nan" : shortest;
}

void apply(const Function& activation, std::istream& input, const std::string& name) {
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

void apply_to_file(const Function& activation, const std::string& name) {
  std::ifstream file(name);
  if (!file) {
    throw std::runtime_error("apply: cannot open " + name + ": " + std::generic_category().message(errno));
  }
  apply(activation, file, name);
}

void run(const std::vector<std::string>& arguments) {
  if (std::find(arguments.begin(), arguments.end(), "--help") != arguments.end()) {
    std::cout << usage << help << list_of_activations();
  } else {
    if (arguments.empty()) throw UsageError("no activation given");
    if (arguments.size() > 2) throw UsageError("more than one file given");
    const Function activation = find_activation(arguments[0]);
    if (arguments.size() == 2) {
      apply_to_file(activation, arguments[1]);
    } else {
      apply(activation, std::cin, "input");
    }
  }
  if (!std::cout.flush()) throw std::runtime_error("apply: cannot write the output");
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);  // else std::cin takes a failed read for the end of the input
  try {
    run({argv + 1, argv + argc});
    return 0;
  } catch (const UsageError& error) {
    std::cerr << "apply: " << error.what() << '\n' << usage << list_of_activations();
    return 2;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
