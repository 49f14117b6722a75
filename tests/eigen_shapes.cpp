// Activations of Eigen arrays and matrices of every shape give the bits of scalar calls.
#include "eigen_support.hpp"

namespace {

TEST_CASE("arrays and matrices of any size give the bits of scalar calls") {
  for_every_unary_function([](auto f, auto number) {
    using T = decltype(number);
    for (const Index rows : {0, 1, 2, 3, 4, 7, 8, 31, 33, 67}) {
      for (const Index cols : {0, 1, 2, 5}) {
        CAPTURE(rows);
        CAPTURE(cols);
        const auto x = random<Arrays<T>>(rows, cols);
        const Arrays<T> y = f(x);
        check_same(y, by_scalars(f, x));
        const Matrix<T, Dynamic, Dynamic> matrix = f(x.matrix());
        check_same(matrix.array(), y);
        const RowMajorArrays<T> row_major = f(x);
        check_same(row_major, y);
        const Arrays<T> from_row_major = f(row_major);
        check_same(from_row_major, by_scalars(f, row_major));
      }
    }
  });
}

TEST_CASE_TEMPLATE("arrays of fixed size give the bits of scalar calls", Shape, Array<float, 1, 1>, Array<float, 3, 1>,
                   Array<float, 4, 1>, Array<float, 8, 1>, Array<float, 5, 7>, Matrix<float, 4, 4>, Matrix<float, 1, 9>,
                   Array<double, 2, 1>, Array<double, 4, 1>, Array<double, 3, 3>, Matrix<double, 6, 2>) {
  for_every_unary_function([](auto f, auto number) {
    if constexpr (std::is_same_v<decltype(number), typename Shape::Scalar>) {
      const auto x = random<Shape>(Shape::RowsAtCompileTime, Shape::ColsAtCompileTime);
      const Shape y = f(x);
      check_same(y, by_scalars(f, x));
      const Shape z = f(x + x);
      check_same(z, by_scalars(f, (x + x).eval()));
    }
  });
}

}  // namespace
