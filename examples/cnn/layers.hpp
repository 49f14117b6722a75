// A convolutional network. Its data are matrices with a row for each channel and a column for each pixel of each
// sample, image after image, row after row; so a sample's data are contiguous in memory, and flattening changes the
// view alone.
#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <random>
#include <simdact/eigen.hpp>
#include <string>
#include <utility>
#include <vector>

#include "../support/network.hpp"

namespace cnn {

using Eigen::Index;
using example::Dense;
using example::Matrix;
using example::Vector;

/// How ReLU's backward pass computes the gradient dX from dY and Y = relu(X).
using ReluBackward = Matrix (*)(const Matrix& dY, const Matrix& Y);

/// The gradient: passes where the input was positive.
inline Matrix plain(const Matrix& dY, const Matrix& Y) { return simdact::relu.backward(dY, Y); }

/// Deconvolution: passes where the gradient is positive.
inline Matrix deconvolution(const Matrix& dY, const Matrix&) { return simdact::relu(dY); }

/// Guided backpropagation: passes where both are positive.
inline Matrix guided(const Matrix& dY, const Matrix& Y) { return simdact::relu.backward(simdact::relu(dY), Y); }

struct ReluRule {
  const char* name;
  ReluBackward relu_backward;
};
constexpr std::array<ReluRule, 3> relu_rules = {
    {{"plain", plain}, {"guided", guided}, {"deconvolution", deconvolution}}};

/// The size of one sample's data.
struct Size {
  Index channels, rows, columns;

  Index pixels() const { return rows * columns; }
  Index total() const { return channels * pixels(); }
  std::string text() const {
    return std::to_string(channels) + " x " + std::to_string(rows) + " x " + std::to_string(columns);
  }
};

class Layer {
 public:
  Layer(std::string name, Size output, Index parameters)
      : name_(std::move(name)), output_(output), parameters_(parameters) {}
  virtual ~Layer() = default;
  const std::string& name() const { return name_; }
  const Size& output() const { return output_; }
  Index parameters() const { return parameters_; }

  virtual Matrix forward(const Matrix& X) = 0;
  /// The gradient with respect to the input of the last forward pass, which was X and gave Y.
  virtual Matrix backward(const Matrix& X, const Matrix& Y, const Matrix& dY, ReluBackward relu_backward) = 0;
  virtual void descend(const example::Descent&) {}

 private:
  std::string name_;
  Size output_;
  Index parameters_;
};

class Relu : public Layer {
 public:
  explicit Relu(const Size& input) : Layer("ReLU", input, 0) {}
  Matrix forward(const Matrix& X) override { return simdact::relu(X); }
  Matrix backward(const Matrix&, const Matrix& Y, const Matrix& dY, ReluBackward relu_backward) override {
    return relu_backward(dY, Y);
  }
};

/// W X + b with random W, for any number of columns of X.
inline Dense<example::Identity> random_dense(Index inputs, Index outputs, std::mt19937& generator) {
  return {example::Parameter<Matrix>(example::random_weights(inputs, outputs, example::Initialisation::he, generator)),
          example::Parameter<Vector>(Vector::Zero(outputs)),
          {},
          {},
          {}};
}

/// A dense layer of the flattened samples.
class FullyConnected : public Layer {
 public:
  FullyConnected(const Size& input, Index outputs, std::mt19937& generator)
      : Layer("dense", {outputs, 1, 1}, (input.total() + 1) * outputs),
        inputs_(input.total()),
        dense_(random_dense(inputs_, outputs, generator)) {}

  Matrix forward(const Matrix& X) override { return dense_.forward(flat(X)); }
  Matrix backward(const Matrix& X, const Matrix&, const Matrix& dY, ReluBackward) override {
    return dense_.backward(flat(X), dY).reshaped(X.rows(), X.cols());
  }
  void descend(const example::Descent& descent) override { dense_.descend(descent); }

 private:
  Matrix flat(const Matrix& X) const { return X.reshaped(inputs_, X.size() / inputs_); }

  Index inputs_;
  Dense<example::Identity> dense_;
};

/// A dense layer of the patch around each pixel, with zeros around the image.
class Convolution : public Layer {
 public:
  Convolution(const Size& input, Index width, Index outputs, std::mt19937& generator)
      : Layer("convolution " + std::to_string(width) + " x " + std::to_string(width),
              {outputs, input.rows, input.columns}, (input.channels * width * width + 1) * outputs),
        input_(input),
        width_(width),
        dense_(random_dense(input.channels * width * width, outputs, generator)) {}

  Matrix forward(const Matrix& X) override {
    patches_.setZero(input_.channels * width_ * width_, X.cols());
    for_each_run(X.cols(), [&](Index position, Index pixel, Index neighbour, Index length) {
      patches_.block(position * input_.channels, pixel, input_.channels, length) = X.middleCols(neighbour, length);
    });
    return dense_.forward(patches_);
  }

