// What an example leaves behind: a table on the terminal, the same numbers as CSV, and a picture drawn from them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <limits>
#include <ostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace example {

/// A text or a number in a table.
class Cell {
 public:
  Cell(const char* text) : text_(text) {}
  Cell(std::string text) : text_(std::move(text)) {}
  template <class Number>
  Cell(Number number) : is_number_(true), number_(static_cast<double>(number)) {}

  /// `digits` significant digits, if it is a number.
  std::string text(int digits) const {
    if (!is_number_) return text_;
    std::ostringstream text;
    text << std::setprecision(digits) << number_;
    return text.str();
  }

 private:
  std::string text_;
  bool is_number_ = false;
  double number_ = 0;
};

class Table {
 public:
  explicit Table(std::vector<std::string> columns) : columns_(std::move(columns)) {}

  void add_row(std::vector<Cell> cells) {
    if (cells.size() != columns_.size()) {
      throw std::logic_error("a row of " + std::to_string(cells.size()) + " cells in a table of " +
                             std::to_string(columns_.size()) + " columns");
    }
    rows_.push_back(std::move(cells));
  }

  /// For people: aligned columns.
  void print(std::ostream& out, int digits = 6) const {
    std::vector<std::size_t> widths;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      std::size_t width = columns_[column].size();
      for (const auto& row : rows_) width = std::max(width, row[column].text(digits).size());
      widths.push_back(width);
    }
    const auto print_cell = [&](std::size_t column, const std::string& text) {
      out << (column == 0 ? "" : "  ") << std::setw(static_cast<int>(widths[column])) << text;
    };
    for (std::size_t column = 0; column < columns_.size(); ++column) print_cell(column, columns_[column]);
    out << '\n';
    for (const auto& row : rows_) {
      for (std::size_t column = 0; column < row.size(); ++column) print_cell(column, row[column].text(digits));
      out << '\n';
    }
  }

  /// For programs: comma-separated values under a line of names, with all the digits of a double.
  void write_csv(std::ostream& out) const {
    constexpr int all_digits = std::numeric_limits<double>::max_digits10;
    for (std::size_t column = 0; column < columns_.size(); ++column)
      out << (column == 0 ? "" : ",") << columns_[column];
    out << '\n';
    for (const auto& row : rows_) {
      for (std::size_t column = 0; column < row.size(); ++column) {
        out << (column == 0 ? "" : ",") << row[column].text(all_digits);
      }
      out << '\n';
    }
  }

 private:
  std::vector<std::string> columns_;
  std::vector<std::vector<Cell>> rows_;
};

/// The directory that an example's results go to. The name of each file that is written is printed.
class Report {
 public:
  explicit Report(std::filesystem::path directory) : directory_(std::move(directory)) {
    std::filesystem::create_directories(directory_);
  }

  /// Writes the file `name`.csv.
  void write(const std::string& name, const Table& table) const {
    std::ostringstream text;
    table.write_csv(text);
    write_text(name + ".csv", text.str());
  }

  /// Draws the pictures that a gnuplot script makes, by default `name`.png; the script is kept as `name`.gp. It runs in
  /// the directory of the results and names files there without a path. Without gnuplot there is a hint and no picture.
  void draw(const std::string& name, const std::string& script, std::vector<std::string> pictures = {}) const {
    if (pictures.empty()) pictures.push_back(name + ".png");
    write_text(name + ".gp", script);
    if (std::system("command -v gnuplot > /dev/null") != 0) {
      std::cerr << "gnuplot, which draws the pictures, is not installed: apt-get install gnuplot-nox\n";
      return;
    }
    const std::filesystem::path caller = std::filesystem::current_path();
    std::filesystem::current_path(directory_);
    const int status = std::system(("gnuplot --default-settings " + name + ".gp").c_str());
    std::filesystem::current_path(caller);
    if (status != 0) throw std::runtime_error("gnuplot failed on " + (directory_ / (name + ".gp")).string());
    for (const std::string& picture : pictures) std::cout << (directory_ / picture).string() << '\n';
  }

 private:
  void write_text(const std::string& name, const std::string& text) const {
    const std::filesystem::path path = directory_ / name;
    std::ofstream file(path);
    if (!(file << text).flush()) throw std::runtime_error("cannot write " + path.string());
    std::cout << path.string() << '\n';
  }

  std::filesystem::path directory_;
};

}  // namespace example
