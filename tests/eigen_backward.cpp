// The backward forms of Eigen arrays and expressions.
#include "eigen_support.hpp"

namespace {

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

}  // namespace
