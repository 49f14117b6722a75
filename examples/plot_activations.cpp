// Prints the activations at the integers from -10 to 10, and draws them with their derivatives over that range.
#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "activations.hpp"
#include "support/program.hpp"
#include "support/report.hpp"

namespace {

constexpr const char* description =
    R"(Prints every activation of simdact, f, and its derivative, f', for the integers
from -10 to 10. Writes to the directory:
  activations.csv    1000 points of each function and derivative
  activations.gp     the gnuplot script that draws them
  relu.png ...       for each activation, the function and its derivative
  activations.png    all of them, a small panel each
Without gnuplot there are no pictures.
)";

// After a line that sets `names`.
constexpr const char* gnuplot_script =
    R"gnuplot(
set datafile separator ","
set xrange [-10 : 10]
set xtics 5
set yrange [* : *] noextend
set offsets 0, 0, graph 0.06, graph 0.06
set border 3 linecolor "gray40"
set tics nomirror
set grid linetype 1 linecolor "gray85" linewidth 1
set xzeroaxis linetype 1 linecolor "gray20" linewidth 2
set yzeroaxis linetype 1 linecolor "gray20" linewidth 2
set key outside center top horizontal samplen 2.5
set lmargin 6
set rmargin 3
set bmargin 2.5

draw = 'plot "activations.csv" \
  using 1:(column(name)) with lines linewidth 4 linecolor "#0072b2" title name."(x)", \
  "" using 1:(column(name."_derivative")) with lines linewidth 4 linecolor "#d55e00" title name."''(x)", \
  "" using 1:(column(name)) with lines linewidth 2.5 linecolor "#0072b2" notitle'

set terminal pngcairo size 800, 500 font "sans,18" noenhanced
do for [name in names] {
  set output name.".png"
  eval draw
}

columns = 6
rows = (words(names) + columns - 1) / columns
set terminal pngcairo size 1600, 50 + 270 * rows font "sans,19" noenhanced
set output "activations.png"
set multiplot layout rows, columns title " " font ",24"
set label 1 "f(x)" at screen 0.49, screen 0.975 right textcolor "#0072b2"
set label 2 "f'(x)" at screen 0.51, screen 0.975 left textcolor "#d55e00"
set xrange [-7 : 7]
set lmargin 5
set rmargin 1
set tmargin 1.5
set bmargin 2
unset key
do for [name in names] {
  stats [-7 : 7] "activations.csv" using 1:(column(name)) nooutput
  set ytics STATS_max_y - STATS_min_y > 3 ? 2 : 0.5
  set title name offset 0, -0.5
  eval draw
  unset label
}
unset multiplot
)gnuplot";

// An activation at some x.
struct Curve {
  std::string name;
  std::vector<float> value, derivative;
};

std::vector<Curve> curves(const std::vector<float>& x) {
  std::vector<Curve> result;
  for_each_activation([&](const auto& activation) {
    Curve curve{activation.name, std::vector<float>(x.size()), std::vector<float>(x.size())};
    activation.value_and_derivative(x, curve.value, curve.derivative);
    result.push_back(curve);
  });
  return result;
}

// The columns x, f and f + `suffix` for each of the activations f in [begin, end).
template <class Iterator>
example::Table table(const std::vector<float>& x, Iterator begin, Iterator end, const std::string& suffix) {
  std::vector<std::string> columns = {"x"};
  for (auto curve = begin; curve != end; ++curve) {
    columns.push_back(curve->name);
    columns.push_back(curve->name + suffix);
  }
  example::Table result(columns);
  for (std::size_t i = 0; i < x.size(); ++i) {
    std::vector<example::Cell> row = {x[i]};
    for (auto curve = begin; curve != end; ++curve) {
      row.emplace_back(curve->value[i]);
      row.emplace_back(curve->derivative[i]);
    }
    result.add_row(row);
  }
  return result;
}

// From -10 to 10, both included.
std::vector<float> grid(std::size_t points) {
  std::vector<float> x(points);
  for (std::size_t i = 0; i < points; ++i) {
    x[i] = static_cast<float>(-10 + 20 * static_cast<double>(i) / static_cast<double>(points - 1));
  }
  return x;
}

// Three activations side by side, which fit a terminal.
void print(const std::vector<float>& x, const std::vector<Curve>& activations) {
  for (auto begin = activations.begin(); begin != activations.end();) {
    const auto end = begin + std::min<std::ptrdiff_t>(3, activations.end() - begin);
    table(x, begin, end, "'").print(std::cout);
    std::cout << '\n';
    begin = end;
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::filesystem::path directory = ".";
  return example::run(argc, argv, description, {example::output_directory(directory)}, [&] {
    print(grid(21), curves(grid(21)));

    const std::vector<Curve> activations = curves(grid(1000));
    const example::Report report(directory);
    report.write("activations", table(grid(1000), activations.begin(), activations.end(), "_derivative"));

    std::string names;
    std::vector<std::string> pictures;
    for (const Curve& activation : activations) {
      names += (names.empty() ? "" : " ") + activation.name;
      pictures.push_back(activation.name + ".png");
    }
    pictures.push_back("activations.png");
    report.draw("activations",
                "# Draws activations.csv: a picture of each activation, and one of all of them.\n\nnames = \"" + names +
                    "\"\n" + gnuplot_script,
                pictures);
  });
}
