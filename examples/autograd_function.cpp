// Activations in automatic differentiation: a small tape, whose gradients are checked by two other methods.
#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <limits>
#include <random>
#include <simdact/eigen.hpp>
#include <string>
#include <unsupported/Eigen/AutoDiff>
#include <vector>

#include "autograd/tape.hpp"
#include "support/program.hpp"
#include "support/report.hpp"

namespace {

using Eigen::Index;
using tape::Matrix;
using tape::Variable;
using Scalar = Eigen::AutoDiffScalar<Eigen::VectorXd>;
// At most 4 x 4: Eigen multiplies what is known to be small by plain loops, which compile far faster.
using ScalarMatrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::ColMajor, 4, 4>;

constexpr const char* description =
    R"(Differentiates sum(f(V f(W f(W X)))) with respect to X, W and V, for each
activation f, by a tape, by central differences and by Eigen's AutoDiffScalar.
Writes to the directory:
  gradients.csv            each coefficient of the gradients, by the three methods
  steps.csv                how far central differences are off, for steps of many sizes
  autograd_function.gp     the gnuplot script that draws the steps
  autograd_function.png    the picture, if there is gnuplot
)";

constexpr const char* gnuplot_script =
    R"gnuplot(# Draws steps.csv.

set terminal pngcairo size 1100, 700 font "sans,20"
set output "autograd_function.png"
set datafile separator ","
set logscale xy
set format "10^{%T}"
set border 3 linecolor "gray40"
set tics nomirror
unset mxtics
unset mytics
set grid linetype 1 linecolor "gray85" linewidth 1
set key at graph 0.5, 0.97 center top samplen 2 spacing 1.2
set title "Error of central differences, for a network of each activation"
set xlabel "step"
set ylabel "largest difference from the tape"
set yrange [1e-17 : 1e3]
set lmargin 10

stats "gradients.csv" using (abs(column("tape") - column("autodiff"))) name "autodiff" nooutput
set label "AutoDiffScalar" at graph 0.98, first autodiff_max * 4 right
set arrow from graph 0, first autodiff_max to graph 1, first autodiff_max nohead \
  linewidth 3 dashtype (5, 4) linecolor "gray40"
plot "steps.csv" using "step":"relu" with lines linewidth 4 linecolor "#0072b2" title "relu", \
  "" using "step":"sigmoid" with lines linewidth 4 linecolor "#d55e00" title "sigmoid", \
  "" using "step":"tanh" with lines linewidth 4 linecolor "#009e73" title "tanh"
)gnuplot";

// What the functions on the tape are for Eigen's matrices.
template <class Activation, class X>
typename X::PlainObject activate(const Eigen::MatrixBase<X>& x) {
  return Activation()(x.derived());
}
template <class X>
typename X::Scalar sum(const Eigen::MatrixBase<X>& x) {
  return x.sum();
}

// X, W and V.
template <class T>
using Inputs = std::array<T, 3>;
constexpr std::array<const char*, 3> input_names = {"X", "W", "V"};

// One formula for all methods. W is used twice, so that its gradient is a sum.
template <class Activation, class T>
auto network(const Inputs<T>& inputs) {
  const auto& [X, W, V] = inputs;
  return sum(activate<Activation>(V * activate<Activation>(W * activate<Activation>(W * X))));
}

// The formula as each method takes it.
struct Formula {
  Variable (*of_variables)(const Inputs<Variable>&);
  double (*of_matrices)(const Inputs<Matrix>&);
  Scalar (*of_scalars)(const Inputs<ScalarMatrix>&);
};
template <class Activation>
constexpr Formula formula = {network<Activation, Variable>, network<Activation, Matrix>,
                             network<Activation, ScalarMatrix>};

Inputs<Matrix> tape_gradients(const Formula& f, const Inputs<Matrix>& inputs) {
  const Variable X(inputs[0]), W(inputs[1]), V(inputs[2]);
  f.of_variables({X, W, V}).backward();
  return {X.gradient(), W.gradient(), V.gradient()};
}

Inputs<Matrix> finite_differences(const Formula& f, const Inputs<Matrix>& inputs, double step) {
  Inputs<Matrix> result = inputs, moved = inputs;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    for (Index k = 0; k < inputs[i].size(); ++k) {
      const double x = inputs[i](k), right = x + step, left = x - step;
      moved[i](k) = right;
      const double above = f.of_matrices(moved);
      moved[i](k) = left;
      result[i](k) = (above - f.of_matrices(moved)) / (right - left);
      moved[i](k) = x;
    }
  }
  return result;
}

