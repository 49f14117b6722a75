// A convolutional network that tells shapes apart, and what it looks at: maps by three backward rules of ReLU.
#include <Eigen/Core>
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "cnn/layers.hpp"
#include "cnn/maps.hpp"
#include "cnn/pictures.hpp"
#include "cnn/shapes.hpp"
#include "support/network.hpp"
#include "support/program.hpp"
#include "support/report.hpp"

namespace {

using cnn::Maps;
using Eigen::Index;
using example::Matrix;
using example::Samples;
using example::Table;

constexpr const char* description =
    R"(Trains a convolutional network on noisy images of circles, squares, triangles
and crosses, and draws what it has learned and what it looks at. Writes to the
directory:
  model.csv           the layers, the size of their outputs, their parameters
  training.csv        loss and accuracy of each epoch
  filters.*           the filters of the first convolution
  maximised.*         for each class an image that its output is large for
  outputs.csv         the outputs for these images
  saliency.*          for an image of each class, its saliency and occlusion maps
  class_activation.*  class activation maps (CAM), alone and times the saliency
  focus.csv           where the maps have their mass
Pictures are .csv, with a column of pixels for each image, .gp, the gnuplot script,
and .png, if there is gnuplot.
)";

void print_and_write(const example::Report& report, const std::string& name, const Table& table) {
  table.print(std::cout);
  std::cout << '\n';
  report.write(name, table);
  std::cout << '\n';
}

void summarise(const example::Report& report, const cnn::Network& network) {
  Table table({"layer", "output", "parameters"});
  Index total = 0;
  for (const auto& layer : network.layers()) {
    table.add_row({layer->name(), layer->output().text(), layer->parameters()});
    total += layer->parameters();
  }
  table.add_row({"total", "", total});
  print_and_write(report, "model", table);
}

void train(const example::Report& report, cnn::Network& network, const Samples& training, const Samples& test,
           std::mt19937& generator) {
  constexpr int epochs = 8;
  constexpr std::ptrdiff_t batch_size = 50;
  constexpr example::Descent descent = {0.02f, 0.9f, 0.01f};
  Table table({"epoch", "loss", "test_accuracy"});
  for (int epoch = 1; epoch <= epochs; ++epoch) {
    const std::vector<Index> order = example::random_order(training, generator);
    double loss_sum = 0;
    int batches = 0;
    for (auto begin = order.begin(); begin != order.end(); begin += batch_size, ++batches) {
      const Samples batch = training.subset({begin, begin + batch_size});
      const example::Loss loss = example::cross_entropy(cnn::classify(network, batch.X), batch.classes);
      network.backward(loss.gradient);
      network.descend(descent);
      loss_sum += loss.value;
    }
    const double loss = loss_sum / batches, accuracy = example::accuracy(cnn::classify(network, test.X), test.classes);
    std::cout << "epoch " << epoch << " of " << epochs << ": loss " << loss << ", test accuracy " << accuracy
              << std::endl;
    table.add_row({epoch, loss, accuracy});
  }
  std::cout << '\n';
  report.write("training", table);
}

// The mass of the maps compared with the shapes.
void measure(const example::Report& report, const std::vector<Maps>& all, const cnn::Drawings& drawings) {
  const Matrix surroundings = cnn::filter(drawings.masks, [](const auto& around) { return around.maxCoeff(); });
  Table table({"map", "rule", "image", "class", "area", "mass", "sharpness"});
  Table means({"map", "rule", "area", "mass", "sharpness"});
  for (const Maps& maps : all) {
    cnn::Focus sum{};
    for (Index image = 0; image < maps.values.cols(); ++image) {
      const cnn::Focus focus = cnn::focus(maps.values.col(image), drawings.masks.col(image), surroundings.col(image));
      const auto shape = static_cast<std::size_t>(drawings.samples.classes[static_cast<std::size_t>(image)]);
      table.add_row({maps.kind, maps.rule, image, cnn::class_names[shape], focus.area, focus.mass, focus.sharpness});
      sum = {sum.area + focus.area, sum.mass + focus.mass, sum.sharpness + focus.sharpness};
    }
    const auto count = static_cast<double>(maps.values.cols());
    means.add_row({maps.kind, maps.rule, sum.area / count, sum.mass / count, sum.sharpness / count});
  }
  std::cout << "Means over test images: the share of the image within a pixel of the shape's lines, the share of the\n"
               "map's mass there, and of that mass the share on the lines themselves:\n\n";
  means.print(std::cout, 3);
  std::cout << '\n';
  report.write("focus", table);
}

