#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "example.hpp"

#include <cmath>
#include <string>

namespace {

constexpr int epochs = 60;

// The results of one run with default settings, but for the seed.
class Results {
 public:
  explicit Results(int seed) : csv_(run(seed)) {}

  const example::Csv& csv() const { return csv_; }

  double at(const std::string& activation, const std::string& l1, int epoch, const std::string& column) const {
    return csv_.number(csv_.row({"activation", "l1", "epoch"}, {activation, l1, std::to_string(epoch)}), column);
  }

 private:
  static example::Csv run(int seed) {
    const example::Directory directory;
    REQUIRE(example::run(directory, "--seed " + std::to_string(seed)).status == 0);
    return example::Csv(directory / "sparsity.csv");
  }

  example::Csv csv_;
};

}  // namespace

TEST_CASE("relu's zeros: half of the activations at first, more after training, more still with an L1 penalty") {
  for (int seed = 1; seed <= 2; ++seed) {
    CAPTURE(seed);
    const Results results(seed);
    const double fresh = results.at("relu", "0", 0, "zeros"), trained = results.at("relu", "0", epochs, "zeros");
    CHECK(std::abs(fresh - 0.5) < 0.05);
    CHECK(trained > fresh + 0.1);

    const double weak = results.at("relu", "0.0003", epochs, "zeros");
    const double medium = results.at("relu", "0.003", epochs, "zeros");
    CHECK(weak > trained + 0.04);
    CHECK(medium > weak + 0.04);
    for (const char* l1 : {"0", "0.0003", "0.003"}) {
      CAPTURE(l1);
      CHECK(results.at("relu", l1, epochs, "accuracy") > 0.95);
    }

    // Too large a penalty leaves nothing but zeros, and a network that knows nothing.
    CHECK(results.at("relu", "0.03", epochs, "zeros") > 0.99);
    CHECK(results.at("relu", "0.03", epochs, "accuracy") < 0.6);

    // The others get smaller, and not one of their activations becomes zero.
    for (const char* activation : {"tanh", "sigmoid"}) {
      CAPTURE(activation);
      CHECK(results.at(activation, "0.003", epochs, "mean_size") <
            0.8 * results.at(activation, "0", epochs, "mean_size"));
    }
    for (std::size_t row = 0; row < results.csv().rows(); ++row) {
      CAPTURE(row);
      double sum = 0;
      for (const char* layer : {"zeros_1", "zeros_2", "zeros_3", "zeros_4"}) sum += results.csv().number(row, layer);
      CHECK(results.csv().number(row, "zeros") == doctest::Approx(sum / 4));
      if (results.csv().text(row, "activation") != "relu") CHECK(sum == 0);
    }
  }
}

TEST_CASE("the same seed gives the same bytes, another seed others") {
  const example::Directory directory;
  REQUIRE(example::run(directory, "--epochs 2 --seed 7 --output a").status == 0);
  REQUIRE(example::run(directory, "--epochs 2 --seed 7 --output b").status == 0);
  REQUIRE(example::run(directory, "--epochs 2 --seed 8 --output c").status == 0);
  const std::string bytes = example::read_file(directory / "a/sparsity.csv");
  CHECK(bytes == example::read_file(directory / "b/sparsity.csv"));
  CHECK(bytes != example::read_file(directory / "c/sparsity.csv"));
}

TEST_CASE("a bad option gets one line and exit status 2") {
  for (const char* arguments : {"--epochs 0", "--l1 0.1", "--seed"}) {
    CAPTURE(arguments);
    const example::Directory directory;
    const example::Outcome outcome = example::run(directory, arguments);
    CHECK(outcome.status == 2);
    CHECK(outcome.errors.find('\n') == outcome.errors.size() - 1);
    CHECK_FALSE(std::filesystem::exists(directory / "sparsity.csv"));
  }
}
