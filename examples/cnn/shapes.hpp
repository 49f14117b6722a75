// Images of shapes to tell apart, and where in each image the shape is.
#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <random>
#include <string>

#include "../support/samples.hpp"

namespace cnn {

using Eigen::Index;
using example::Matrix;
using example::Samples;
using example::Vector;

constexpr Index side = 20, pixels = side * side;  // of an image
const std::array<std::string, 4> class_names = {"circle", "square", "triangle", "cross"};

/// Images, a column each with the pixels row by row, and the masks of their shapes: 1 on the shape, 0 elsewhere.
struct Drawings {
  Samples samples;
  Matrix masks;
};

/// How far a point is from the outline of a regular polygon around the origin, seen from its nearest side.
inline float distance_from_polygon(int sides, float apothem, float x, float y) {
  float farthest = 0;
  for (int i = 0; i < sides; ++i) {
    const float angle = 1.57079633f + 6.28318531f * static_cast<float>(i) / static_cast<float>(sides);
    farthest = std::max(farthest, x * std::cos(angle) + y * std::sin(angle));
  }
  return std::abs(farthest - apothem);
}

/// How far a point is from the lines of the shape of a class around the origin.
inline float distance_from_shape(const std::string& name, float radius, float x, float y) {
  if (name == "circle") return std::abs(std::hypot(x, y) - radius);
  if (name == "square") return distance_from_polygon(4, 0.85f * radius, x, y);
  if (name == "triangle") return distance_from_polygon(3, 0.5f * radius, x, y);
  const auto [across, along] = std::minmax({std::abs(x), std::abs(y)});
  return std::max(across, along - radius);
}

/// Shapes of random size and position, drawn with lines two pixels wide, with noise on all pixels.
inline Drawings draw_shapes(Index count, std::mt19937& generator) {
  constexpr float smallest = 5, largest = 8, half_line = 1, noise = 0.2f, centre = (side - 1) / 2.0f;
  constexpr auto class_count = static_cast<Index>(class_names.size());
  Drawings drawings{{example::normal_matrix(pixels, count, noise, generator), {}, class_count}, {pixels, count}};
  std::uniform_real_distribution<float> uniform;
  for (Index image = 0; image < count; ++image) {
    const Index shape = image % class_count;
    const float radius = smallest + (largest - smallest) * uniform(generator);
    const float room = centre - radius;
    const float x = centre + room * (2 * uniform(generator) - 1), y = centre + room * (2 * uniform(generator) - 1);
    for (Index pixel = 0; pixel < pixels; ++pixel) {
      const float distance =
          distance_from_shape(class_names[static_cast<std::size_t>(shape)], radius,
                              static_cast<float>(pixel % side) - x, static_cast<float>(pixel / side) - y);
      drawings.samples.X(pixel, image) += std::clamp(half_line + 0.5f - distance, 0.0f, 1.0f);
      drawings.masks(pixel, image) = distance < half_line ? 1.0f : 0.0f;
    }
    drawings.samples.classes.push_back(shape);
  }
  return drawings;
}

}  // namespace cnn
