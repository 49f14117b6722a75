#include "network.hpp"

#include <cmath>

namespace example {
namespace {

Matrix random_weights(Index inputs, Index outputs, Initialisation initialisation, std::mt19937& generator) {
  const Index fan = initialisation == Initialisation::he ? inputs : inputs + outputs;
  return normal_matrix(outputs, inputs, std::sqrt(2 / static_cast<float>(fan)), generator);
}

}  // namespace

Linear::Linear(Index inputs, Index outputs, Initialisation initialisation, std::mt19937& generator, float bias)
    : W(random_weights(inputs, outputs, initialisation, generator)), b(Vector::Constant(outputs, bias)) {}

Matrix Linear::forward(const Matrix& X) const { return (W.value * X).colwise() + b.value; }

Matrix Linear::backward(const Matrix& X, const Matrix& dZ) {
  W.gradient.noalias() = dZ * X.transpose();
  b.gradient = dZ.rowwise().sum();
  return W.value.transpose() * dZ;
}

void Linear::descend(const Descent& descent) {
  W.descend(descent.rate, descent.momentum, descent.l2);
  b.descend(descent.rate, descent.momentum, 0);
}

Matrix l1_gradient(const Matrix& Y, float l1) { return l1 / static_cast<float>(Y.cols()) * Y.cwiseSign(); }

Loss cross_entropy(const Matrix& outputs, const std::vector<Index>& classes) {
  const Matrix shifted = outputs.rowwise() - outputs.colwise().maxCoeff();
  const Eigen::RowVectorXf log_sums = shifted.array().exp().colwise().sum().log();
  const Matrix log_probabilities = shifted.rowwise() - log_sums;
  const auto count = static_cast<float>(outputs.cols());
  Loss loss{0, log_probabilities.array().exp() / count};
  for (Index i = 0; i < outputs.cols(); ++i) {
    const Index expected = classes[static_cast<std::size_t>(i)];
    loss.value -= static_cast<double>(log_probabilities(expected, i)) / count;
    loss.gradient(expected, i) -= 1 / count;
  }
  return loss;
}

double accuracy(const Matrix& outputs, const std::vector<Index>& classes) {
  double right = 0;
  for (Index i = 0; i < outputs.cols(); ++i) {
    Index best = 0;
    outputs.col(i).maxCoeff(&best);
    if (best == classes[static_cast<std::size_t>(i)]) ++right;
  }
  return right / static_cast<double>(outputs.cols());
}

}  // namespace example
