// Networks of fully connected layers that classify samples: initialisation, forward and backward pass, training.
#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <cstddef>
#include <random>
#include <simdact/eigen.hpp>
#include <utility>
#include <vector>

#include "samples.hpp"

namespace example {

/// The variance of random weights: 2 / inputs after He, 2 / (inputs + outputs) after Xavier Glorot.
enum class Initialisation { he, xavier };

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

/// Z = W X + b.
struct Linear {
  Parameter<Matrix> W;
  Parameter<Vector> b;

  /// Random W, constant b.
  Linear(Index inputs, Index outputs, Initialisation initialisation, std::mt19937& generator, float bias = 0);

  Matrix forward(const Matrix& X) const;

  /// Takes the gradient with respect to Z, returns that with respect to X.
  Matrix backward(const Matrix& X, const Matrix& dZ);

  void descend(const Descent& descent);
};

/// Y = f(Z), Z = W X + b.
template <class Activation>
struct Dense {
  Linear linear;
  Matrix Z;   // of the last forward pass, kept only where the backward pass cannot do with Y
  Matrix Y;   // of the last forward pass
  Matrix dZ;  // of the last backward pass

  Dense(Index inputs, Index outputs, Initialisation initialisation, std::mt19937& generator, float bias)
      : linear(inputs, outputs, initialisation, generator, bias) {}

  const Matrix& forward(const Matrix& X) {
    if constexpr (simdact::has_backward_from_output<Activation>) {
      Y = Activation()(linear.forward(X));
    } else {
      Z = linear.forward(X);
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
    return linear.backward(X, dZ);
  }
};

/// The gradient of `l1` times the absolute activations Y, summed over the units, mean over the samples.
Matrix l1_gradient(const Matrix& Y, float l1);

/// The numbers of units in a network.
struct Shape {
  Index inputs, width, depth, outputs;
};

/// `depth` hidden layers of `width` units each, then a linear layer.
template <class Activation>
struct Network {
  std::vector<Dense<Activation>> hidden;
  Linear last;

  Network(const Shape& shape, Initialisation initialisation, std::mt19937& generator, float bias = 0)
      : last(shape.width, shape.outputs, initialisation, generator) {
    Index inputs = shape.inputs;
    for (Index i = 0; i < shape.depth; ++i) {
      hidden.emplace_back(inputs, shape.width, initialisation, generator, bias);
      inputs = shape.width;
    }
  }

  Matrix forward(const Matrix& X) {
    const Matrix* Y = &X;
    for (auto& layer : hidden) Y = &layer.forward(*Y);
    return last.forward(*Y);
  }

  /// `d_outputs` is the gradient of the loss with respect to the outputs of the last forward pass, which was of X.
  /// An L1 penalty on the activations of each hidden layer, of weight `l1`, is added to the loss.
  void backward(const Matrix& X, const Matrix& d_outputs, float l1 = 0) {
    Matrix dY = last.backward(hidden.back().Y, d_outputs);
    for (std::size_t i = hidden.size(); i-- > 0;) {
      if (l1 > 0) dY += l1_gradient(hidden[i].Y, l1);
      dY = hidden[i].backward(i == 0 ? X : hidden[i - 1].Y, dY);
    }
  }

  void descend(const Descent& descent) {
    for (auto& layer : hidden) layer.linear.descend(descent);
    last.descend(descent);
  }
};

/// The mean over the samples, and its gradient.
struct Loss {
  double value;
  Matrix gradient;
};

/// The cross-entropy of the softmax of a network's outputs.
Loss cross_entropy(const Matrix& outputs, const std::vector<Index>& classes);

/// The share of samples whose largest output is that of their class.
double accuracy(const Matrix& outputs, const std::vector<Index>& classes);

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
