#include "shapes.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace cnn {
namespace {

// How far a point is from the outline of a regular polygon around the origin, seen from its nearest side.
float distance_from_polygon(int sides, float apothem, float x, float y) {
  float farthest = 0;
  for (int i = 0; i < sides; ++i) {
    const float angle = 1.57079633f + 6.28318531f * static_cast<float>(i) / static_cast<float>(sides);
    farthest = std::max(farthest, x * std::cos(angle) + y * std::sin(angle));
  }
  return std::abs(farthest - apothem);
}

// How far a point is from the lines of the shape of a class around the origin.
float distance_from_shape(const std::string& name, float radius, float x, float y) {
  if (name == "circle") return std::abs(std::hypot(x, y) - radius);
  if (name == "square") return distance_from_polygon(4, 0.85f * radius, x, y);
  if (name == "triangle") return distance_from_polygon(3, 0.5f * radius, x, y);
  const auto [across, along] = std::minmax({std::abs(x), std::abs(y)});
  return std::max(across, along - radius);
}

}  // namespace

Drawings draw_shapes(Index count, std::mt19937& generator) {
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
