#include "samples.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <istream>
#include <map>
#include <numeric>
#include <sstream>
#include <stdexcept>
#include <string>

namespace example {
namespace {

// The texts between the commas, without white space around them.
std::vector<std::string> split_line(const std::string& line) {
  constexpr const char* white_space = " \t\r";
  std::vector<std::string> cells;
  std::istringstream text(line + ",");
  for (std::string cell; std::getline(text, cell, ',');) {
    cell.erase(cell.find_last_not_of(white_space) + 1);
    cell.erase(0, cell.find_first_not_of(white_space));
    cells.push_back(cell);
  }
  return cells;
}

// Whether the text is a finite decimal number.
bool read_number(const std::string& text, float& number) {
  char* end = nullptr;
  errno = 0;
  number = std::strtof(text.c_str(), &end);
  const bool is_too_large = errno == ERANGE && std::abs(number) > 1;
  const bool is_decimal = text.find_first_not_of("+-.0123456789eE") == text.npos;
  return !text.empty() && end == text.c_str() + text.size() && is_decimal && !is_too_large;
}

// `line_number` is that of the line read last.
Samples parse_samples(std::istream& lines, std::size_t& line_number) {
  const auto require = [](bool condition, const std::string& reason) {
    if (!condition) throw std::invalid_argument(reason);
  };
  std::string line;
  float number = 0;
  line_number = 1;
  std::getline(lines, line);
  const std::vector<std::string> names = split_line(line);
  require(names.size() >= 2, "expected the names of two columns or more");
  require(!read_number(names[0], number), "expected the names of the columns, not numbers");

  std::vector<float> features;
  std::vector<Index> classes;
  std::map<std::string, Index> known_classes;
  while (std::getline(lines, line)) {
    ++line_number;
    const std::vector<std::string> cells = split_line(line);
    require(cells.size() == names.size(),
            "expected " + std::to_string(names.size()) + " cells, found " + std::to_string(cells.size()));
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
      require(read_number(cells[i], number), "'" + cells[i] + "' is not a number");
      features.push_back(number);
    }
    const Index next_class = static_cast<Index>(known_classes.size());
    classes.push_back(known_classes.emplace(cells.back(), next_class).first->second);
  }
  require(known_classes.size() >= 2, "expected samples of two classes or more");
  const auto rows = static_cast<Index>(names.size()) - 1, columns = static_cast<Index>(classes.size());
  return {Eigen::Map<const Matrix>(features.data(), rows, columns), classes, static_cast<Index>(known_classes.size())};
}

}  // namespace

Matrix normal_matrix(Index rows, Index columns, float deviation, std::mt19937& generator) {
  std::normal_distribution<float> normal(0, deviation);
  return Matrix::NullaryExpr(rows, columns, [&] { return normal(generator); });
}

Samples Samples::subset(const std::vector<Index>& columns) const {
  Samples result{X(Eigen::all, columns), {}, class_count};
  for (const Index column : columns) result.classes.push_back(classes[static_cast<std::size_t>(column)]);
  return result;
}

std::vector<Index> random_order(const Samples& samples, std::mt19937& generator) {
  std::vector<Index> order(samples.classes.size());
  std::iota(order.begin(), order.end(), 0);
  std::shuffle(order.begin(), order.end(), generator);
  return order;
}

Samples spirals(Index count, std::mt19937& generator) {
  constexpr float turns = 1.75f, noise = 0.25f, pi = 3.14159265f;
  Samples samples{normal_matrix(2, count, noise, generator), {}, 2};
  std::uniform_real_distribution<float> uniform(0, 1);
  for (Index i = 0; i < count; ++i) {
    const float distance = std::sqrt(uniform(generator));  // else the points would crowd at the centre
    const float angle = 2 * pi * turns * distance + (i % 2 == 0 ? 0 : pi);
    samples.X.col(i) += 10 * distance * Vector{{std::cos(angle), std::sin(angle)}};
    samples.classes.push_back(i % 2);
  }
  return samples;
}

Standardisation::Standardisation(const Matrix& X)
    : mean(X.rowwise().mean()), deviation((X.colwise() - mean).cwiseAbs2().rowwise().mean().cwiseSqrt()) {
  deviation = (deviation.array() > 0).select(deviation, 1);  // a constant feature
}

Matrix Standardisation::operator()(const Matrix& X) const {
  return (X.colwise() - mean).array().colwise() / deviation.array();
}

Samples read_samples(const std::filesystem::path& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot open " + path.string());
  std::size_t line_number = 0;
  try {
    return parse_samples(file, line_number);
  } catch (const std::invalid_argument& fault) {
    throw std::runtime_error(path.string() + ":" + std::to_string(line_number) + ": " + fault.what());
  }
}

}  // namespace example
