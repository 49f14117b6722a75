#include "report.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace example {

std::string Cell::text(int digits) const {
  if (!is_number_) return text_;
  std::ostringstream text;
  text << std::setprecision(digits) << number_;
  return text.str();
}

void Table::add_row(std::vector<Cell> cells) {
  if (cells.size() != columns_.size()) {
    throw std::logic_error("a row of " + std::to_string(cells.size()) + " cells in a table of " +
                           std::to_string(columns_.size()) + " columns");
  }
  rows_.push_back(std::move(cells));
}

void Table::print(std::ostream& out, int digits) const {
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

void Table::write_csv(std::ostream& out) const {
  constexpr int all_digits = std::numeric_limits<double>::max_digits10;
  for (std::size_t column = 0; column < columns_.size(); ++column) out << (column == 0 ? "" : ",") << columns_[column];
  out << '\n';
  for (const auto& row : rows_) {
    for (std::size_t column = 0; column < row.size(); ++column) {
      out << (column == 0 ? "" : ",") << row[column].text(all_digits);
    }
    out << '\n';
  }
}

Report::Report(std::filesystem::path directory) : directory_(std::move(directory)) {
  std::filesystem::create_directories(directory_);
}

void Report::write(const std::string& name, const Table& table) const {
  std::ostringstream text;
  table.write_csv(text);
  write_text(name + ".csv", text.str());
}

void Report::draw(const std::string& name, const std::string& script, std::vector<std::string> pictures) const {
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

void Report::write_text(const std::string& name, const std::string& text) const {
  const std::filesystem::path path = directory_ / name;
  std::ofstream file(path);
  if (!(file << text).flush()) throw std::runtime_error("cannot write " + path.string());
  std::cout << path.string() << '\n';
}

}  // namespace example