// The first image of each class and its maps.
void draw_maps(const example::Report& report, const std::string& name, const std::vector<Maps>& all,
               const Samples& samples) {
  cnn::Grid grid{{cnn::class_names.begin(), cnn::class_names.end()}, {"image"}, {}};
  for (const Maps& maps : all) grid.column_names.push_back(maps.name());
  const auto rows = static_cast<Index>(grid.row_names.size()), columns = static_cast<Index>(grid.column_names.size());
  grid.images.resize(cnn::pixels, rows * columns);
  for (Index row = 0; row < rows; ++row) {
    Index column = row * columns;
    grid.images.col(column) = samples.X.col(row);
    for (const Maps& maps : all) grid.images.col(++column) = maps.values.col(row);
  }
  cnn::draw_grid(report, name, grid, cnn::light_to_dark);
}

void draw_filters(const example::Report& report, const Matrix& filters) {
  cnn::Grid grid{{""}, {}, filters.transpose()};
  for (Index i = 1; i <= filters.rows(); ++i) grid.column_names.push_back("filter " + std::to_string(i));
  cnn::draw_grid(report, "filters", grid, cnn::blue_to_red(filters.cwiseAbs().maxCoeff()));
}

void maximise(const example::Report& report, cnn::Network& network, std::mt19937& generator) {
  const std::vector<std::string> names(cnn::class_names.begin(), cnn::class_names.end());
  const Samples best = cnn::maximise_activation(network, static_cast<Index>(names.size()), generator);
  cnn::draw_grid(report, "maximised", {{""}, names, best.X}, cnn::light_to_dark);

  const Matrix outputs = cnn::classify(network, best.X);
  std::vector<std::string> columns = {"maximised"};
  columns.insert(columns.end(), names.begin(), names.end());
  Table table(columns);
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::vector<example::Cell> cells = {names[i]};
    for (const float output : outputs.col(static_cast<Index>(i))) cells.emplace_back(output);
    table.add_row(cells);
  }
  std::cout << "\nThe outputs for the images that activation maximisation finds:\n\n";
  print_and_write(report, "outputs", table);
}

// Returns the first convolution.
const cnn::Convolution& add_layers(cnn::Network& network, std::mt19937& generator) {
  const auto& first = network.add<cnn::Convolution>(5, 8, generator);
  network.add<cnn::Relu>();
  network.add<cnn::MaxPooling>();
  network.add<cnn::Convolution>(3, 16, generator);
  network.add<cnn::Relu>();
  network.add<cnn::MaxPooling>();
  network.add<cnn::FullyConnected>(32, generator);
  network.add<cnn::Relu>();
  network.add<cnn::FullyConnected>(static_cast<Index>(cnn::class_names.size()), generator);
  return first;
}

void draw_all_maps(const example::Report& report, cnn::Network& network, const cnn::Drawings& drawings) {
  // Class activation maps are mostly made of the last convolution. Here the first one's channels are as large as the
  // image, and there are two ReLUs behind it whose rules make a difference.
  constexpr std::size_t first_relu = 1;
  std::vector<Maps> saliency = {{"occlusion", "", cnn::occlusion(network, drawings.samples)}};
  for (Maps& maps : cnn::saliency_maps(network, drawings.samples)) saliency.push_back(std::move(maps));
  const std::vector<Maps> activation = cnn::class_activation_maps(network, drawings.samples, first_relu);
  std::vector<Maps> all = saliency;
  all.insert(all.end(), activation.begin(), activation.end());
  measure(report, all, drawings);
  draw_maps(report, "saliency", saliency, drawings.samples);
  draw_maps(report, "class_activation", activation, drawings.samples);
}

}  // namespace

int main(int argc, char** argv) {
  unsigned seed = 1;
  std::filesystem::path directory = ".";
  const std::vector<example::Option> options = {
      example::whole_number("--seed", seed, "what the random numbers start from"),
      example::output_directory(directory)};
  return example::run(argc, argv, description, options, [&] {
    const example::Report report(directory);
    std::mt19937 generator(seed);
    cnn::Network network({1, cnn::side, cnn::side});
    const cnn::Convolution& first = add_layers(network, generator);
    summarise(report, network);
    const Samples training = cnn::draw_shapes(2000, generator).samples;
    train(report, network, training, cnn::draw_shapes(1000, generator).samples, generator);
    draw_filters(report, first.filters());
    maximise(report, network, generator);
    draw_all_maps(report, network, cnn::draw_shapes(100, generator));
  });
}
