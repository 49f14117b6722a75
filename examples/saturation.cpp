// Where sigmoid and tanh stop changing, and what that does to the gradient in a deep network.
#include <Eigen/Core>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <random>
#include <simdact/eigen.hpp>
#include <string>
#include <vector>

#include "support/network.hpp"
#include "support/program.hpp"
#include "support/report.hpp"
#include "support/samples.hpp"

namespace {

using example::Cell;
using example::Initialisation;
using example::Matrix;
using example::Table;

constexpr const char* description =
    R"(Prints from where on sigmoid and tanh are flat, and how the gradient of the loss
changes from layer to layer of a deep network before any training, for each
activation and initialisation. Writes to the directory:
  flat.csv          where sigmoid and tanh are flat
  saturation.csv    for each hidden layer, the norm of its activations and of the
                    gradient with respect to its weighted sums
  saturation.gp     the gnuplot script that draws the gradients
  saturation.png    the picture, if there is gnuplot
)";

constexpr const char* gnuplot_script =
    R"gnuplot(# Draws saturation.csv: the gradient in each layer, a panel for each activation.

set terminal pngcairo size 1600, 1060 font "sans,20"
set output "saturation.png"
set datafile separator ","
set logscale y
set format y "10^{%T}"
set border 3 linecolor "gray40"
set tics nomirror
set grid linetype 1 linecolor "gray85" linewidth 1
set xlabel "layer" offset 0, 0.4
set key bottom right samplen 3.5 spacing 1.2
set lmargin 8.5
set rmargin 2.5
set bmargin 3.2
set tmargin 2.5
set mytics 1
set xrange [1 : *]

gradient(name, initialisation, bias) = (strcol(1) eq name && strcol(2) eq initialisation && column(3) == bias) \
  ? column("gradient_norm") : NaN
stats "saturation.csv" using 0:6 nooutput
set yrange [STATS_min_y / 10 : 10 * STATS_max_y]
draw = 'plot "saturation.csv" \
  using 4:(gradient(name, "He", 0)) with lines linewidth 4 linecolor "#0072b2" title "He", \
  "" using 4:(gradient(name, "Xavier", 0)) with lines linewidth 4 linecolor "#d55e00" title "Xavier"'
with_bias = ', \
  "" using 4:(gradient(name, "He", 0.1)) with lines linewidth 4 dashtype (5, 4) linecolor "#56b4e9" title "He, bias 0.1", \
  "" using 4:(gradient(name, "Xavier", 0.1)) with lines linewidth 4 dashtype (5, 4) linecolor "#e69f00" title "Xavier, bias 0.1"'

set multiplot layout 2, 3
do for [name in "sigmoid tanh relu gelu silu selu"] {
  set ylabel name eq "sigmoid" || name eq "gelu" ? "norm of the gradient" : ""
  set title name
  eval draw.(name eq "relu" ? with_bias : "")
}
unset multiplot
)gnuplot";

// The first x, in steps of 0.01, from which on the slope is under 1 % of the greatest; the first whose value is 1
// because the nearest float is; and the slope there, computed from x and, as a layer does it, from the value.
template <class Activation>
void add_flat(Table& table, const std::string& name) {
  constexpr Eigen::Index points = 3001;
  const Eigen::ArrayXf x = Eigen::ArrayXf::LinSpaced(points, 0, 30);
  const Eigen::ArrayXf value = Activation()(x), slope = Activation().derivative(x);
  Eigen::Index flat = 0, one = 0;
  (slope < slope(0) / 100).maxCoeff(&flat);
  (value == 1).maxCoeff(&one);
  table.add_row({name, x(flat), x(one), slope(one), Activation().backward(1.0f, value(one))});
}

// double, because squares of the smallest gradients underflow in float.
double norm(const Matrix& matrix) { return matrix.cast<double>().norm(); }

// What the networks have in common: the same seed gives all of them the same samples, and the same weights up to scale.
struct Setup {
  unsigned depth = 30, seed = 1;
};

// Of each hidden layer: the norm of its activations and of the gradient with respect to its weighted sums.
struct Norms {
  std::vector<double> activations, gradients;
};

