// What holds for every float, on the best instruction set; same_bits.cpp shows that the others give the same results.
#include <cfenv>

#include "../support.hpp"

using namespace test;

static constexpr std::uint64_t floats = std::uint64_t{1} << 32, chunk = 1 << 16;

/// The floats with the bit patterns from start on. Signalling NaN become quiet ones: any operation may signal them.
static std::vector<float> floats_from(std::uint64_t start) {
  std::vector<float> x(chunk);
  for (std::size_t i = 0; i < chunk; ++i) {
    const float any = from_bits<float>(static_cast<std::uint32_t>(start + i));
    x[i] = is_nan(any) ? from_bits<float>(bits(any) | quiet_nan_bits<float>) : any;
  }
  return x;
}

/// Counts the floats x for which fails(x, f(x)) is true.
template <class Results, class Fails>
static std::uint64_t failures(Results results, Fails fails) {
  std::uint64_t count = 0;
  std::vector<float> y(chunk);
  for (std::uint64_t start = 0; start < floats; start += chunk) {
    const std::vector<float> x = floats_from(start);
    results(x, y);
    for (std::size_t i = 0; i < chunk; ++i) count += fails(x[i], y[i]);
  }
  return count;
}

/// body(name, results) for values and derivatives; results(x, y) fills y.
template <class Body>
static void for_values_and_derivatives(Body body) {
  const auto with = [&](auto activation) {
    INFO(name(activation));
    body(activation, [=](const std::vector<float>& x, std::vector<float>& y) { activation(x, y); });
    body(activation, [=](const std::vector<float>& x, std::vector<float>& y) { activation.derivative(x, y); });
  };
  for_each(with, simdact::relu, simdact::sigmoid, simdact::tanh, simdact::correctly_rounded::sigmoid,
           simdact::correctly_rounded::tanh);
}

TEST_CASE("NaN gives NaN, and nothing else does") {
  for_values_and_derivatives([](auto, auto results) {
    CHECK(failures(results, [](float x, float y) { return is_nan(x) != is_nan(y); }) == 0);
  });
}

TEST_CASE("no exception flag but inexact and underflow is raised by a number") {
  for_values_and_derivatives([](auto, auto results) {
    std::vector<float> y(chunk);
    std::uint64_t raised = 0;
    for (std::uint64_t start = 0; start < floats; start += chunk) {
      std::vector<float> x = floats_from(start);
      for (float& element : x) element = is_nan(element) ? 0 : element;  // its minimum counts as invalid
      std::feclearexcept(FE_ALL_EXCEPT);
      results(x, y);
      raised += std::fetestexcept(FE_INVALID | FE_DIVBYZERO | FE_OVERFLOW) != 0;
    }
    CHECK(raised == 0);
  });
}

TEST_CASE("flush-to-zero changes nothing where input and result are not subnormal") {
  for_values_and_derivatives([](auto, auto results) {
    std::vector<float> y(chunk), flushed(chunk);
    std::uint64_t different = 0;
    for (std::uint64_t start = 0; start < floats; start += chunk) {
      const std::vector<float> x = floats_from(start);
      results(x, y);
      flush_to_zero(true);
      results(x, flushed);
      flush_to_zero(false);
      for (std::size_t i = 0; i < chunk; ++i) {
        different += !same(y[i], flushed[i]) && !is_subnormal(x[i]) && !is_subnormal(y[i]);
      }
    }
    CHECK(different == 0);
  });
}

TEST_CASE("one pass gives the bits of values and derivatives alone") {
  const auto check = [](auto activation) {
    std::vector<float> y(chunk), d(chunk), y_of_both(chunk), d_of_both(chunk);
    std::uint64_t different = 0;
    for (std::uint64_t start = 0; start < floats; start += chunk) {
      const std::vector<float> x = floats_from(start);
      activation(x, y);
      activation.derivative(x, d);
      activation.value_and_derivative(x, y_of_both, d_of_both);
      for (std::size_t i = 0; i < chunk; ++i) different += !same(y[i], y_of_both[i]) || !same(d[i], d_of_both[i]);
    }
    CHECK(different == 0);
  };
  for_each(check, simdact::sigmoid, simdact::tanh);
}

TEST_CASE("derivatives are never negative") {
  for_each(
      [](auto activation) {
        CHECK(failures([=](const std::vector<float>& x, std::vector<float>& d) { activation.derivative(x, d); },
                       [](float, float d) { return d < 0; }) == 0);
      },
      simdact::sigmoid, simdact::tanh);
}

TEST_CASE("tanh(-x) is -tanh(x)") {
  const auto check = [](auto tanh) {
    std::vector<float> y(chunk), z(chunk);
    std::uint64_t different = 0;
    for (std::uint64_t start = 0; start < floats / 2; start += chunk) {
      tanh(floats_from(start), y);
      tanh(floats_from(start + floats / 2), z);
      for (std::size_t i = 0; i < chunk; ++i) different += !same(y[i], -z[i]);
    }
    CHECK(different == 0);
  };
  for_each(check, simdact::tanh, simdact::correctly_rounded::tanh);
}

TEST_CASE("results stay in their range") {
  const auto outside = [](auto activation, float low, float high) {
    return failures([=](const std::vector<float>& x, std::vector<float>& y) { activation(x, y); },
                    [=](float, float y) { return y < low || y > high; });
  };
  CHECK(outside(simdact::sigmoid, 0, 1) == 0);
  CHECK(outside(simdact::tanh, -1, 1) == 0);
  CHECK(outside(simdact::correctly_rounded::sigmoid, 0, 1) == 0);
  CHECK(outside(simdact::correctly_rounded::tanh, -1, 1) == 0);
}

TEST_CASE("relu and its derivative are exact") {
  CHECK(failures([](const std::vector<float>& x, std::vector<float>& y) { simdact::relu(x, y); },
                 [](float x, float y) { return !is_nan(x) && bits(y) != bits(x > 0 ? x : 0.0f); }) == 0);
  CHECK(failures([](const std::vector<float>& x, std::vector<float>& y) { simdact::relu.derivative(x, y); },
                 [](float x, float y) { return !is_nan(x) && bits(y) != bits(x > 0 ? 1.0f : 0.0f); }) == 0);
}
