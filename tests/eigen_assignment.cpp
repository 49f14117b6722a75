// Outputs that are arguments, and arrays that change their size.
#include "eigen_support.hpp"

namespace {

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

}  // namespace
