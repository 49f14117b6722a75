#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "example.hpp"

#include <cstddef>
#include <map>
#include <string>

namespace {

constexpr const char* files[] = {"training.csv", "filters.csv", "maximised.csv", "saliency.csv",
                                 "class_activation.csv"};

std::string bytes_of_files(const example::Directory& directory) {
  std::string bytes;
  for (const char* name : files) bytes += example::read_file(directory / name);
  return bytes;
}

struct Results {
  example::Csv model, training, focus, outputs;
  std::string bytes;
};

// Of a run that is made once for each seed.
const Results& results(int seed) {
  static std::map<int, Results> known;
  const auto found = known.find(seed);
  if (found != known.end()) return found->second;
  const example::Directory directory;
  REQUIRE(example::run(directory, "--seed " + std::to_string(seed)).status == 0);
  const Results read = {example::Csv(directory / "model.csv"), example::Csv(directory / "training.csv"),
                        example::Csv(directory / "focus.csv"), example::Csv(directory / "outputs.csv"),
                        bytes_of_files(directory)};
  return known.emplace(seed, read).first->second;
}

constexpr int seeds = 3, images = 100;

// Calls visit with the row of each image, for a map by a rule.
template <class F>
void for_each_image(const example::Csv& focus, const std::string& map, const std::string& rule, const F& visit) {
  int rows = 0;
  for (std::size_t row = 0; row < focus.rows(); ++row) {
    if (focus.text(row, "map") != map || focus.text(row, "rule") != rule) continue;
    visit(row);
    ++rows;
  }
  REQUIRE(rows == images);
}

double mean(const example::Csv& focus, const std::string& column, const std::string& map, const std::string& rule) {
  double sum = 0;
  for_each_image(focus, map, rule, [&](std::size_t row) { sum += focus.number(row, column); });
  return sum / images;
}

}  // namespace

TEST_CASE("the network tells at least 95 % of new images apart") {
  for (int seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    const example::Csv& training = results(seed).training;
    CHECK(training.number(training.rows() - 1, "test_accuracy") >= 0.95);
  }
}

TEST_CASE("in the mean over all classes every map by gradients has more of its mass on the shape than a flat map") {
  for (int seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    const example::Csv& focus = results(seed).focus;
    for (const char* map : {"saliency", "CAM", "CAM*saliency"}) {
      CAPTURE(map);
      for (const char* rule : {"plain", "guided", "deconvolution"}) {
        CAPTURE(rule);
        const double area = mean(focus, "area", map, rule);
        CHECK(area > 0.2);
        CHECK(area < 0.5);
        CHECK(mean(focus, "mass", map, rule) > area + 0.05);
      }
    }
  }
}

TEST_CASE("in each class saliency maps have more of their mass on the shape than a flat map, by each rule") {
  for (int seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    const example::Csv& focus = results(seed).focus;
    for (const char* rule : {"plain", "guided", "deconvolution"}) {
      CAPTURE(rule);
      std::map<std::string, double> excess;
      for_each_image(focus, "saliency", rule, [&](std::size_t row) {
        excess[focus.text(row, "class")] += focus.number(row, "mass") - focus.number(row, "area");
      });
      CHECK(excess.size() == 4);
      for (const auto& sum : excess) {
        CAPTURE(sum.first);
        CHECK(sum.second / (images / 4) > 0.05);
      }
    }
  }
}

TEST_CASE("at least 85 % of the occlusion map's mass is on the shape") {
  for (int seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    CHECK(mean(results(seed).focus, "mass", "occlusion", "") > 0.85);
  }
}

TEST_CASE("the guided rule puts more of each map's mass on the shape than the plain one") {
  for (int seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    const example::Csv& focus = results(seed).focus;
    for (const char* map : {"saliency", "CAM", "CAM*saliency"}) {
      CAPTURE(map);
      CHECK(mean(focus, "mass", map, "guided") > mean(focus, "mass", map, "plain") + 0.05);
    }
  }
}

TEST_CASE("guided and deconvolution saliency maps are sharper than plain ones, alone and times class activation maps") {
  for (int seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    const example::Csv& focus = results(seed).focus;
    for (const char* map : {"saliency", "CAM*saliency"}) {
      CAPTURE(map);
      for (const char* rule : {"guided", "deconvolution"}) {
        CAPTURE(rule);
        CHECK(mean(focus, "sharpness", map, rule) > mean(focus, "sharpness", map, "plain") + 0.05);
      }
    }
  }
}

TEST_CASE("of 100 images 90 or more have a guided saliency map that is sharper than the plain one") {
  for (int seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    const example::Csv& focus = results(seed).focus;
    int sharper = 0;
    for_each_image(focus, "saliency", "guided", [&](std::size_t row) {
      const std::size_t plain = focus.row({"map", "rule", "image"}, {"saliency", "plain", focus.text(row, "image")});
      if (focus.number(row, "sharpness") > focus.number(plain, "sharpness")) ++sharper;
    });
    CHECK(sharper >= 90);
  }
}

TEST_CASE("activation maximisation finds images that the network is sure of") {
  // e^5 is odds of 148 to 1.
  for (int seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    const example::Csv& outputs = results(seed).outputs;
    for (const std::string name : {"circle", "square", "triangle", "cross"}) {
      const std::size_t row = outputs.row({"maximised"}, {name});
      for (const std::string other : {"circle", "square", "triangle", "cross"}) {
        CAPTURE(name);
        CAPTURE(other);
        if (other != name) CHECK(outputs.number(row, name) > outputs.number(row, other) + 5);
      }
    }
  }
}

TEST_CASE("the summary has the sizes and parameters of the layers") {
  const example::Csv& model = results(1).model;
  const auto check = [&](std::size_t row, const std::string& layer, const std::string& output, int parameters) {
    CAPTURE(row);
    CHECK(model.text(row, "layer") == layer);
    CHECK(model.text(row, "output") == output);
    CHECK(model.number(row, "parameters") == parameters);
  };
  REQUIRE(model.rows() == 10);
  check(0, "convolution 5 x 5", "8 x 20 x 20", (5 * 5 + 1) * 8);
  check(1, "ReLU", "8 x 20 x 20", 0);
  check(2, "max pooling 2 x 2", "8 x 10 x 10", 0);
  check(3, "convolution 3 x 3", "16 x 10 x 10", (3 * 3 * 8 + 1) * 16);
  check(4, "ReLU", "16 x 10 x 10", 0);
  check(5, "max pooling 2 x 2", "16 x 5 x 5", 0);
  check(6, "dense", "32 x 1 x 1", (16 * 5 * 5 + 1) * 32);
  check(7, "ReLU", "32 x 1 x 1", 0);
  check(8, "dense", "4 x 1 x 1", (32 + 1) * 4);
  check(9, "total", "", 208 + 1168 + 12832 + 132);
}

TEST_CASE("the same seed gives the same bytes, another seed others") {
  const std::string& first = results(1).bytes;
  const example::Directory directory;
  REQUIRE(example::run(directory, "--seed 1").status == 0);
  CHECK(bytes_of_files(directory) == first);
  CHECK(results(2).bytes != first);
}
