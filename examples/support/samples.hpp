// Samples for classification: made up, read from a file, scaled.
#pragma once

#include <Eigen/Core>
#include <filesystem>
#include <random>
#include <vector>

namespace example {

using Eigen::Index;
using Matrix = Eigen::MatrixXf;  // of data: a column for each sample
using Vector = Eigen::VectorXf;

Matrix normal_matrix(Index rows, Index columns, float deviation, std::mt19937& generator);

/// The features of each sample, and its class, from 0 to `class_count` - 1.
struct Samples {
  Matrix X;
  std::vector<Index> classes;
  Index class_count;

  Samples subset(const std::vector<Index>& columns) const;
};

std::vector<Index> random_order(const Samples& samples, std::mt19937& generator);

/// Two interleaved spirals, a class each: points scattered about two curves that end 10 from the centre.
Samples spirals(Index count, std::mt19937& generator);

/// Maps each feature of some samples to mean 0 and variance 1, and other samples likewise.
struct Standardisation {
  Vector mean, deviation;

  explicit Standardisation(const Matrix& X);

  Matrix operator()(const Matrix& X) const;
};

/// Reads comma-separated values. The first line names the columns; each other line is a sample, its features, which are
/// numbers, and then its class, any text. A fault is told with the number of its line.
Samples read_samples(const std::filesystem::path& path);

}  // namespace example
