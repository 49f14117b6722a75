// What every example does with its command line and with its failures.
#pragma once

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

namespace example {

/// A fault in the command line.
struct UsageError : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

/// `--name value` on the command line.
struct Option {
  std::string name, value_name, help;
  std::function<void(const std::string& word)> set;
};

/// A whole number from `least` on; `target` holds the default value.
Option whole_number(const std::string& name, unsigned& target, const std::string& help, unsigned least = 0);

/// A file or a directory; `target` holds the default value.
Option path(const std::string& name, std::filesystem::path& target, const std::string& help);

Option output_directory(std::filesystem::path& target);

/// Runs the body of an example once the options are read. Returns the exit status of the program: 0; 1 where the body
/// threw or the output could not be written; 2 for wrong usage. A fault is told in one line on standard error.
int run(int argc, char** argv, const std::string& description, const std::vector<Option>& options,
        const std::function<void()>& body);

}  // namespace example
