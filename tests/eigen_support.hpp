/// What the tests of Eigen expressions share.
#pragma once

#include <stdexcept>

#define EIGEN_RUNTIME_NO_MALLOC
#define eigen_assert(condition) \
  ((condition) ? static_cast<void>(0) : throw std::logic_error("eigen_assert: " #condition))
#include <Eigen/Dense>
#include <simdact/eigen.hpp>
#include <type_traits>

#include "support.hpp"

namespace {

using Eigen::Array;
using Eigen::Dynamic;
using Eigen::Index;
using Eigen::Map;
using Eigen::Matrix;

template <class T>
using Arrays = Array<T, Dynamic, Dynamic>;
template <class T>
using RowMajorArrays = Array<T, Dynamic, Dynamic, Eigen::RowMajor>;

template <class Array>
Array random(Index rows, Index cols, std::uint64_t seed = 1) {
  using T = typename Array::Scalar;
  const std::vector<T> numbers = test::random_numbers<T>(static_cast<std::size_t>(rows * cols), seed);
  Array result(rows, cols);
  for (Index j = 0; j < cols; ++j) {
    for (Index i = 0; i < rows; ++i) result(i, j) = numbers[static_cast<std::size_t>(i * cols + j)];
  }
  return result;
}

/// function(x, ...) by scalar calls, in the shape of x.
template <class Function, class X, class... More>
auto by_scalars(Function function, const X& x, const More&... more) {
  typename X::PlainObject result(x.rows(), x.cols());
  for (Index j = 0; j < x.cols(); ++j) {
    for (Index i = 0; i < x.rows(); ++i) result(i, j) = function(x.coeff(i, j), more.coeff(i, j)...);
  }
  return result;
}

template <class X, class Y>
void check_same(const X& x, const Y& y) {
  REQUIRE(x.rows() == y.rows());
  REQUIRE(x.cols() == y.cols());
  Index differing = 0;
  for (Index j = 0; j < x.cols(); ++j) {
    for (Index i = 0; i < x.rows(); ++i) differing += !test::same(x.coeff(i, j), y.coeff(i, j));
  }
  CHECK(differing == 0);
}

/// Evaluates the body with Eigen's allocations forbidden.
template <class Body>
void without_allocation(Body body) {
  Eigen::internal::set_is_malloc_allowed(false);
  CHECK_NOTHROW(body());
  Eigen::internal::set_is_malloc_allowed(true);
}

/// body(function, T()), where function(x) is an activation or a derivative of a number or an expression: one with a
/// parameter of float, one without of double. What is tested here depends neither on the formula nor on the pair.
template <class Body>
void for_every_unary_function(Body body) {
  test::on_every_instruction_set([&] {
    body([](const auto& x) { return simdact::LeakyRelu(0.2)(x); }, 0.0f);
    body([](const auto& x) { return simdact::sigmoid.derivative(x); }, 0.0);
  });
}

}  // namespace
