// Activations of numbers that Eigen brings: 16-bit types and AutoDiffScalar; and of arrays of other numbers than float
// and double.

#include <Eigen/Dense>
#include <simdact/eigen.hpp>
#include <type_traits>
#include <unsupported/Eigen/AutoDiff>

#include "activations.hpp"
#include "support.hpp"

namespace {

using Eigen::Array;
using Eigen::Dynamic;
using Eigen::Index;

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
  for (const double x : {-1e160, -30.0, -3.0, -0.7, 0.0, 0.2, 1.5, 20.0, 300.0, 1e160}) {
    CAPTURE(x);
    const Number number(x, 1, 0);
    for_each_activation([&](const auto& activation) {
      INFO(activation.name);
      // In long double the same formulas are exact, as far as a double can tell.
      const auto value = static_cast<double>(activation(static_cast<long double>(x)));
      const auto d = static_cast<double>(activation.derivative(static_cast<long double>(x)));
      const Number y = activation(number);
      CHECK(std::abs(y.value() - value) <= 1e-12 * std::abs(value));
      CHECK(std::abs(y.derivatives()(0) - d) <= 1e-12 * std::max(std::abs(d), std::abs(value)));
    });
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