Inputs<Matrix> autodiff_gradients(const Formula& f, const Inputs<Matrix>& inputs) {
  Inputs<ScalarMatrix> scalars;
  const auto size = static_cast<int>(inputs[0].size() + inputs[1].size() + inputs[2].size());
  int position = 0;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    scalars[i].resizeLike(inputs[i]);
    for (Index k = 0; k < inputs[i].size(); ++k) scalars[i](k) = Scalar(inputs[i](k), size, position++);
  }
  const Scalar output = f.of_scalars(scalars);
  const double* derivatives = output.derivatives().data();
  Inputs<Matrix> result = inputs;
  for (Matrix& gradient : result) {
    gradient = Eigen::Map<const Matrix>(derivatives, gradient.rows(), gradient.cols());
    derivatives += gradient.size();
  }
  return result;
}

double largest_difference(const Inputs<Matrix>& a, const Inputs<Matrix>& b) {
  double result = 0;
  for (std::size_t i = 0; i < a.size(); ++i) result = std::max(result, (a[i] - b[i]).cwiseAbs().maxCoeff());
  return result;
}

// Rows for one activation.
void add_gradients(example::Table& coefficients, example::Table& summary, const std::string& name, const Formula& f,
                   const Inputs<Matrix>& inputs) {
  // The step whose truncation error, its square, is about the rounding error, the unit in the last place over the step.
  const double step = std::cbrt(std::numeric_limits<double>::epsilon());
  const Inputs<Matrix> tape = tape_gradients(f, inputs);
  const Inputs<Matrix> differences = finite_differences(f, inputs, step);
  const Inputs<Matrix> autodiff = autodiff_gradients(f, inputs);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    for (Index k = 0; k < inputs[i].size(); ++k) {
      coefficients.add_row({name, input_names[i], k, tape[i](k), differences[i](k), autodiff[i](k)});
    }
    summary.add_row({name, input_names[i], tape[i].size(), tape[i].cwiseAbs().maxCoeff(),
                     (tape[i] - differences[i]).cwiseAbs().maxCoeff(), (tape[i] - autodiff[i]).cwiseAbs().maxCoeff()});
  }
}

// How far central differences with this step are from the tape.
double error_of_step(const Formula& f, const Inputs<Matrix>& inputs, double step) {
  return largest_difference(finite_differences(f, inputs, step), tape_gradients(f, inputs));
}

void compare(unsigned seed, const example::Report& report) {
  std::mt19937 generator(seed);
  std::normal_distribution<double> normal;
  const auto random_matrix = [&](Index rows, Index columns) {
    return Matrix(Matrix::NullaryExpr(rows, columns, [&] { return normal(generator); }));
  };
  const Matrix X = random_matrix(4, 3), W = random_matrix(4, 4), V = random_matrix(2, 4);
  const Inputs<Matrix> inputs = {X, W, V};

  example::Table coefficients({"activation", "input", "coefficient", "tape", "finite_difference", "autodiff"});
  example::Table summary({"activation", "input", "size", "largest coefficient", "- finite differences", "- autodiff"});
  add_gradients(coefficients, summary, "relu", formula<simdact::Relu>, inputs);
  add_gradients(coefficients, summary, "sigmoid", formula<simdact::Sigmoid>, inputs);
  add_gradients(coefficients, summary, "tanh", formula<simdact::Tanh>, inputs);
  std::cout << "The gradients by the tape, and their largest differences from those by the other methods:\n\n";
  summary.print(std::cout, 3);
  std::cout << '\n';
  report.write("gradients", coefficients);

  example::Table steps({"step", "relu", "sigmoid", "tanh"});
  for (int i = -44; i <= 0; ++i) {
    const double step = std::pow(10, i / 4.0);
    steps.add_row({step, error_of_step(formula<simdact::Relu>, inputs, step),
                   error_of_step(formula<simdact::Sigmoid>, inputs, step),
                   error_of_step(formula<simdact::Tanh>, inputs, step)});
  }
  report.write("steps", steps);
}

}  // namespace

int main(int argc, char** argv) {
  unsigned seed = 1;
  std::filesystem::path directory = ".";
  const std::vector<example::Option> options = {
      example::whole_number("--seed", seed, "what the random numbers start from"),
      example::output_directory(directory)};
  return example::run(argc, argv, description, options, [&] {
    const example::Report report(directory);
    compare(seed, report);
    report.draw("autograd_function", gnuplot_script);
  });
}
