// Measures the error of every function: floats over all inputs, doubles over more than 10^7 of them.
//
// accuracy_report --check FILE    fails if the table in the file is not the measured one
// accuracy_report --write FILE    puts the measured table into the file
// accuracy_report --plot DIR      draws the error over x; the data stay beside the picture, as errors.csv
//
// They can be combined. In each case it fails if an error exceeds the bound that stands beside the formula.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "measure.hpp"

namespace {

using simdact::detail::Bounds;

struct Row {
  std::string function, type;
  double bound;
  exact::Errors errors;
};

/// A function in all its types.
struct Report {
  std::string name;
  exact::Profile profile;
  std::vector<Row> rows;
};

template <class Activation>
constexpr Bounds bounds_of = simdact::detail::scalar::bounds(simdact::detail::Of<Activation>());

template <class Activation, class Function>
void measure(Report& report, double float_bound, double double_bound, double rounded_bound) {
  const exact::FloatErrors floats = exact::errors_over_all_floats<Activation, Function>(report.profile);
  report.rows = {{report.name, "float", float_bound, floats.standard},
                 {"correctly_rounded::" + report.name, "float", rounded_bound, floats.rounded},
                 {report.name, "double", double_bound, exact::DoubleErrors<Activation, Function>().measure()}};
}

template <class Activation>
void measure_value(Report& report) {
  constexpr Bounds bounds = bounds_of<Activation>, rounded = bounds_of<simdact::CorrectlyRounded<Activation>>;
  measure<Activation, exact::Value>(report, bounds.value_float, bounds.value_double, rounded.value_float);
}

template <class Activation>
void measure_derivative(Report& report) {
  constexpr Bounds bounds = bounds_of<Activation>, rounded = bounds_of<simdact::CorrectlyRounded<Activation>>;
  measure<Activation, exact::Derivative>(report, bounds.derivative_float, bounds.derivative_double,
                                         rounded.derivative_float);
}

/// The profile covers where the function changes. Half of the work runs beside the other half.
std::vector<Report> measure_all() {
  std::vector<Report> reports = {{"sigmoid", {-104, 20}, {}},
                                 {"tanh", {-10, 10}, {}},
                                 {"sigmoid.derivative", {-104, 104}, {}},
                                 {"tanh.derivative", {-52, 52}, {}}};
  std::thread derivatives([&] {
    measure_derivative<simdact::Sigmoid>(reports[2]);
    measure_derivative<simdact::Tanh>(reports[3]);
  });
  measure_value<simdact::Sigmoid>(reports[0]);
  measure_value<simdact::Tanh>(reports[1]);
  derivatives.join();
  return reports;
}

std::string printed(const char* format, double x) {
  char text[64];
  std::snprintf(text, sizeof text, format, x);
  return text;
}

/// Rounded up: what the table says is a bound of what was measured.
std::string printed_up(double error) { return printed("%.3f", std::ceil(error * 1000) / 1000); }

std::string table(const std::vector<Report>& reports) {
  std::ostringstream text;
  text << "| function | type | bound | max ULP | at x | max, subnormal results | mean ULP | nearest | decreases |\n"
          "|---|---|---|---|---|---|---|---|---|\n";
  for (const Report& report : reports) {
    const bool should_not_decrease = report.name.find("derivative") == std::string::npos;
    for (const Row& row : report.rows) {
      const exact::Errors& errors = row.errors;
      const auto count = static_cast<double>(errors.count);
      text << "| " << row.function << " | " << row.type << " | " << printed("%g", row.bound) << " | "
           << printed_up(errors.largest) << " | " << printed("%a", errors.largest_at) << " | "
           << printed_up(errors.largest_subnormal) << " | " << printed("%.3f", errors.sum / count) << " | "
           << (errors.nearest == errors.count ? "all"
                                              : printed("%.2f %%", 100 * static_cast<double>(errors.nearest) / count))
           << " | ";
      if (!should_not_decrease || row.type == "double") {
        text << "-";
      } else if (errors.decreases == 0) {
        text << "none";
      } else {
        text << errors.decreases << ", by at most " << printed("%.1e", errors.largest_decrease);
      }
      text << " |\n";
    }
  }
  return text.str();
}

/// A correctly rounded function must return the nearest number every time; its error in ULP alone would not tell.
bool is_within_bound(const Row& row) {
  const exact::Errors& errors = row.errors;
  if (row.bound == 0.5) return errors.nearest == errors.count;
  return errors.largest <= row.bound && errors.largest_subnormal <= 2;
}

bool are_within_bounds(const std::vector<Report>& reports) {
  bool within = true;
  for (const Report& report : reports) {
    for (const Row& row : report.rows) {
      if (is_within_bound(row)) continue;
      std::cerr << row.function << ", " << row.type << ": the error exceeds the bound\n";
      within = false;
    }
  }
  return within;
}

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  if (!(text << file.rdbuf())) throw std::runtime_error("cannot read " + path.string());
  return text.str();
}

