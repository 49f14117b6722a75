// Networks of fully connected layers that classify samples: initialisation, forward and backward pass, training.
#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>
#include <simdact/eigen.hpp>
#include <utility>
#include <vector>

#include "samples.hpp"

namespace example {

/// The variance of random weights: 2 / inputs after He, 2 / (inputs + outputs) after Xavier Glorot.
enum class Initialisation { he, xavier };

inline Matrix random_weights(Index inputs, Index outputs, Initialisation initialisation, std::mt19937& generator) {
  const Index fan = initialisation == Initialisation::he ? inputs : inputs + outputs;
  return normal_matrix(outputs, inputs, std::sqrt(2 / static_cast<float>(fan)), generator);
}

/// A step of gradient descent with momentum. `l2` / 2 times the sum of the squared weights is added to the loss.
struct Descent {
  float rate, momentum, l2;
};

/// What a network learns, with the gradient of the loss.
template <class Array>
struct Parameter {
  Array value, gradient, velocity;

  explicit Parameter(Array start) : value(std::move(start)), velocity(Array::Zero(value.rows(), value.cols())) {}

  void descend(float rate, float momentum, float l2) {
    velocity = momentum * velocity - rate * (gradient + l2 * value);
    value += velocity;
  }
};

/// Y = f(W X + b).
template <class Activation>
struct Dense {
  Parameter<Matrix> W;
  Parameter<Vector> b;
  Matrix Z;   // W X + b in the last forward pass, kept only where the backward pass cannot do with Y
  Matrix Y;   // of the last forward pass
  Matrix dZ;  // of the last backward pass: the gradient with respect to W X + b

  const Matrix& forward(const Matrix& X) {
    if constexpr (simdact::has_backward_from_output<Activation>) {
      Y = Activation()((W.value * X).colwise() + b.value);
    } else {
      Z = (W.value * X).colwise() + b.value;
      Y = Activation()(Z);
    }
    return Y;
  }

  /// Takes the gradient with respect to Y, returns that with respect to X.
  Matrix backward(const Matrix& X, const Matrix& dY) {
    if constexpr (simdact::has_backward_from_output<Activation>) {
      dZ = Activation().backward(dY, Y);
    } else {
      dZ = Activation().backward_from_input(dY, Z);
    }
    W.gradient.noalias() = dZ * X.transpose();
    b.gradient = dZ.rowwise().sum();
    return W.value.transpose() * dZ;
  }

  void descend(const Descent& descent) {
    W.descend(descent.rate, descent.momentum, descent.l2);
    b.descend(descent.rate, descent.momentum, 0);
  }
};

/// The activation of a layer that has none.
struct Identity {
  template <class X>
  const X& operator()(const X& x) const {
    return x;
  }
  static const Matrix& backward(const Matrix& dY, const Matrix&) { return dY; }
};

/// The numbers of units in a network.
struct Shape {
  Index inputs, width, depth, outputs;
};

/// `depth` hidden layers of `width` units each, then a linear layer.
template <class Activation>
struct Network {
  std::vector<Dense<Activation>> hidden;
  Dense<Identity> last;

  Network(const Shape& shape, Initialisation initialisation, std::mt19937& generator, float bias = 0)
      : last(random_layer<Identity>(shape.width, shape.outputs, initialisation, generator, 0)) {
    Index inputs = shape.inputs;
    for (Index i = 0; i < shape.depth; ++i) {
      hidden.push_back(random_layer<Activation>(inputs, shape.width, initialisation, generator, bias));
      inputs = shape.width;
    }
  }

  const Matrix& forward(const Matrix& X) {
    const Matrix* Y = &X;
    for (auto& layer : hidden) Y = &layer.forward(*Y);
    return last.forward(*Y);
  }

  /// `d_outputs` is the gradient of the loss with respect to the outputs of the last forward pass, which was of X.
  /// `l1` times the absolute hidden activations, summed over the units, mean over the samples, is added to the loss.
  void backward(const Matrix& X, const Matrix& d_outputs, float l1 = 0) {
    Matrix dY = last.backward(hidden.back().Y, d_outputs);
    for (std::size_t i = hidden.size(); i-- > 0;) {
      if (l1 > 0) dY += l1 / static_cast<float>(X.cols()) * hidden[i].Y.cwiseSign();
      dY = hidden[i].backward(i == 0 ? X : hidden[i - 1].Y, dY);
    }
  }

  void descend(const Descent& descent) {
    for (auto& layer : hidden) layer.descend(descent);
    last.descend(descent);
  }

 private:
  template <class F>
  static Dense<F> random_layer(Index inputs, Index outputs, Initialisation initialisation, std::mt19937& generator,
                               float bias) {
    return {Parameter<Matrix>(random_weights(inputs, outputs, initialisation, generator)),
            Parameter<Vector>(Vector::Constant(outputs, bias)),
            {},
            {},
            {}};
  }
};

/// The mean over the samples, and its gradient.
struct Loss {
  double value;
  Matrix gradient;
};

/// The cross-entropy of the softmax of a network's outputs.
inline Loss cross_entropy(const Matrix& outputs, const std::vector<Index>& classes) {
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

/// The share of samples whose largest output is that of their class.
inline double accuracy(const Matrix& outputs, const std::vector<Index>& classes) {
  double right = 0;
  for (Index i = 0; i < outputs.cols(); ++i) {
    Index best = 0;
    outputs.col(i).maxCoeff(&best);
    if (best == classes[static_cast<std::size_t>(i)]) ++right;
  }
  return right / static_cast<double>(outputs.cols());
}

/// One pass over the samples, in random order and batches of 50. `l1` is that of Network::backward.
template <class Activation>
void train_epoch(Network<Activation>& network, const Samples& samples, const Descent& descent, std::mt19937& generator,
                 float l1 = 0) {
  constexpr std::ptrdiff_t batch_size = 50;
  const std::vector<Index> order = random_order(samples, generator);
  for (auto begin = order.begin(); begin != order.end();) {
    const auto end = begin + std::min(batch_size, order.end() - begin);
    const Samples batch = samples.subset({begin, end});
    const Loss loss = cross_entropy(network.forward(batch.X), batch.classes);
    network.backward(batch.X, loss.gradient, l1);
    network.descend(descent);
    begin = end;
  }
}

}  // namespace example
