// Activations of Eigen expressions: in every shape the bits of the scalar calls, and no allocation where none is due.

#include <stdexcept>

#define EIGEN_RUNTIME_NO_MALLOC
#define eigen_assert(condition) \
  ((condition) ? static_cast<void>(0) : throw std::logic_error("eigen_assert: " #condition))
#include <Eigen/Dense>
#include <simdact/eigen.hpp>
#include <type_traits>
#include <unsupported/Eigen/AutoDiff>

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

/// body(function, T()), where function(x) is an activation or a derivative of a number or an expression. Two are
/// enough: what is tested here does not depend on the formula.
template <class Body>
void for_every_unary_function(Body body) {
  test::on_every_instruction_set([&] {
    test::for_each(
        [&](auto number) {
          body([](const auto& x) { return simdact::tanh(x); }, number);
          body([](const auto& x) { return simdact::sigmoid.derivative(x); }, number);
        },
        0.0f, 0.0);
  });
}

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

TEST_CASE("blocks, maps, references and strided views, as source and as destination") {
  for_every_unary_function([](auto f, auto number) {
    using T = decltype(number);
    const auto x = random<Arrays<T>>(19, 13);
    const Arrays<T> y = by_scalars(f, x);
    const Arrays<T> untouched = random<Arrays<T>>(19, 13, 2);

    Arrays<T> result = untouched;
    result.block(3, 2, 11, 7) = f(x.block(3, 2, 11, 7));
    Arrays<T> expected = untouched;
    expected.block(3, 2, 11, 7) = y.block(3, 2, 11, 7);
    check_same(result, expected);

    result = untouched;
    result.row(4) = f(x.row(4));
    result.col(5) = f(x.col(5));
    expected = untouched;
    expected.row(4) = y.row(4);
    expected.col(5) = y.col(5);
    check_same(result, expected);

    const Eigen::Ref<const Arrays<T>> reference(x);
    result = f(reference);
    check_same(result, y);

    using Strided = Map<Arrays<T>, 0, Eigen::Stride<Dynamic, 2>>;
    using ConstStrided = Map<const Arrays<T>, 0, Eigen::Stride<Dynamic, 2>>;
    const Eigen::Stride<Dynamic, 2> stride(19, 2);
    result = untouched;
    Strided(result.data(), 9, 13, stride) = f(ConstStrided(x.data(), 9, 13, stride));
    expected = untouched;
    Strided(expected.data(), 9, 13, stride) = ConstStrided(y.data(), 9, 13, stride);
    check_same(result, expected);

    result = f(x.reverse());
    check_same(result, y.reverse().eval());
    result.transpose() = f(x.transpose());
    check_same(result, y);
    result = f(x.transpose()).transpose();
    check_same(result, y);
  });
}

TEST_CASE("inside larger expressions") {
  for_every_unary_function([](auto f, auto number) {
    using T = decltype(number);
    for (const Index n : {1, 3, 8, 29}) {
      CAPTURE(n);
      const auto x = random<Arrays<T>>(n, 5), z = random<Arrays<T>>(n, 5, 2);
      const Arrays<T> y = by_scalars(f, x);
      Arrays<T> result = f(x) + z;
      check_same(result, (y + z).eval());
      result = z - f(f(x));
      check_same(result, (z - by_scalars(f, y)).eval());
      result = f(x) * z;
      check_same(result, (y * z).eval());
      result = z;
      result += f(x);
      check_same(result, (z + y).eval());
      result = f((x + z) * x);
      check_same(result, by_scalars(f, ((x + z) * x).eval()));
      result = f(x).colwise().reverse();
      check_same(result, y.colwise().reverse().eval());
      result = f(x).transpose().eval().transpose();
      check_same(result, y);
    }
  });
}

TEST_CASE("a sum over a dense layer with its gradient") {
  test::on_every_instruction_set([] {
    const Eigen::MatrixXf A = Eigen::MatrixXf::Random(9, 11);
    const Eigen::VectorXf x = Eigen::VectorXf::Random(11), b = Eigen::VectorXf::Random(9);
    const Eigen::ArrayXf dy = Eigen::ArrayXf::Random(9);
    const Eigen::VectorXf sum = A * x + b;
    const Eigen::ArrayXf y = by_scalars([](float z) { return simdact::tanh(z); }, sum.array().eval());
    CHECK((simdact::tanh(A * x + b).array() * dy).sum() == doctest::Approx((y * dy).sum()));
    const Eigen::VectorXf layer = simdact::tanh(A * x + b);
    check_same(layer.array(), y);
  });
}

TEST_CASE_TEMPLATE("backward of every mixture of memory and expressions", T, float, double) {
  test::on_every_instruction_set([] {
    const auto activation = simdact::tanh;
    const auto f = [=](const auto& dy, const auto& y) { return activation.backward(dy, y); };
    for (const Index n : {1, 4, 29}) {
      const auto dy = random<Arrays<T>>(n, 5), y = random<Arrays<T>>(n, 5, 2);
      const Arrays<T> expected = by_scalars(f, dy, y);
      Arrays<T> result = f(dy, y);
      check_same(result, expected);
      result = f(dy, y) + y;  // a product followed by a sum, which must not be fused
      check_same(result, (expected + y).eval());
      result = f(dy + y, y * y);
      check_same(result, by_scalars(f, (dy + y).eval(), (y * y).eval()));
      result = y;
      result = f(dy, result);
      check_same(result, expected);
      result = y;
      result = f(dy + dy, result);
      check_same(result, by_scalars(f, (dy + dy).eval(), y));
      result = dy;
      result = f(result, y);
      check_same(result, expected);
      const RowMajorArrays<T> row_major = y;
      result = f(dy, row_major);
      check_same(result, expected);
    }
  });
}

TEST_CASE_TEMPLATE("value_and_derivative fills both arrays, in place too", T, float, double) {
  test::on_every_instruction_set([] {
    const auto activation = simdact::sigmoid;
    const auto x = random<Arrays<T>>(29, 3);
    const Arrays<T> value = activation(x), derivative = activation.derivative(x);
    Arrays<T> y(29, 3), d(29, 3);
    activation.value_and_derivative(x, y, d);
    check_same(y, value);
    check_same(d, derivative);

    y = x;
    activation.value_and_derivative(y, y, d);
    check_same(y, value);
    check_same(d, derivative);

    RowMajorArrays<T> row_major(29, 3);
    activation.value_and_derivative(x + T(0), y, row_major);
    check_same(y, by_scalars(activation, (x + T(0)).eval()));
    check_same(row_major, by_scalars([=](T z) { return activation.derivative(z); }, (x + T(0)).eval()));
  });
}

TEST_CASE("an output that is an argument, and arrays that must be resized") {
  for_every_unary_function([](auto f, auto number) {
    using T = decltype(number);
    using Square = Matrix<T, Dynamic, Dynamic>;
    const auto x = random<Arrays<T>>(17, 3);
    Arrays<T> y = x;
    y = f(y);
    check_same(y, by_scalars(f, x));
    y = x;
    y = f(y + y);
    check_same(y, by_scalars(f, (x + x).eval()));
    y.resize(2, 2);
    y = f(x);
    check_same(y, by_scalars(f, x));

    const Square A = Square::Random(6, 6), B = Square::Random(6, 6);
    const Square AB = A * B;
    Square C = B;
    C = f(A * C);
    check_same(C, by_scalars(f, AB));
    C = B;
    C.noalias() = f(A * B);
    check_same(C, by_scalars(f, AB));
    C = B;
    C = f(B + A * C);
    check_same(C, by_scalars(f, (B + AB).eval()));
  });
}

TEST_CASE_TEMPLATE("an output that is an argument and changes its size", T, float, double) {
  using Dynamic2 = Matrix<T, Dynamic, Dynamic>;
  using Vector = Matrix<T, Dynamic, 1>;
  test::on_every_instruction_set([] {
    for (const Index rows : {2, 7, 40}) {
      const Dynamic2 W = Dynamic2::Random(rows, 5);
      const Vector h = Vector::Random(5), b = Vector::Random(rows);
      const Vector Wh = W * h, sum = W * h + b;
      const Dynamic2 WW = W * W.transpose();
      const auto backward = [](auto dy, auto y) { return simdact::tanh.backward(dy, y); };
      Vector x = h;
      x = simdact::tanh(W * x);
      check_same(x, by_scalars(simdact::tanh, Wh));
      x = h;
      x = simdact::tanh(W * x + b);
      check_same(x, by_scalars(simdact::tanh, sum));
      x = h;
      x = simdact::tanh(simdact::relu(W * x + b));
      check_same(x, by_scalars(simdact::tanh, by_scalars(simdact::relu, sum)));
      x = h;
      x = simdact::tanh.backward(W * x, b);
      check_same(x, by_scalars(backward, Wh, b));
      x = h;
      x = simdact::tanh.backward(b, W * x);
      check_same(x, by_scalars(backward, b, Wh));
      Dynamic2 A = W;
      A = simdact::tanh(A * A.transpose());
      check_same(A, by_scalars(simdact::tanh, WW));
      A = W;
      A = simdact::tanh(A.topRows(2));
      check_same(A, by_scalars(simdact::tanh, W.topRows(2).eval()));
    }
  });
}

TEST_CASE("assignment to an array of the right size allocates nothing") {
  for_every_unary_function([](auto f, auto number) {
    using T = decltype(number);
    const auto x = random<Arrays<T>>(29, 7), z = random<Arrays<T>>(29, 7, 2);
    Arrays<T> y(29, 7);
    without_allocation([&] { y = f(x); });
    without_allocation([&] { y = f(y); });
    without_allocation([&] { y = f(x + z); });
    without_allocation([&] { y.block(1, 1, 9, 5) = f(x.block(2, 1, 9, 5)); });
  });
  const Eigen::ArrayXf dy = Eigen::ArrayXf::Random(33), y = Eigen::ArrayXf::Random(33);
  Eigen::ArrayXf dx(33), d(33);
  without_allocation([&] { dx = simdact::tanh.backward(dy, y); });
  without_allocation([&] { simdact::tanh.value_and_derivative(y, dx, d); });
}

TEST_CASE("the form with an output takes arrays of equal size only, and writes to no other") {
  const Eigen::ArrayXXf x = Eigen::ArrayXXf::Random(3, 4);
  Eigen::ArrayXXf y(3, 4), other = Eigen::ArrayXXf::Constant(4, 3, 7);
  simdact::sigmoid(x, y);
  check_same(y, by_scalars(simdact::sigmoid, x));
  simdact::sigmoid(x.leftCols(2), y.rightCols(2));
  check_same(y.rightCols(2).eval(), y.leftCols(2).eval());
  CHECK_THROWS_WITH_AS(simdact::sigmoid(x, other), "simdact: arrays of unequal size: 3 x 4 and 4 x 3",
                       std::invalid_argument);
  CHECK_THROWS_AS(simdact::sigmoid.value_and_derivative(x, y, other), std::invalid_argument);
  CHECK_THROWS_AS(simdact::sigmoid.backward(x, x, other), std::invalid_argument);
  CHECK((other == 7).all());
}

TEST_CASE("integer arrays give double arrays") {
  const Eigen::ArrayXi x = Eigen::ArrayXi::LinSpaced(9, -4, 4);
  const Eigen::ArrayXd y = simdact::tanh(x);
  for (Index i = 0; i < x.size(); ++i) CHECK(test::same(y(i), simdact::tanh(static_cast<double>(x(i)))));
}

TEST_CASE_TEMPLATE("16-bit types are rounded once from float", T, Eigen::half, Eigen::bfloat16) {
  for (int i = -80; i <= 80; ++i) {
    const T x = T(static_cast<float>(i) / 8);
    CAPTURE(i);
    CHECK(simdact::tanh(x) == T(simdact::tanh(static_cast<float>(x))));
    CHECK(simdact::sigmoid.derivative(x) == T(simdact::sigmoid.derivative(static_cast<float>(x))));
    CHECK(simdact::relu(x) == (i > 0 ? x : T(0.0f)));
    static_assert(std::is_same_v<decltype(simdact::tanh(x)), T>);
  }
  const Array<T, Dynamic, 1> x = Array<T, Dynamic, 1>::Random(11);
  const Array<T, Dynamic, 1> y = simdact::sigmoid(x);
  for (Index i = 0; i < x.size(); ++i) CHECK(y(i) == simdact::sigmoid(x(i)));
}

TEST_CASE("AutoDiffScalar derivatives agree with .derivative") {
  using Number = Eigen::AutoDiffScalar<Eigen::VectorXd>;
  for (const double x : {-30.0, -3.0, -0.7, 0.0, 0.2, 1.5, 20.0, 300.0}) {
    CAPTURE(x);
    const Number number(x, 1, 0);
    test::for_each(
        [&](auto activation) {
          const Number y = activation(number);
          CHECK(std::abs(y.value() - activation(x)) <= 1e-15 * std::abs(activation(x)));
          const double d = activation.derivative(x);
          CHECK(std::abs(y.derivatives()(0) - d) <= 1e-13 * d);
        },
        simdact::relu, simdact::sigmoid, simdact::tanh);
  }
  const Number p(0.3, 2, 0), q(0.7, 2, 1);
  const Number of_product = simdact::tanh(p * q);
  CHECK(of_product.derivatives()(0) == doctest::Approx(simdact::tanh.derivative(0.3 * 0.7) * 0.7));
  CHECK(of_product.derivatives()(1) == doctest::Approx(simdact::tanh.derivative(0.3 * 0.7) * 0.3));
  CHECK(simdact::tanh.backward(1.0, p).value() == simdact::tanh.backward(p - p + 1.0, p).value());
  const Array<Number, 2, 1> both = simdact::sigmoid(Array<Number, 2, 1>(p, q));
  CHECK(both(1).derivatives()(1) == doctest::Approx(simdact::sigmoid.derivative(0.7)));
}

}  // namespace
