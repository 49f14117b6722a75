// Activations of parts and views of arrays, and into them.
#include "eigen_support.hpp"

namespace {

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

}  // namespace
