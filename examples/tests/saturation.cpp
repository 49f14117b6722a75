#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "example.hpp"

#include <cmath>
#include <map>
#include <string>
#include <utility>

namespace {

class Layers {
 public:
  explicit Layers(const example::Directory& directory) : csv_(directory / "saturation.csv") {}

  double ratio(const std::string& column, const std::string& activation, const std::string& initialisation,
               int dividend, int divisor, const std::string& bias = "0") const {
    const auto at = [&](int layer) {
      return csv_.number(csv_.row({"activation", "initialisation", "bias", "layer"},
                                  {activation, initialisation, bias, std::to_string(layer)}),
                         column);
    };
    return at(dividend) / at(divisor);
  }

 private:
  example::Csv csv_;
};

// Of a run that is made once.
const Layers& run_with_seed(int seed, int depth = 30) {
  static std::map<std::pair<int, int>, Layers> known;
  const auto found = known.find({seed, depth});
  if (found != known.end()) return found->second;
  CAPTURE(seed);
  CAPTURE(depth);
  const example::Directory directory;
  REQUIRE(example::run(directory, "--seed " + std::to_string(seed) + " --depth " + std::to_string(depth)).status == 0);
  return known.emplace(std::pair(seed, depth), Layers(directory)).first->second;
}

// Whether the number is within the factor of what is expected.
bool is_near(double number, double expected, double factor) {
  return number > expected / factor && number < expected * factor;
}

}  // namespace

TEST_CASE("sigmoid's gradient shrinks by ten orders of magnitude or more over 30 layers, with either initialisation") {
  for (int seed = 1; seed <= 3; ++seed) {
    CAPTURE(seed);
    const Layers& layers = run_with_seed(seed);
    for (const char* initialisation : {"He", "Xavier"}) {
      CAPTURE(initialisation);
      const double ratio = layers.ratio("gradient_norm", "sigmoid", initialisation, 1, 30);
      CHECK(ratio > 0);
      CHECK(ratio < 1e-10);
    }
  }
}

TEST_CASE("a layer of sigmoids passes at most a quarter of its gradient on, times the weights' scale") {
  // Weights of variance v / width multiply a norm by sqrt(v), in the limit of many units; v is 2 for He, 1 for Xavier.
  const Layers& layers = run_with_seed(1);
  for (int layer = 1; layer < 30; ++layer) {
    CAPTURE(layer);
    CHECK(layers.ratio("gradient_norm", "sigmoid", "He", layer, layer + 1) < 0.25 * std::sqrt(2.0) * 1.1);
    CHECK(layers.ratio("gradient_norm", "sigmoid", "Xavier", layer, layer + 1) < 0.25 * 1.1);
  }
}

TEST_CASE("relu with He's initialisation keeps the scale of activations and gradients, with a bias of 0.1 too") {
  for (int seed = 1; seed <= 3; ++seed) {
    CAPTURE(seed);
    const Layers& layers = run_with_seed(seed);
    for (const char* bias : {"0", "0.1"}) {
      CAPTURE(bias);
      for (int layer = 1; layer < 30; ++layer) {
        CAPTURE(layer);
        CHECK(is_near(layers.ratio("gradient_norm", "relu", "He", layer, 30, bias), 1, 10));
        CHECK(is_near(layers.ratio("activation_norm", "relu", "He", layer, 30, bias), 1, 10));
      }
    }
  }
}

TEST_CASE("relu with Xavier's initialisation loses a factor of sqrt(2) a layer, forward and backward") {
  for (int seed = 1; seed <= 3; ++seed) {
    for (const int depth : {15, 30}) {
      CAPTURE(seed);
      CAPTURE(depth);
      const Layers& layers = run_with_seed(seed, depth);
      const double loss = std::pow(2, -(depth - 1) / 2.0);
      CHECK(is_near(layers.ratio("gradient_norm", "relu", "Xavier", 1, depth), loss, 3));
      CHECK(is_near(layers.ratio("activation_norm", "relu", "Xavier", depth, 1), loss, 3));
    }
  }
}

TEST_CASE("a bias of 0.1 saves relu with Xavier's initialisation a part of the loss") {
  for (int seed = 1; seed <= 3; ++seed) {
    CAPTURE(seed);
    const Layers& layers = run_with_seed(seed);
    CHECK(layers.ratio("gradient_norm", "relu", "Xavier", 1, 30, "0.1") >
          5 * layers.ratio("gradient_norm", "relu", "Xavier", 1, 30));
  }
}

