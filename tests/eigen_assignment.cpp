// Outputs that are arguments.
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

}  // namespace
