#include "layers.hpp"

#include <algorithm>
#include <cstdlib>
#include <simdact/eigen.hpp>

namespace cnn {

Matrix plain(const Matrix& dY, const Matrix& Y) { return simdact::relu.backward(dY, Y); }

Matrix deconvolution(const Matrix& dY, const Matrix&) { return simdact::relu(dY); }

Matrix guided(const Matrix& dY, const Matrix& Y) { return simdact::relu.backward(simdact::relu(dY), Y); }

std::string Size::text() const {
  return std::to_string(channels) + " x " + std::to_string(rows) + " x " + std::to_string(columns);
}

Matrix Relu::forward(const Matrix& X) { return simdact::relu(X); }

Matrix Relu::backward(const Matrix&, const Matrix& Y, const Matrix& dY, ReluBackward relu_backward) {
  return relu_backward(dY, Y);
}

FullyConnected::FullyConnected(const Size& input, Index outputs, std::mt19937& generator)
    : Layer("dense", {outputs, 1, 1}, (input.total() + 1) * outputs),
      inputs_(input.total()),
      linear_(inputs_, outputs, example::Initialisation::he, generator) {}

Matrix FullyConnected::forward(const Matrix& X) { return linear_.forward(flat(X)); }

Matrix FullyConnected::backward(const Matrix& X, const Matrix&, const Matrix& dY, ReluBackward) {
  return linear_.backward(flat(X), dY).reshaped(X.rows(), X.cols());
}

Matrix FullyConnected::flat(const Matrix& X) const { return X.reshaped(inputs_, X.size() / inputs_); }

Convolution::Convolution(const Size& input, Index width, Index outputs, std::mt19937& generator)
    : Layer("convolution " + std::to_string(width) + " x " + std::to_string(width),
            {outputs, input.rows, input.columns}, (input.channels * width * width + 1) * outputs),
      input_(input),
      width_(width),
      linear_(input.channels * width * width, outputs, example::Initialisation::he, generator) {}

// For each position in a patch and each row of each image: the run of pixels whose neighbour at that position is
// inside the image, and the first of these neighbours.
template <class F>
void Convolution::for_each_run(Index columns, const F& f) const {
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

Matrix Convolution::forward(const Matrix& X) {
  patches_.setZero(input_.channels * width_ * width_, X.cols());
  for_each_run(X.cols(), [&](Index position, Index pixel, Index neighbour, Index length) {
    patches_.block(position * input_.channels, pixel, input_.channels, length) = X.middleCols(neighbour, length);
  });
  return linear_.forward(patches_);
}

Matrix Convolution::backward(const Matrix& X, const Matrix&, const Matrix& dY, ReluBackward) {
  const Matrix d_patches = linear_.backward(patches_, dY);
  Matrix dX = Matrix::Zero(X.rows(), X.cols());
  for_each_run(X.cols(), [&](Index position, Index pixel, Index neighbour, Index length) {
    dX.middleCols(neighbour, length) += d_patches.block(position * input_.channels, pixel, input_.channels, length);
  });
  return dX;
}

MaxPooling::MaxPooling(const Size& input)
    : Layer("max pooling 2 x 2", {input.channels, input.rows / 2, input.columns / 2}, 0), input_(input) {}

Matrix MaxPooling::forward(const Matrix& X) {
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

Matrix MaxPooling::backward(const Matrix& X, const Matrix& Y, const Matrix& dY, ReluBackward) {
  Matrix dX = Matrix::Zero(X.rows(), X.cols());
  for (Index pixel = 0; pixel < Y.cols(); ++pixel) {
    for (Index channel = 0; channel < Y.rows(); ++channel) {
      dX(channel, largest_(channel, pixel)) = dY(channel, pixel);
    }
  }
  return dX;
}

const Matrix& Network::forward(const Matrix& X) {
  values_.assign(1, X);
  for (const auto& layer : layers_) values_.push_back(layer->forward(values_.back()));
  return values_.back();
}

const Matrix& Network::backward(const Matrix& d_outputs, ReluBackward relu_backward) {
  gradients_.resize(values_.size());
  gradients_.back() = d_outputs;
  for (std::size_t i = layers_.size(); i-- > 0;) {
    gradients_[i] = layers_[i]->backward(values_[i], values_[i + 1], gradients_[i + 1], relu_backward);
  }
  return gradients_.front();
}

void Network::descend(const example::Descent& descent) {
  for (const auto& layer : layers_) layer->descend(descent);
}

}  // namespace cnn