// Of a network before training.
template <class Activation>
Norms norms_in_network(const Setup& setup, Initialisation initialisation, float bias) {
  constexpr Eigen::Index width = 256, samples = 64, classes = 2;
  std::mt19937 generator(setup.seed);
  const Matrix X = example::normal_matrix(width, samples, 1, generator);
  std::vector<Eigen::Index> labels;
  for (Eigen::Index i = 0; i < samples; ++i) labels.push_back(i % classes);

  example::Network<Activation> network({width, width, setup.depth, classes}, initialisation, generator, bias);
  network.backward(X, example::cross_entropy(network.forward(X), labels).gradient);
  Norms norms;
  for (const auto& layer : network.hidden) {
    norms.activations.push_back(norm(layer.Y));
    norms.gradients.push_back(norm(layer.dZ));
  }
  return norms;
}

// A row for each hidden layer to `layers`, and a row to `summary`.
void add_rows(Table& layers, Table& summary, const std::string& name, Initialisation initialisation, float bias,
              const Norms& norms) {
  const auto& [activations, gradients] = norms;
  const std::string scale = initialisation == Initialisation::he ? "He" : "Xavier";
  const Cell bias_text = bias == 0 ? "0" : "0.1";
  for (std::size_t i = 0; i < gradients.size(); ++i) {
    layers.add_row({name, scale, bias_text, i + 1, activations[i], gradients[i]});
  }
  const double first = gradients.front(), middle = gradients[gradients.size() / 2], last = gradients.back();
  const double growth = activations.back() / activations.front();
  summary.add_row({name, scale, bias_text, first, middle, last, first / last, growth});
}

template <class Activation>
void add_network(Table& layers, Table& summary, const Setup& setup, const std::string& name,
                 Initialisation initialisation, float bias) {
  add_rows(layers, summary, name, initialisation, bias, norms_in_network<Activation>(setup, initialisation, bias));
}

void compare_networks(const Setup& setup, const example::Report& report) {
  Table layers({"activation", "initialisation", "bias", "layer", "activation_norm", "gradient_norm"});
  Table summary(
      {"activation", "initialisation", "bias", "first layer", "middle", "last", "first / last", "activations"});
  for (const Initialisation initialisation : {Initialisation::he, Initialisation::xavier}) {
    add_network<simdact::Sigmoid>(layers, summary, setup, "sigmoid", initialisation, 0);
    add_network<simdact::Tanh>(layers, summary, setup, "tanh", initialisation, 0);
    add_network<simdact::Relu>(layers, summary, setup, "relu", initialisation, 0);
    add_network<simdact::Relu>(layers, summary, setup, "relu", initialisation, 0.1f);
    add_network<simdact::Gelu>(layers, summary, setup, "gelu", initialisation, 0);
    add_network<simdact::Silu>(layers, summary, setup, "silu", initialisation, 0);
    add_network<simdact::Selu>(layers, summary, setup, "selu", initialisation, 0);
  }
  std::cout
      << "\nNorm of the gradient of the loss in " << setup.depth
      << " layers, before training, and that of the last layer's\nactivations over that of the first layer's:\n\n";
  summary.print(std::cout, 3);
  std::cout << '\n';
  report.write("saturation", layers);
}

void find_flat_parts(const example::Report& report) {
  Table table({"activation", "slope_below_1_percent", "value_is_1", "slope_from_x", "slope_from_value"});
  add_flat<simdact::Sigmoid>(table, "sigmoid");
  add_flat<simdact::Tanh>(table, "tanh");
  std::cout << "The x from which on the slope is below 1 % of the greatest, and from which on the value is 1 as a\n"
               "float; the slope there, computed from x and from the value:\n\n";
  table.print(std::cout, 4);
  std::cout << '\n';
  report.write("flat", table);
}

}  // namespace

int main(int argc, char** argv) {
  Setup setup;
  std::filesystem::path directory = ".";
  const std::vector<example::Option> options = {
      example::whole_number("--depth", setup.depth, "the number of hidden layers", 2),
      example::whole_number("--seed", setup.seed, "what the random numbers start from"),
      example::output_directory(directory)};
  return example::run(argc, argv, description, options, [&] {
    const example::Report report(directory);
    find_flat_parts(report);
    compare_networks(setup, report);
    report.draw("saturation", gnuplot_script);
  });
}
