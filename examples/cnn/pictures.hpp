// Grids of small images: a CSV file with a column of pixels for each, and the picture that gnuplot draws from it.
#pragma once

#include <Eigen/Core>
#include <string>
#include <vector>

#include "../support/report.hpp"
#include "../support/samples.hpp"

namespace cnn {

/// `images` has a column for each image of the grid, row after row; they are as wide as high.
struct Grid {
  std::vector<std::string> row_names, column_names;
  example::Matrix images;
};

constexpr const char* light_to_dark = R"gnuplot(
set palette defined (0 "#f7fbff", 1 "#9ecae1", 2 "#3182bd", 3 "#08306b")
set cbrange [0 : *]
)gnuplot";

/// From -`largest` to `largest`.
std::string blue_to_red(float largest);

/// Writes `name`.csv and draws `name`.png. `colours` are gnuplot's settings.
void draw_grid(const example::Report& report, const std::string& name, const Grid& grid, const std::string& colours);

}  // namespace cnn
