// Activations inside of larger Eigen expressions, and of them.
#include "eigen_support.hpp"

namespace {

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

TEST_CASE_TEMPLATE("backward_from_input of memory and of expressions", T, float, double) {
  test::on_every_instruction_set([] {
    const simdact::LeakyRelu activation(0.2);
    const auto f = [=](const auto& dy, const auto& x) { return activation.backward_from_input(dy, x); };
    const auto dy = random<Arrays<T>>(29, 5), x = random<Arrays<T>>(29, 5, 2);
    Arrays<T> result = f(dy, x);
    check_same(result, by_scalars(f, dy, x));
    result = f(dy + x, x * x) + x;
    check_same(result, (by_scalars(f, (dy + x).eval(), (x * x).eval()) + x).eval());
    activation.backward_from_input(dy, x, result);
    check_same(result, by_scalars(f, dy, x));
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

}  // namespace