TEST_CASE("tanh's gradient keeps its scale over 30 layers, within a factor of 10") {
  for (int seed = 1; seed <= 3; ++seed) {
    CAPTURE(seed);
    const Layers& layers = run_with_seed(seed);
    for (const char* initialisation : {"He", "Xavier"}) {
      CHECK(is_near(layers.ratio("gradient_norm", "tanh", initialisation, 1, 30), 1, 10));
    }
  }
}

TEST_CASE("gelu and silu lose about half of the gradient a layer with Xavier's initialisation, and less with He's") {
  for (int seed = 1; seed <= 3; ++seed) {
    CAPTURE(seed);
    const Layers& layers = run_with_seed(seed);
    for (const char* activation : {"gelu", "silu"}) {
      CAPTURE(activation);
      const double xavier = layers.ratio("gradient_norm", activation, "Xavier", 1, 30);
      const double he = layers.ratio("gradient_norm", activation, "He", 1, 30);
      CHECK(is_near(xavier, std::pow(2, -29), 5));
      CHECK(he > 1000 * xavier);
      CHECK(he < 1);
    }
  }
}

TEST_CASE(
    "selu keeps the size of its activations, and roughly that of its gradient, where the variance is 1 / inputs") {
  // Xavier's variance is that in layers of equal width.
  for (int seed = 1; seed <= 3; ++seed) {
    CAPTURE(seed);
    const Layers& layers = run_with_seed(seed);
    for (int layer = 2; layer <= 30; ++layer) {
      CAPTURE(layer);
      CHECK(is_near(layers.ratio("activation_norm", "selu", "Xavier", layer, 1), 1, 1.1));
    }
    CHECK(is_near(layers.ratio("gradient_norm", "selu", "Xavier", 1, 30), 1, 5));
  }
}

TEST_CASE("sigmoid and tanh are flat from where their formulas say, and the slope is not lost there") {
  const example::Directory directory;
  REQUIRE(example::run(directory, "").status == 0);
  const example::Csv csv(directory / "flat.csv");
  const auto check = [&](const char* activation, double one_percent, double one, double slope_scale, double rate) {
    CAPTURE(activation);
    const std::size_t row = csv.row({"activation"}, {activation});
    CHECK(csv.number(row, "slope_below_1_percent") == doctest::Approx(one_percent).epsilon(0.005));
    const double x = csv.number(row, "value_is_1");
    CHECK(x <= one * 1.005);
    CHECK(x >= one - std::log(2 * 3.0) / rate);
    CHECK(csv.number(row, "slope_from_x") == doctest::Approx(slope_scale * std::exp(-rate * x)).epsilon(1e-5));
    CHECK(csv.number(row, "slope_from_value") == 0);
  };
  // The slopes are 1 / (2 cosh(x / 2))^2 and 1 / cosh(x)^2; a value within 2^-25 of 1 is rounded to 1,
  // and one within 3 units in the last place, 3 * 2^-24, may come out as 1.
  check("sigmoid", 2 * std::acosh(10.0), 25 * std::log(2.0), 1, 1);
  check("tanh", std::acosh(10.0), 13 * std::log(2.0), 4, 2);
}

TEST_CASE("the same seed gives the same bytes, another seed others") {
  const example::Directory directory;
  REQUIRE(example::run(directory, "--seed 7 --output a").status == 0);
  REQUIRE(example::run(directory, "--seed 7 --output b").status == 0);
  REQUIRE(example::run(directory, "--seed 8 --output c").status == 0);
  const std::string bytes = example::read_file(directory / "a/saturation.csv");
  CHECK(bytes == example::read_file(directory / "b/saturation.csv"));
  CHECK(bytes != example::read_file(directory / "c/saturation.csv"));
}

TEST_CASE("a bad option gets one line and exit status 2") {
  for (const char* arguments : {"--depth 1", "--depth many", "--seed -1", "--width 3"}) {
    CAPTURE(arguments);
    const example::Directory directory;
    const example::Outcome outcome = example::run(directory, arguments);
    CHECK(outcome.status == 2);
    CHECK(outcome.errors.find('\n') == outcome.errors.size() - 1);
    CHECK_FALSE(std::filesystem::exists(directory / "saturation.csv"));
  }
}
