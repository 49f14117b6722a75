// Outputs of the right size: no allocation where none is due, and the form that takes them as arguments.
#include "eigen_support.hpp"

namespace {

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

    y = x;
    activation.value_and_derivative(y, y, row_major);
    check_same(y, value);
    check_same(row_major, derivative);
  });
}

}  // namespace
