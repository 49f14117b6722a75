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

}  // namespace
