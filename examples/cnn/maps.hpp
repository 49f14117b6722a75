// Pictures of what a convolutional network looks at. A matrix of images or maps has a column for each, pixels row by
// row.
#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "layers.hpp"
#include "shapes.hpp"

namespace cnn {

/// The 3 x 3 pixels around a pixel of an image, as far as they are inside it.
template <class Image>
auto neighbourhood(Image&& image, Index row, Index column) {
  const auto rows = Eigen::seq(std::max<Index>(row - 1, 0), std::min(row + 1, side - 1));
  const auto columns = Eigen::seq(std::max<Index>(column - 1, 0), std::min(column + 1, side - 1));
  return std::forward<Image>(image).template reshaped<Eigen::RowMajor>(side, side)(rows, columns);
}

/// The images with each pixel replaced by f of the pixels around it.
template <class F>
Matrix filter(const Matrix& images, const F& f) {
  Matrix result(images.rows(), images.cols());
  for (Index image = 0; image < images.cols(); ++image) {
    for (Index pixel = 0; pixel < pixels; ++pixel) {
      result(pixel, image) = f(neighbourhood(images.col(image), pixel / side, pixel % side));
    }
  }
  return result;
}

/// The outputs of the network for images, a column each.
const Matrix& classify(Network& network, const Matrix& images);

/// The occlusion map: by how much the output of the class falls when the 3 x 3 pixels around a pixel are blanked.
Matrix occlusion(Network& network, const Samples& samples);

/// A map of each image, by a rule of ReLU's backward pass, if it needs one.
struct Maps {
  std::string kind, rule;
  Matrix values;

  std::string name() const { return rule.empty() ? kind : kind + ' ' + rule; }
};

/// The saliency maps by each rule.
std::vector<Maps> saliency_maps(Network& network, const Samples& samples);

/// The class activation maps of a layer by each rule, alone and times the saliency map of the rule.
std::vector<Maps> class_activation_maps(Network& network, const Samples& samples, std::size_t layer);

/// Activation maximisation: for each class an image, between 0 and 1, that gradient ascent of its output leads to from
/// weak noise. Each step blurs a little and darkens a little, which leaves what the class gains most by.
Samples maximise_activation(Network& network, Index class_count, std::mt19937& generator);

/// Where a map has its mass, the sum of its absolute values.
struct Focus {
  double area;       // the share of the image within a pixel of the shape's lines
  double mass;       // the share of the map's mass there; that of a flat map is `area`
  double sharpness;  // of that mass the share on the lines themselves: blur moves it to the pixels beside them
};

/// `mask` is 1 on the lines, `surroundings` within a pixel of them, 0 elsewhere.
Focus focus(const Vector& map, const Vector& mask, const Vector& surroundings);

}  // namespace cnn
