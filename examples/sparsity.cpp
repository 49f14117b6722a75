// How many hidden activations are exactly zero, at first and under an L1 penalty.
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
using example::Samples;
using example::Table;

constexpr const char* description =
    R"(Prints the share of exact zeros among the hidden activations of a network, fresh
and trained to tell two spirals apart, for each activation and several weights
of an L1 penalty on the activations. Writes to the directory:
  sparsity.csv    after each epoch, on the test samples: the share of zeros in
                  each hidden layer and in all of them, the mean absolute
                  activation, and the accuracy
  sparsity.gp     the gnuplot script that draws them
  sparsity.png    the picture, if there is gnuplot
)";

constexpr const char* gnuplot_script =
    R"gnuplot(# Draws sparsity.csv: zeros before training by layer; zeros and accuracy during training.

set terminal pngcairo size 1600, 560 font "sans,20" noenhanced
set output "sparsity.png"
set datafile separator ","
set border 3 linecolor "gray40"
set tics nomirror
set grid linetype 1 linecolor "gray85" linewidth 1
set yrange [-0.04 : 1.04]
set ytics 0.25
set lmargin 8
set rmargin 2.5
set bmargin 3.2
set tmargin 2.5
set xlabel offset 0, 0.4
set key top right samplen 2
if_run(name, l1, value) = (strcol(1) eq name && strcol(2) eq l1) ? value : NaN
if_fresh(name, value) = (strcol(1) eq name && strcol(2) eq "0" && column(3) == 0) ? value : NaN

set multiplot layout 1, 3
set title "zeros before training"
set xlabel "hidden layer"
set xrange [0.5 : 4.5]
set xtics 1
plot for [layer = 1 : 4] "sparsity.csv" using (layer):(if_fresh("relu", column(3 + layer))) \
    with points pointtype 7 pointsize 2.5 linecolor "#0072b2" title layer == 1 ? "relu" : "", \
  for [layer = 1 : 4] "" using (layer):(if_fresh("tanh", column(3 + layer))) \
    with points pointtype 5 pointsize 2.5 linecolor "#009e73" title layer == 1 ? "tanh" : "", \
  for [layer = 1 : 4] "" using (layer):(if_fresh("sigmoid", column(3 + layer))) \
    with points pointtype 9 pointsize 2.5 linecolor "#d55e00" title layer == 1 ? "sigmoid" : ""

set xlabel "epoch"
set xrange [* : *]
set xtics auto
draw = 'plot "sparsity.csv" \
  using 3:(if_run("relu", "0", column(c))) with lines linewidth 4 linecolor "#56b4e9" title "relu, no penalty", \
  "" using 3:(if_run("relu", "0.0003", column(c))) with lines linewidth 4 linecolor "#0072b2" title "relu, L1 0.0003", \
  "" using 3:(if_run("relu", "0.003", column(c))) with lines linewidth 4 linecolor "#08306b" title "relu, L1 0.003", \
  "" using 3:(if_run("relu", "0.03", column(c))) with lines linewidth 4 linecolor "#cc79a7" title "relu, L1 0.03", \
  "" using 3:(if_run("tanh", "0.003", column(c))) with lines linewidth 4 linecolor "#009e73" title "tanh, L1 0.003"'
set title "zeros during training"
c = 8
set key at graph 0.98, 0.46
eval draw
unset key
set title "accuracy on test samples"
c = 10
eval draw
unset multiplot
)gnuplot";

constexpr Eigen::Index depth = 4, width = 128;

struct Setup {
  unsigned epochs = 60, seed = 1;
};

// What the hidden activations look like on the test samples.
struct State {
  std::vector<double> zeros;  // the share in each layer
  double all_zeros = 0, mean_size = 0, accuracy = 0;
};

template <class Activation>
State observe(example::Network<Activation>& network, const Samples& test) {
  State state;
  state.accuracy = example::accuracy(network.forward(test.X), test.classes);
  for (const auto& layer : network.hidden) {
    state.zeros.push_back((layer.Y.array() == 0).template cast<double>().mean());
    state.all_zeros += state.zeros.back() / depth;
    state.mean_size += layer.Y.template cast<double>().cwiseAbs().mean() / depth;
  }
  return state;
}

void add_epoch(Table& epochs, const std::string& name, const std::string& l1, unsigned epoch, const State& state) {
  std::vector<Cell> row = {name, l1, epoch};
  row.insert(row.end(), state.zeros.begin(), state.zeros.end());
  row.insert(row.end(), {state.all_zeros, state.mean_size, state.accuracy});
  epochs.add_row(row);
}

// Trains a network, the same at first for every activation and penalty: a row for each epoch, and one to `summary`.
template <class Activation>
void add_run(Table& epochs, Table& summary, const Setup& setup, const std::string& name, const std::string& l1) {
  std::cout << "training with " << name << ", L1 weight " << l1 << std::endl;
  std::mt19937 generator(setup.seed);
  Samples training = example::spirals(1000, generator), test = example::spirals(1000, generator);
  const example::Standardisation standardise(training.X);
  training.X = standardise(training.X);
  test.X = standardise(test.X);
  example::Network<Activation> network({2, width, depth, 2}, example::Initialisation::he, generator);
  const State fresh = observe(network, test);
  State state = fresh;
  add_epoch(epochs, name, l1, 0, state);
  for (unsigned epoch = 1; epoch <= setup.epochs; ++epoch) {
    example::train_epoch(network, training, {0.05f, 0.9f, 0}, generator, std::stof(l1));
    state = observe(network, test);
    add_epoch(epochs, name, l1, epoch, state);
  }
  summary.add_row({name, l1, fresh.all_zeros, state.all_zeros, fresh.mean_size, state.mean_size, state.accuracy});
}

}  // namespace

int main(int argc, char** argv) {
  Setup setup;
  std::filesystem::path directory = ".";
  const std::vector<example::Option> options = {
      example::whole_number("--epochs", setup.epochs, "passes over the training samples", 1),
      example::whole_number("--seed", setup.seed, "what the random numbers start from"),
      example::output_directory(directory)};
  return example::run(argc, argv, description, options, [&] {
    const example::Report report(directory);
    Table epochs(
        {"activation", "l1", "epoch", "zeros_1", "zeros_2", "zeros_3", "zeros_4", "zeros", "mean_size", "accuracy"});
    Table summary({"activation", "L1 weight", "zeros before", "after", "mean size before", "after", "accuracy"});
    for (const char* l1 : {"0", "0.0003", "0.003", "0.03"}) {
      add_run<simdact::Relu>(epochs, summary, setup, "relu", l1);
    }
    for (const char* l1 : {"0", "0.003"}) {
      add_run<simdact::Tanh>(epochs, summary, setup, "tanh", l1);
      add_run<simdact::Sigmoid>(epochs, summary, setup, "sigmoid", l1);
    }
    std::cout << "\nHidden activations before and after " << setup.epochs << " epochs:\n\n";
    summary.print(std::cout, 3);
    std::cout << '\n';
    report.write("sparsity", epochs);
    report.draw("sparsity", gnuplot_script);
  });
}
