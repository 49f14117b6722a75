#include "pictures.hpp"

#include <cmath>

namespace cnn {
namespace {

using Eigen::Index;

constexpr const char* grid_script = R"gnuplot(
set datafile separator ","
unset key
unset tics
unset colorbox
set border linecolor "gray60"
set xrange [-0.5 : side - 0.5]
set yrange [side - 0.5 : -0.5]
set size ratio -1

cell = 150
left = rows[1] eq "" ? 10 : 50
top = 60
width = left + cell * |columns| + 10
height = top + cell * |rows| + 10
set terminal pngcairo size width, height font "sans,14" noenhanced
set output name.".png"
set multiplot layout |rows|, |columns| margins screen 1.0 * left / width, 1 - 10.0 / width, 10.0 / height, 1 - 1.0 * top / height \
  spacing screen 10.0 / width, 10.0 / height
do for [row = 1 : |rows|] {
  set ylabel rows[row] offset 1, 0
  do for [panel = 1 : |columns|] {
    if (row == 1) { set title columns[panel] offset 0, -0.5 } else { unset title }
    plot name.".csv" using "x":"y":(column((row - 1) * |columns| + panel + 2)) with image
    unset ylabel
  }
}
unset multiplot
)gnuplot";

// An array of titles, which have a line for each word.
std::string gnuplot_array(const std::string& name, const std::vector<std::string>& titles) {
  std::string list;
  for (const std::string& title : titles) {
    list += list.empty() ? "\"" : ", \"";
    for (const char c : title) list += c == ' ' ? std::string("\\n") : std::string(1, c);
    list += '"';
  }
  return "array " + name + '[' + std::to_string(titles.size()) + "] = [" + list + "]\n";
}

}  // namespace

std::string blue_to_red(float largest) {
  const std::string limit = std::to_string(largest);
  return "set palette defined (-1 \"#2166ac\", 0 \"#f7f7f7\", 1 \"#b2182b\")\nset cbrange [-" + limit + " : " + limit +
         "]\n";
}

void draw_grid(const example::Report& report, const std::string& name, const Grid& grid, const std::string& colours) {
  const auto width = static_cast<Index>(std::lround(std::sqrt(grid.images.rows())));
  std::vector<std::string> columns = {"x", "y"};
  for (const std::string& row : grid.row_names) {
    for (const std::string& column : grid.column_names) columns.push_back(row.empty() ? column : row + ' ' + column);
  }
  example::Table table(columns);
  for (Index pixel = 0; pixel < grid.images.rows(); ++pixel) {
    std::vector<example::Cell> cells = {pixel % width, pixel / width};
    for (const float value : grid.images.row(pixel)) cells.emplace_back(value);
    table.add_row(cells);
  }
  report.write(name, table);
  report.draw(name, "# Draws the images in " + name + ".csv.\n\nname = \"" + name +
                        "\"\nside = " + std::to_string(width) + '\n' + gnuplot_array("rows", grid.row_names) +
                        gnuplot_array("columns", grid.column_names) + colours + grid_script);
}

}  // namespace cnn
