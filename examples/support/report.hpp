// What an example leaves behind: a table on the terminal, the same numbers as CSV, and a picture drawn from them.
#pragma once

#include <filesystem>
#include <iosfwd>
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
  std::string text(int digits) const;

 private:
  std::string text_;
  bool is_number_ = false;
  double number_ = 0;
};

class Table {
 public:
  explicit Table(std::vector<std::string> columns) : columns_(std::move(columns)) {}

  void add_row(std::vector<Cell> cells);

  /// For people: aligned columns.
  void print(std::ostream& out, int digits = 6) const;

  /// For programs: comma-separated values under a line of names, with all the digits of a double.
  void write_csv(std::ostream& out) const;

 private:
  std::vector<std::string> columns_;
  std::vector<std::vector<Cell>> rows_;
};

/// The directory that an example's results go to. The name of each file that is written is printed.
class Report {
 public:
  explicit Report(std::filesystem::path directory);

  /// Writes the file `name`.csv.
  void write(const std::string& name, const Table& table) const;

  /// Draws the pictures that a gnuplot script makes, by default `name`.png; the script is kept as `name`.gp. It runs in
  /// the directory of the results and names files there without a path. Without gnuplot there is a hint and no picture.
  void draw(const std::string& name, const std::string& script, std::vector<std::string> pictures = {}) const;

 private:
  void write_text(const std::string& name, const std::string& text) const;

  std::filesystem::path directory_;
};

}  // namespace example