  Matrix backward(const Matrix& X, const Matrix&, const Matrix& dY, ReluBackward) override {
    const Matrix d_patches = dense_.backward(patches_, dY);
    Matrix dX = Matrix::Zero(X.rows(), X.cols());
    for_each_run(X.cols(), [&](Index position, Index pixel, Index neighbour, Index length) {
      dX.middleCols(neighbour, length) += d_patches.block(position * input_.channels, pixel, input_.channels, length);
    });
    return dX;
  }

  void descend(const example::Descent& descent) override { dense_.descend(descent); }

  /// A row for each output; the columns are the positions in the patch, row after row, each with all its channels.
  const Matrix& filters() const { return dense_.W.value; }

 private:
  // For each position in a patch and each row of each image: the run of pixels whose neighbour at that position is
  // inside the image, and the first of these neighbours.
  template <class F>
  void for_each_run(Index columns, const F& f) const {
    const Index reach = width_ / 2;
    for (Index position = 0; position < width_ * width_; ++position) {
      const Index down = position / width_ - reach, right = position % width_ - reach;
      for (Index image = 0; image < columns; image += input_.pixels()) {
        for (Index row = std::max<Index>(0, -down); row < std::min(input_.rows, input_.rows - down); ++row) {
          const Index pixel = image + row * input_.columns + std::max<Index>(0, -right);
          f(position, pixel, pixel + down * input_.columns + right, input_.columns - std::abs(right));
        }
      }
    }
  }

  Size input_;
  Index width_;
  Dense<example::Identity> dense_;
  Matrix patches_;  // of the last forward pass, a column for each pixel
};

/// The maximum of each 2 x 2 pixels.
class MaxPooling : public Layer {
 public:
  explicit MaxPooling(const Size& input)
      : Layer("max pooling 2 x 2", {input.channels, input.rows / 2, input.columns / 2}, 0), input_(input) {}

  Matrix forward(const Matrix& X) override {
    const Index columns = X.cols() / 4;
    largest_.resize(X.rows(), columns);
    Matrix Y(X.rows(), columns);
    for (Index pixel = 0; pixel < columns; ++pixel) {
      const Index row = pixel / output().columns, column = pixel % output().columns;
      const Index corner = 2 * (row * input_.columns + column);
      for (Index channel = 0; channel < X.rows(); ++channel) {
        Index& largest = largest_(channel, pixel);
        largest = corner;
        for (const Index other : {corner + 1, corner + input_.columns, corner + input_.columns + 1}) {
          if (X(channel, other) > X(channel, largest)) largest = other;
        }
        Y(channel, pixel) = X(channel, largest);
      }
    }
    return Y;
  }

  Matrix backward(const Matrix& X, const Matrix& Y, const Matrix& dY, ReluBackward) override {
    Matrix dX = Matrix::Zero(X.rows(), X.cols());
    for (Index pixel = 0; pixel < Y.cols(); ++pixel) {
      for (Index channel = 0; channel < Y.rows(); ++channel) {
        dX(channel, largest_(channel, pixel)) = dY(channel, pixel);
      }
    }
    return dX;
  }

 private:
  Size input_;
  Eigen::Matrix<Index, Eigen::Dynamic, Eigen::Dynamic> largest_;  // the columns that the maxima came from
};

/// Layers in sequence, with what the last passes computed.
class Network {
 public:
  explicit Network(const Size& input) : input_(input) {}

  /// Appends a layer, made from the size of the output so far and the arguments.
  template <class L, class... Arguments>
  const L& add(Arguments&&... arguments) {
    const Size& input = layers_.empty() ? input_ : layers_.back()->output();
    auto layer = std::make_unique<L>(input, std::forward<Arguments>(arguments)...);
    const L& result = *layer;
    layers_.push_back(std::move(layer));
    return result;
  }

  const std::vector<std::unique_ptr<Layer>>& layers() const { return layers_; }

  const Matrix& forward(const Matrix& X) {
    values_.assign(1, X);
    for (const auto& layer : layers_) values_.push_back(layer->forward(values_.back()));
    return values_.back();
  }

  /// Takes the gradient with respect to the outputs of the last forward pass, returns that with respect to its input.
  const Matrix& backward(const Matrix& d_outputs, ReluBackward relu_backward = plain) {
    gradients_.resize(values_.size());
    gradients_.back() = d_outputs;
    for (std::size_t i = layers_.size(); i-- > 0;) {
      gradients_[i] = layers_[i]->backward(values_[i], values_[i + 1], gradients_[i + 1], relu_backward);
    }
    return gradients_.front();
  }

  void descend(const example::Descent& descent) {
    for (const auto& layer : layers_) layer->descend(descent);
  }

  /// The output of a layer in the last forward pass, and the gradient with respect to it in the last backward pass.
  const Matrix& value(std::size_t layer) const { return values_[layer + 1]; }
  const Matrix& gradient(std::size_t layer) const { return gradients_[layer + 1]; }

 private:
  Size input_;
  std::vector<std::unique_ptr<Layer>> layers_;
  std::vector<Matrix> values_, gradients_;  // the input, then the output of each layer
};

}  // namespace cnn
