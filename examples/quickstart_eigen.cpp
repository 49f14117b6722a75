// simdact on Eigen arrays and matrices.
#include <iostream>
#include <simdact/eigen.hpp>

int main() {
  Eigen::MatrixXf W(2, 2), X(2, 3);
  Eigen::VectorXf b(2);
  W << 1, -1, 2, 0.5f;
  X << -1, 0, 1, 2, 0, -2;
  b << 0.5f, -0.5f;

  const Eigen::MatrixXf Y = simdact::tanh((W * X).colwise() + b);                       // a layer
  const Eigen::MatrixXf dX = W.transpose() * simdact::tanh.backward(Y.cwiseAbs2(), Y);  // and its backward pass
  std::cout << "Y =\n" << Y << "\ndX =\n" << dX << '\n';
}
