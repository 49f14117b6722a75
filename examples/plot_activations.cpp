// Prints the activations at the integers from -10 to 10, and draws them with their derivatives over that range.
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <simdact/simdact.hpp>
#include <vector>

#include "support/program.hpp"
#include "support/report.hpp"

namespace {

constexpr const char* description =
    R"(Prints relu, sigmoid and tanh of the integers from -10 to 10. Writes to the
directory:
  activations.csv                  1000 points of each function and derivative
  activations.gp                   the gnuplot script that draws them
  relu.png sigmoid.png tanh.png    a function and its derivative
  activations.png                  all of them side by side
Without gnuplot there are no pictures.
)";

constexpr const char* gnuplot_script =
    R"gnuplot(# Draws activations.csv: a picture of each activation, and one of all of them.

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
  "" using 1:(column(name."_derivative")) with lines linewidth 4 linecolor "#d55e00" title name."''(x)"'
names = "relu sigmoid tanh"

set terminal pngcairo size 800, 500 font "sans,18" noenhanced
do for [name in names] {
  set output name.".png"
  eval draw
}

set terminal pngcairo size 1600, 520 font "sans,20" noenhanced
set output "activations.png"
set multiplot layout 1, 3
do for [name in names] {
  eval draw
}
unset multiplot
)gnuplot";

// The columns x, f and f_derivative of each activation f.
example::Table table(const std::vector<float>& x) {
  std::vector<float> relu(x.size()), sigmoid(x.size()), tanh(x.size());
  std::vector<float> relu_derivative(x.size()), sigmoid_derivative(x.size()), tanh_derivative(x.size());
  simdact::relu.value_and_derivative(x, relu, relu_derivative);
  simdact::sigmoid.value_and_derivative(x, sigmoid, sigmoid_derivative);
  simdact::tanh.value_and_derivative(x, tanh, tanh_derivative);

  example::Table result({"x", "relu", "relu_derivative", "sigmoid", "sigmoid_derivative", "tanh", "tanh_derivative"});
  for (std::size_t i = 0; i < x.size(); ++i) {
    result.add_row({x[i], relu[i], relu_derivative[i], sigmoid[i], sigmoid_derivative[i], tanh[i], tanh_derivative[i]});
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

}  // namespace

int main(int argc, char** argv) {
  std::filesystem::path directory = ".";
  return example::run(argc, argv, description, {example::output_directory(directory)}, [&] {
    table(grid(21)).print(std::cout);
    const example::Report report(directory);
    report.write("activations", table(grid(1000)));
    report.draw("activations", gnuplot_script, {"relu.png", "sigmoid.png", "tanh.png", "activations.png"});
  });
}