void write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path);
  if (!(file << text).flush()) throw std::runtime_error("cannot write " + path.string());
}

/// The text with what stands between the marks of the table replaced.
std::string with_table(const std::string& text, const std::string& table) {
  const std::string begin = "<!-- accuracy_report: begin -->\n", end = "<!-- accuracy_report: end -->";
  const std::size_t first = text.find(begin), last = text.find(end);
  if (first == text.npos || last == text.npos) throw std::runtime_error("the file has no place for the table");
  return text.substr(0, first + begin.size()) + table + text.substr(last);
}

void check(const std::filesystem::path& path, const std::vector<Report>& reports) {
  const std::string text = read(path);
  if (text == with_table(text, table(reports))) return;
  throw std::runtime_error(path.string() + " does not hold this table; accuracy_report --write puts it there");
}

void plot(const std::filesystem::path& directory, const std::vector<Report>& reports) {
  std::ostringstream csv;
  csv << "function,x,largest_error\n";
  for (const Report& report : reports) {
    const exact::Profile& profile = report.profile;
    for (std::size_t i = 0; i < profile.size(); ++i) {
      csv << report.name << ',' << profile.middle(i) << ',' << profile.largest(i) << '\n';
    }
  }
  std::filesystem::create_directories(directory);
  write(directory / "errors.csv", csv.str());
  const std::string command = "cd '" + directory.string() + "' && gnuplot '" ERROR_PLOT_SCRIPT "'";
  if (std::system(command.c_str()) != 0) throw std::runtime_error("gnuplot failed (Debian package gnuplot-nox)");
}

struct Task {
  std::string mode;
  std::filesystem::path path;
};

/// What the words ask for; nothing where they are no usage.
std::vector<Task> tasks_of(const std::vector<std::string>& words) {
  std::vector<Task> tasks;
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) tasks.push_back({words[i], words[i + 1]});
  const bool known = std::all_of(tasks.begin(), tasks.end(), [](const Task& task) {
    return task.mode == "--check" || task.mode == "--write" || task.mode == "--plot";
  });
  return known && words.size() % 2 == 0 ? tasks : std::vector<Task>();
}

int run(const std::vector<Task>& tasks) {
  const std::vector<Report> reports = measure_all();
  std::cout << table(reports);
  if (!are_within_bounds(reports)) return 1;
  for (const Task& task : tasks) {
    if (task.mode == "--check") check(task.path, reports);
    if (task.mode == "--write") write(task.path, with_table(read(task.path), table(reports)));
    if (task.mode == "--plot") plot(task.path, reports);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<Task> tasks = tasks_of({argv + 1, argv + argc});
  if (tasks.empty()) {
    std::cerr << "usage: accuracy_report [--check FILE] [--write FILE] [--plot DIRECTORY]\n";
    return 2;
  }
  try {
    return run(tasks);
  } catch (const std::exception& error) {
    std::cerr << "accuracy_report: " << error.what() << '\n';
    return 1;
  }
}
