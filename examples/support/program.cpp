#include "program.hpp"

#include <charconv>
#include <cstddef>
#include <exception>
#include <iostream>
#include <limits>
#include <system_error>

namespace example {
namespace {

void read_options(const std::vector<std::string>& words, const std::vector<Option>& options) {
  for (std::size_t i = 0; i < words.size(); i += 2) {
    const Option* option = nullptr;
    for (const Option& candidate : options) {
      if (candidate.name == words[i]) option = &candidate;
    }
    if (option == nullptr) throw UsageError("there is no option '" + words[i] + "'; --help lists them");
    if (i + 1 == words.size()) throw UsageError(option->name + " takes a " + option->value_name + "; none was given");
    option->set(words[i + 1]);
  }
}

void print_help(const std::string& program, const std::string& description, const std::vector<Option>& options) {
  std::cout << "usage: " << program << " [options]\n\n" << description << "\nOptions:\n";
  for (const Option& option : options) {
    std::cout << "  " << option.name << ' ' << option.value_name << "\n      " << option.help << '\n';
  }
  std::cout << "\nExit status: 0; 1 where something failed; 2 for wrong usage.\n";
}

}  // namespace

Option whole_number(const std::string& name, unsigned& target, const std::string& help, unsigned least) {
  const auto set = [name, least, &target](const std::string& word) {
    const char* end = word.data() + word.size();
    unsigned number = 0;
    const auto result = std::from_chars(word.data(), end, number);
    if (result.ec != std::errc() || result.ptr != end || number < least) {
      throw UsageError(name + " takes a whole number from " + std::to_string(least) + " to " +
                       std::to_string(std::numeric_limits<unsigned>::max()) + ", not '" + word + "'");
    }
    target = number;
  };
  return {name, "number", help + " (default: " + std::to_string(target) + ")", set};
}

Option path(const std::string& name, std::filesystem::path& target, const std::string& help) {
  return {name, "path", help, [&target](const std::string& word) { target = word; }};
}

Option output_directory(std::filesystem::path& target) {
  return path("--output", target, "the directory for the results (default: the current one)");
}

int run(int argc, char** argv, const std::string& description, const std::vector<Option>& options,
        const std::function<void()>& body) {
  const std::string program = std::filesystem::path(argv[0]).filename().string();
  const std::vector<std::string> words(argv + 1, argv + argc);
  try {
    if (words == std::vector<std::string>{"--help"}) {
      print_help(program, description, options);
    } else {
      read_options(words, options);
      body();
    }
    if (!std::cout.flush()) throw std::runtime_error("cannot write to standard output");
    return 0;
  } catch (const UsageError& error) {
    std::cerr << program << ": " << error.what() << '\n';
    return 2;
  } catch (const std::exception& error) {
    std::cerr << program << ": " << error.what() << '\n';
    return 1;
  }
}

}  // namespace example
