// Images of shapes to tell apart, and where in each image the shape is.
#pragma once

#include <Eigen/Core>
#include <array>
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

/// Shapes of random size and position, drawn with lines two pixels wide, with noise on all pixels.
Drawings draw_shapes(Index count, std::mt19937& generator);

}  // namespace cnn
