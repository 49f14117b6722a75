// Deep networks that differ in their activation, trained on one task, with scaled inputs or not, with L2 or not.
#include <Eigen/Core>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <optional>
#include <random>
#include <simdact/eigen.hpp>
#include <string>

#include "support/network.hpp"
#include "support/program.hpp"
#include "support/report.hpp"
#include "support/samples.hpp"

namespace {

using example::Cell;
using example::Samples;
using example::Table;

constexpr const char* description =
    R"(Trains the same deep network (8 hidden layers of 32 units, He's initialisation)
with relu, gelu, silu, tanh and sigmoid, on features as they are and scaled to
mean 0 and variance 1, with and without an L2 penalty on the weights. The task
is to tell two spirals apart, or what --data gives. Prints the results. Writes
to the directory:
  training.csv    for each epoch, the loss on training and test samples, the
                  accuracy on test samples and the norm of the weights
  training.gp     the gnuplot script that draws loss and accuracy
  training.png    the picture, if there is gnuplot
)";

constexpr const char* gnuplot_script =
    R"gnuplot(# Draws training.csv: loss above, accuracy below, a column for each setting.

set terminal pngcairo size 1800, 900 font "sans,20" noenhanced
set output "training.png"
set datafile separator ","
set border 3 linecolor "gray40"
set tics nomirror
set grid linetype 1 linecolor "gray85" linewidth 1
set lmargin 7.5
set rmargin 2.5
set bmargin 3.2
set tmargin 2.5
set xlabel "epoch" offset 0, 0.4
if_run(name, value) = (strcol(1) eq name && strcol(2) eq scaling && strcol(3) eq l2) ? value : NaN
draw = 'plot "training.csv" \
  using 4:(if_run("relu", column(c))) with lines linewidth 4 linecolor "#0072b2" title "relu", \
  "" using 4:(if_run("gelu", column(c))) with lines linewidth 4 linecolor "#cc79a7" title "gelu", \
  "" using 4:(if_run("silu", column(c))) with lines linewidth 4 linecolor "#e69f00" title "silu", \
  "" using 4:(if_run("tanh", column(c))) with lines linewidth 4 linecolor "#009e73" title "tanh", \
  "" using 4:(if_run("sigmoid", column(c))) with lines linewidth 4 linecolor "#d55e00" title "sigmoid"'

set key at graph 0.98, 0.6 samplen 2

set multiplot layout 2, 4
do for [c in "5 7"] {
  c = int(c)
  if (c == 5) {
    set ylabel "loss on training samples" offset 1
    set yrange [0 : 1]
  } else {
    set ylabel "accuracy on test samples" offset 1
    set yrange [0.4 : 1.02]
  }
  do for [scaling in "on off"] {
    do for [l2 in "0 0.001"] {
      set title "scaling ".scaling.", ".(l2 eq "0" ? "no L2" : "L2 ".l2)
      eval draw
      unset key
      unset ylabel
    }
  }
}
unset multiplot
)gnuplot";

struct Setup {
  unsigned epochs = 100, seed = 1;
  std::filesystem::path data;
};

struct Task {
  Samples training, test;
};

// The samples in random order: three of four to train with, the others to test.
Task split(const Samples& samples, std::mt19937& generator) {
  const auto order = example::random_order(samples, generator);
  const auto middle = order.begin() + 3 * (order.end() - order.begin()) / 4;
  return {samples.subset({order.begin(), middle}), samples.subset({middle, order.end()})};
}

Task scaled(const Task& task) {
  const example::Standardisation standardise(task.training.X);
  Task result = task;
  result.training.X = standardise(task.training.X);
  result.test.X = standardise(task.test.X);
  return result;
}

template <class Activation>
double weight_norm(const example::Network<Activation>& network) {
  double sum = network.last.W.value.squaredNorm();
  for (const auto& layer : network.hidden) sum += layer.linear.W.value.squaredNorm();
  return std::sqrt(sum);
}

// What to train on, and how.
struct Setting {
  Task task;
  std::string scaling, l2;
};

// Trains a network: a row to `epochs` for each epoch, and one to `summary`. Every run gets the same random numbers.
template <class Activation>
void add_run(Table& epochs, Table& summary, unsigned last_epoch, const std::string& name, const Setting& setting,
             std::mt19937 generator) {
  std::cout << "training with " << name << ", scaling " << setting.scaling << ", L2 weight " << setting.l2 << std::endl;
  const auto& [training, test] = setting.task;
  const example::Descent descent{0.01f, 0.9f, std::stof(setting.l2)};
  example::Network<Activation> network({training.X.rows(), 32, 8, training.class_count}, example::Initialisation::he,
                                       generator);
  std::optional<unsigned> learnt;  // the first epoch with an accuracy of 95 %
  for (unsigned epoch = 0;; ++epoch) {
    const double training_loss = example::cross_entropy(network.forward(training.X), training.classes).value;
    const example::Matrix& outputs = network.forward(test.X);
    const double test_loss = example::cross_entropy(outputs, test.classes).value;
    const double accuracy = example::accuracy(outputs, test.classes), weights = weight_norm(network);
    if (accuracy >= 0.95 && !learnt) learnt = epoch;
    epochs.add_row({name, setting.scaling, setting.l2, epoch, training_loss, test_loss, accuracy, weights});
    if (epoch == last_epoch) {
      summary.add_row({name, setting.scaling, setting.l2, training_loss, test_loss, accuracy,
                       learnt ? Cell(*learnt) : Cell("-"), weights});
      return;
    }
    example::train_epoch(network, training, descent, generator);
  }
}

}  // namespace

int main(int argc, char** argv) {
  Setup setup;
  std::filesystem::path directory = ".";
  const std::vector<example::Option> options = {
      example::path("--data", setup.data, "CSV: a line of names, then features and last a class (default: spirals)"),
      example::whole_number("--epochs", setup.epochs, "passes over the training samples", 1),
      example::whole_number("--seed", setup.seed, "what the random numbers start from"),
      example::output_directory(directory)};
  return example::run(argc, argv, description, options, [&] {
    std::mt19937 generator(setup.seed);
    const Samples samples = setup.data.empty() ? example::spirals(1600, generator) : example::read_samples(setup.data);
    const Task task = split(samples, generator);
    const example::Report report(directory);
    Table epochs({"activation", "scaling", "l2", "epoch", "training_loss", "test_loss", "test_accuracy", "weights"});
    Table summary({"activation", "scaling", "L2", "training loss", "test loss", "test accuracy", "95 % at epoch",
                   "norm of weights"});
    for (const bool scale : {true, false}) {
      for (const char* l2 : {"0", "0.001"}) {
        const Setting setting{scale ? scaled(task) : task, scale ? "on" : "off", l2};
        add_run<simdact::Relu>(epochs, summary, setup.epochs, "relu", setting, generator);
        add_run<simdact::Gelu>(epochs, summary, setup.epochs, "gelu", setting, generator);
        add_run<simdact::Silu>(epochs, summary, setup.epochs, "silu", setting, generator);
        add_run<simdact::Tanh>(epochs, summary, setup.epochs, "tanh", setting, generator);
        add_run<simdact::Sigmoid>(epochs, summary, setup.epochs, "sigmoid", setting, generator);
      }
    }
    std::cout << "\nAfter " << setup.epochs << " epochs:\n\n";
    summary.print(std::cout, 3);
    std::cout << '\n';
    report.write("training", epochs);
    report.draw("training", gnuplot_script);
  });
}
