// Outputs that are arguments and change their size.
#include "eigen_support.hpp"

namespace {

TEST_CASE("an output that is an argument and changes its size") {
  using Eigen::MatrixXf;
  using Eigen::VectorXf;
  test::on_every_instruction_set([] {
    for (const Index rows : {2, 7, 40}) {
      const MatrixXf W = MatrixXf::Random(rows, 5);
      const VectorXf h = VectorXf::Random(5), b = VectorXf::Random(rows);
      const VectorXf Wh = W * h, sum = W * h + b;
      const MatrixXf WW = W * W.transpose();
      const auto backward = [](auto dy, auto y) { return simdact::tanh.backward(dy, y); };
      VectorXf x = h;
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
      MatrixXf A = W;
      A = simdact::tanh(A * A.transpose());
      check_same(A, by_scalars(simdact::tanh, WW));
      A = W;
      A = simdact::tanh(A.topRows(2));
      check_same(A, by_scalars(simdact::tanh, W.topRows(2).eval()));
    }
  });
}

}  // namespace
