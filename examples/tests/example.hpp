// Runs the example under test as a user does, and reads what it leaves behind.
#pragma once

#include <doctest/doctest.h>
#include <sys/wait.h>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace example {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// A directory of the test's own, empty at first.
class Directory {
 public:
  Directory() : path_(EXAMPLE_SCRATCH_DIRECTORY) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Directory() { std::filesystem::remove_all(path_); }
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct Outcome {
  int status;
  std::string output, errors;
};

/// Runs the program in the directory. `arguments` are words for the shell and may redirect its input and output;
/// `before` goes in front of the program's name.
inline Outcome run(const Directory& directory, const std::string& arguments, const std::string& before = "") {
  const std::string redirections = " < /dev/null > stdout.txt 2> stderr.txt ";
  const std::string command =
      "cd '" + directory.path().string() + "' && " + before + " '" EXAMPLE_PROGRAM "'" + redirections + arguments;
  const int status = std::system(command.c_str());
  REQUIRE(WIFEXITED(status));
  return {WEXITSTATUS(status), read_file(directory / "stdout.txt"), read_file(directory / "stderr.txt")};
}

/// A file of comma-separated values under a line of names.
class Csv {
 public:
  explicit Csv(const std::filesystem::path& path) {
    std::istringstream lines(read_file(path));
    std::string line;
    std::getline(lines, line);
    names_ = split(line);
    while (std::getline(lines, line)) {
      rows_.push_back(split(line));
      if (rows_.back().size() != names_.size()) throw std::runtime_error("a ragged row in " + path.string());
    }
  }

  std::size_t rows() const { return rows_.size(); }

  const std::string& text(std::size_t row, const std::string& column) const {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (names_[i] == column) return rows_.at(row)[i];
    }
    throw std::out_of_range("no column '" + column + "'");
  }

  double number(std::size_t row, const std::string& column) const { return std::stod(text(row, column)); }

  /// The row whose texts in the columns `keys` are `texts`.
  std::size_t row(const std::vector<std::string>& keys, const std::vector<std::string>& texts) const {
    for (std::size_t row = 0; row < rows(); ++row) {
      bool found = true;
      for (std::size_t i = 0; i < keys.size(); ++i) found = found && text(row, keys[i]) == texts[i];
      if (found) return row;
    }
    throw std::out_of_range("no such row");
  }

 private:
  static std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
      if (c == ',') {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    return cells;
  }

  std::vector<std::string> names_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace example
