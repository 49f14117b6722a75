#include "maps.hpp"

#include <simdact/eigen.hpp>

namespace cnn {
namespace {

// The gradient of the outputs' sum over the images, each taking the output of its class alone.
Matrix class_gradient(const Samples& samples) {
  Matrix result = Matrix::Zero(samples.class_count, samples.X.cols());
  for (Index image = 0; image < samples.X.cols(); ++image) {
    result(samples.classes[static_cast<std::size_t>(image)], image) = 1;
  }
  return result;
}

// How the output of each image's class changes with each pixel.
Matrix image_gradient(Network& network, const Samples& samples, ReluBackward relu_backward) {
  classify(network, samples.X);
  return network.backward(class_gradient(samples), relu_backward).reshaped(pixels, samples.X.cols());
}

// The saliency map: the absolute gradient.
Matrix saliency(Network& network, const Samples& samples, ReluBackward relu_backward) {
  return image_gradient(network, samples, relu_backward).cwiseAbs();
}

// The gradient class activation map (Grad-CAM) of a layer: the sum of its channels, each times the mean gradient of
// the class's output with respect to it, where it is positive; enlarged to the size of the image.
Matrix class_activation(Network& network, const Samples& samples, std::size_t layer, ReluBackward relu_backward) {
  image_gradient(network, samples, relu_backward);
  const Size size = network.layers()[layer]->output();
  Matrix maps(pixels, samples.X.cols());
  for (Index image = 0; image < samples.X.cols(); ++image) {
    const auto channels = network.value(layer).middleCols(image * size.pixels(), size.pixels());
    const auto gradients = network.gradient(layer).middleCols(image * size.pixels(), size.pixels());
    const Matrix map = simdact::relu(gradients.rowwise().mean().transpose() * channels);
    for (Index pixel = 0; pixel < pixels; ++pixel) {
      const Index row = pixel / side * size.rows / side, column = pixel % side * size.columns / side;
      maps(pixel, image) = map(row * size.columns + column);
    }
  }
  return maps;
}

}  // namespace

const Matrix& classify(Network& network, const Matrix& images) {
  return network.forward(images.reshaped(1, images.size()));
}

Matrix occlusion(Network& network, const Samples& samples) {
  Matrix maps(pixels, samples.X.cols());
  for (Index image = 0; image < samples.X.cols(); ++image) {
    const Index expected = samples.classes[static_cast<std::size_t>(image)];
    const float whole = classify(network, samples.X.col(image))(expected);
    for (Index row = 0; row < side; ++row) {
      Matrix occluded = samples.X.col(image).replicate(1, side);
      for (Index column = 0; column < side; ++column) neighbourhood(occluded.col(column), row, column).setZero();
      maps.col(image).segment(row * side, side) = whole - classify(network, occluded).row(expected).array();
    }
  }
  return simdact::relu(maps);
}

std::vector<Maps> saliency_maps(Network& network, const Samples& samples) {
  std::vector<Maps> result;
  for (const ReluRule& rule : relu_rules) {
    result.push_back({"saliency", rule.name, saliency(network, samples, rule.relu_backward)});
  }
  return result;
}

std::vector<Maps> class_activation_maps(Network& network, const Samples& samples, std::size_t layer) {
  std::vector<Maps> result, products = saliency_maps(network, samples);
  for (std::size_t i = 0; i < relu_rules.size(); ++i) {
    const Matrix maps = class_activation(network, samples, layer, relu_rules[i].relu_backward);
    result.push_back({"CAM", relu_rules[i].name, maps});
    products[i].kind = "CAM*saliency";
    products[i].values.array() *= maps.array();
  }
  result.insert(result.end(), products.begin(), products.end());
  return result;
}

Samples maximise_activation(Network& network, Index class_count, std::mt19937& generator) {
  constexpr int steps = 200;
  constexpr float rate = 0.5f, blur = 0.1f, decay = 0.03f;
  Samples samples{example::normal_matrix(pixels, class_count, 0.1f, generator), {}, class_count};
  for (Index i = 0; i < class_count; ++i) samples.classes.push_back(i);
  for (int step = 0; step < steps; ++step) {
    const Matrix blurred = filter(samples.X, [](const auto& around) { return around.mean(); });
    const Matrix direction = image_gradient(network, samples, plain).colwise().normalized();
    samples.X = ((1 - blur - decay) * samples.X + blur * blurred + rate * direction).cwiseMax(0).cwiseMin(1);
  }
  return samples;
}

Focus focus(const Vector& map, const Vector& mask, const Vector& surroundings) {
  const Vector mass = map.cwiseAbs();
  const double near = mass.dot(surroundings);
  return {surroundings.mean(), near / mass.sum(), mass.dot(mask) / near};
}

}  // namespace cnn
