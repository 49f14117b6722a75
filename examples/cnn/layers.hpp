// A convolutional network. Its data are matrices with a row for each channel and a column for each pixel of each
// sample, image after image, row after row; so a sample's data are contiguous in memory, and flattening changes the
// view alone.
#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "../support/network.hpp"

namespace cnn {

using Eigen::Index;
using example::Linear;
using example::Matrix;

/// How ReLU's backward pass computes the gradient dX from dY and Y = relu(X).
using ReluBackward = Matrix (*)(const Matrix& dY, const Matrix& Y);

/// The gradient: passes where the input was positive.
Matrix plain(const Matrix& dY, const Matrix& Y);

/// Deconvolution: passes where the gradient is positive.
Matrix deconvolution(const Matrix& dY, const Matrix& Y);

/// Guided backpropagation: passes where both are positive.
Matrix guided(const Matrix& dY, const Matrix& Y);

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
  std::string text() const;
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
  Matrix forward(const Matrix& X) override;
  Matrix backward(const Matrix& X, const Matrix& Y, const Matrix& dY, ReluBackward relu_backward) override;
};

/// A linear layer of the flattened samples.
class FullyConnected : public Layer {
 public:
  FullyConnected(const Size& input, Index outputs, std::mt19937& generator);

  Matrix forward(const Matrix& X) override;
  Matrix backward(const Matrix& X, const Matrix& Y, const Matrix& dY, ReluBackward relu_backward) override;
  void descend(const example::Descent& descent) override { linear_.descend(descent); }

 private:
  Matrix flat(const Matrix& X) const;

  Index inputs_;
  Linear linear_;
};

/// A linear layer of the patch around each pixel, with zeros around the image.
class Convolution : public Layer {
 public:
  Convolution(const Size& input, Index width, Index outputs, std::mt19937& generator);

  Matrix forward(const Matrix& X) override;
  Matrix backward(const Matrix& X, const Matrix& Y, const Matrix& dY, ReluBackward relu_backward) override;
  void descend(const example::Descent& descent) override { linear_.descend(descent); }

  /// A row for each output; the columns are the positions in the patch, row after row, each with all its channels.
  const Matrix& filters() const { return linear_.W.value; }

 private:
  template <class F>
  void for_each_run(Index columns, const F& f) const;

  Size input_;
  Index width_;
  Linear linear_;
  Matrix patches_;  // of the last forward pass, a column for each pixel
};

/// The maximum of each 2 x 2 pixels.
class MaxPooling : public Layer {
 public:
  explicit MaxPooling(const Size& input);

  Matrix forward(const Matrix& X) override;
  Matrix backward(const Matrix& X, const Matrix& Y, const Matrix& dY, ReluBackward relu_backward) override;

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

  const Matrix& forward(const Matrix& X);

  /// Takes the gradient with respect to the outputs of the last forward pass, returns that with respect to its input.
  const Matrix& backward(const Matrix& d_outputs, ReluBackward relu_backward = plain);

  void descend(const example::Descent& descent);

  /// The output of a layer in the last forward pass, and the gradient with respect to it in the last backward pass.
  const Matrix& value(std::size_t layer) const { return values_[layer + 1]; }
  const Matrix& gradient(std::size_t layer) const { return gradients_[layer + 1]; }

 private:
  Size input_;
  std::vector<std::unique_ptr<Layer>> layers_;
  std::vector<Matrix> values_, gradients_;  // the input, then the output of each layer
};

}  // namespace cnn
