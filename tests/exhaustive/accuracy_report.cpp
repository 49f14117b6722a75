// Measures the error of every function: floats over all inputs, doubles over some 4 * 10^6 of them.
//
// accuracy_report --check FILE    fails if a table in the file is not the measured one
// accuracy_report --write FILE    puts the measured tables into the file
// accuracy_report --plot DIR      draws the error over x; the data stay beside the picture, as errors.csv
//
// accuracy_report --sample N       takes one chunk of N of all floats
//
// They can be combined. In each case it fails if an error exceeds the bound that stands beside the formula.
#include <algorithm>
#include <atomic>
#include <cmath>
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

/// A function of an activation in a type.
struct Row {
  std::string activation;
  exact::Function function;
  std::string type;
  double bound, subnormal_bound;
  exact::Profile profile{-12, 12};
  exact::Errors errors = {};
};

double bound_of(const simdact::Bounds& bounds, exact::Function function, bool is_float) {
  if (function == exact::Function::value) return is_float ? bounds.value_float : bounds.value_double;
  return is_float ? bounds.derivative_float : bounds.derivative_double;
}

/// The same in double.
const test::Tested<double>& wide(const std::string& name) {
  const std::string rounded = "correctly rounded ";
  const std::string wanted = name.find(rounded) == 0 ? name.substr(rounded.size()) : name;
  for (const auto& activation : test::all_wide()) {
    if (activation->name == wanted) return *activation;
  }
  throw std::runtime_error(name + " has no function of double");
}

void measure(Row& row, std::uint64_t one_chunk_of) {
  if (row.type == "float") {
    row.errors = exact::errors_over_all_floats(test::tested<float>(row.activation), wide(row.activation), row.function,
                                               row.profile, one_chunk_of);
  } else {
    row.errors = exact::DoubleErrors(test::tested<double>(row.activation), row.function).measure();
  }
}

/// Two threads take one row after the other.
std::vector<Row> measure_all(std::uint64_t one_chunk_of) {
  std::vector<Row> rows;
  const auto add = [&](const auto& all, const char* type) {
    for (const auto& activation : all) {
      if (activation->name.find(':') != std::string::npos) continue;  // another parameter
      for (const exact::Function function : {exact::Function::value, exact::Function::derivative}) {
        rows.push_back({activation->name, function, type, bound_of(activation->bounds, function, type[0] == 'f'),
                        activation->bounds.subnormal});
      }
    }
  };
  add(test::all_tested<float>(), "float");
  add(test::all_tested<double>(), "double");
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < rows.size(); i = next++) measure(rows[i], one_chunk_of);
  };
  std::thread other(work);
  work();
  other.join();
  return rows;
}

std::string printed(const char* format, double x) {
  char text[64];
  std::snprintf(text, sizeof text, format, x);
  return text;
}

/// Rounded up: what the table says is a bound of what was measured.
std::string printed_up(double error) { return printed("%.3f", std::ceil(error * 1000) / 1000); }

std::string name_of(const Row& row) {
  return row.activation + (row.function == exact::Function::value ? "" : ".derivative");
}

/// Everything.
std::string table(const std::vector<Row>& rows) {
  std::ostringstream text;
  text << "| function | type | bound | max ULP | at x | max, subnormal results | mean ULP | nearest | wrong steps |\n"
          "|---|---|---|---|---|---|---|---|---|\n";
  for (const Row& row : rows) {
    const exact::Errors& errors = row.errors;
    const auto count = static_cast<double>(errors.count);
    text << "| " << name_of(row) << " | " << row.type << " | " << printed("%g", row.bound) << " | "
         << printed_up(errors.largest) << " | " << printed("%a", errors.largest_at) << " | "
         << printed_up(errors.largest_subnormal) << " | " << printed("%.3f", errors.sum / count) << " | "
         << (errors.nearest == errors.count ? "all"
                                            : printed("%.2f %%", 100 * static_cast<double>(errors.nearest) / count))
         << " | ";
    if (row.type == "double") {
      text << "-";
    } else if (errors.decreases == 0) {
      text << "none";
    } else {
      text << errors.decreases << ", by at most " << printed("%.1e", errors.largest_decrease);
    }
    text << " |\n";
  }
  return text.str();
}

/// The largest errors alone, a line an activation.
std::string summary(const std::vector<Row>& rows) {
  std::ostringstream text;
  text << "| largest error, ULP | float | derivative | double | derivative |\n|---|---|---|---|---|\n";
  const auto error = [&](const std::string& activation, exact::Function function, const std::string& type) {
    for (const Row& row : rows) {
      if (row.activation != activation || row.function != function || row.type != type) continue;
      return printed_up(row.errors.largest) + " of " + printed("%g", row.bound);
    }
    return std::string("-");
  };
  for (const auto& activation : test::all_tested<float>()) {
    if (activation->name.find(':') != std::string::npos) continue;
    text << "| " << activation->name;
    for (const char* type : {"float", "double"}) {
      text << " | " << error(activation->name, exact::Function::value, type) << " | "
           << error(activation->name, exact::Function::derivative, type);
    }
    text << " |\n";
  }
  return text.str();
}

/// A correctly rounded function must return the nearest number every time; its error in ULP alone would not tell.
bool is_within_bound(const Row& row) {
  const exact::Errors& errors = row.errors;
  if (row.bound == 0.5) return errors.nearest == errors.count;
  return errors.largest <= row.bound && errors.largest_subnormal <= std::min(row.bound, row.subnormal_bound);
}

bool are_within_bounds(const std::vector<Row>& rows) {
  bool within = true;
  for (const Row& row : rows) {
    if (is_within_bound(row)) continue;
    std::cerr << name_of(row) << ", " << row.type << ": the error exceeds the bound\n";
    within = false;
  }
  return within;
}

/// The formulas for any number type are right in long double, too, to a unit of a double, which is what other tests
/// take them for; where a derivative passes zero, to that of 1.
bool portable_formulas_are_right() {
  const double unit = std::ldexp(1.0, std::numeric_limits<long double>::digits - std::numeric_limits<double>::digits);
  exact::Random random;
  bool right = true;
  for (const auto& activation : test::all_tested<double>()) {
    const exact::Exact& in_mpfr = exact::exact_of(*activation);
    for (const exact::Function function : {exact::Function::value, exact::Function::derivative}) {
      double largest = 0, at = 0;
      for (int i = 0; i < 20'000; ++i) {
        const double x = i % 2 == 0 ? random.uniform(-50, 50) : random.sign() * random.with_exponent_from(-60, 13);
        const exact::Number exact = in_mpfr(function, x);
        const long double result = in_mpfr.portable(function, static_cast<long double>(x));
        if (mpfr_zero_p(exact.get()) != 0 || mpfr_get_exp(exact.get()) < std::numeric_limits<long double>::min_exponent)
          continue;
        const double error =
            std::ldexp(std::abs(mpfr_get_d((exact - exact::Number(result)).get(), MPFR_RNDN)),
                       std::numeric_limits<long double>::digits - static_cast<int>(mpfr_get_exp(exact.get())));
        const bool passes_zero = std::abs(x) < 3 && std::abs(result) < 0x1p-4L;
        if (error > largest && !passes_zero) largest = error, at = x;
      }
      if (largest <= unit) continue;
      std::cerr << activation->name << (function == exact::Function::value ? "" : ".derivative")
                << ", long double: " << largest << " ULP at " << printed("%a", at) << '\n';
      right = false;
    }
  }
  return right;
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

/// Tables by name.
using Tables = std::vector<std::pair<std::string, std::string>>;

/// The text with what stands between the marks of a table replaced.
std::string with_tables(const std::string& text, const Tables& tables) {
  std::string result = text;
  bool found = false;
  for (const auto& [name, table] : tables) {
    const std::string begin = "<!-- accuracy_report: " + name + " -->\n", end = "<!-- accuracy_report: end -->";
    const std::size_t first = result.find(begin), last = result.find(end, first);
    if (first == result.npos || last == result.npos) continue;
    result = result.substr(0, first + begin.size()) + table + result.substr(last);
    found = true;
  }
  if (!found) throw std::runtime_error("the file has no place for a table");
  return result;
}

void check(const std::filesystem::path& path, const Tables& tables) {
  const std::string text = read(path);
  if (text == with_tables(text, tables)) return;
  throw std::runtime_error(path.string() + " does not hold the measured table; accuracy_report --write puts it there");
}

void plot(const std::filesystem::path& directory, const std::vector<Row>& rows) {
  std::ostringstream csv;
  csv << "activation,function,x,largest_error,bound\n";
  for (const Row& row : rows) {
    if (row.type != "float" || row.activation.find("correctly") == 0) continue;
    for (std::size_t i = 0; i < row.profile.size(); ++i) {
      csv << row.activation << ',' << (row.function == exact::Function::value ? "value" : "derivative") << ','
          << row.profile.middle(i) << ',' << row.profile.largest(i) << ',' << row.bound << '\n';
    }
  }
  std::filesystem::create_directories(directory);
  write(directory / "errors.csv", csv.str());
  const std::string command = "cd '" + directory.string() + "' && gnuplot '" ERROR_PLOT_SCRIPT "'";
  if (std::system(command.c_str()) != 0) throw std::runtime_error("gnuplot failed (Debian package gnuplot-nox)");
}

/// Of all numbers of 16 bits, those that do not give the nearest one.
struct SixteenBits {
  static constexpr std::uint64_t most = 60;  // those whose exact result is too near to the middle between two numbers

  std::string text = "| not the nearest | half | derivative | bfloat16 | derivative |\n|---|---|---|---|---|\n";
  bool within = true;

  SixteenBits() {
    for (const auto& activation : test::all_tested<simdact::detail::Half>()) {
      text += "| " + activation->name;
      add(*activation);
      add(test::tested<simdact::detail::BFloat16>(activation->name));
      text += " |\n";
    }
  }

 private:
  template <class T>
  void add(const test::Tested<T>& activation) {
    const exact::Exact& in_mpfr = exact::exact_of(test::tested<float>(activation.name));
    for (const exact::Function function : {exact::Function::value, exact::Function::derivative}) {
      const exact::NotNearest count = exact::not_nearest(activation, wide(activation.name), in_mpfr, function);
      text += " | " + std::to_string(count.normal);
      if (count.subnormal > 0) text += " and " + std::to_string(count.subnormal) + " subnormal";
      if (count.normal <= most) continue;
      std::cerr << activation.name << ": " << count.normal << " numbers of 16 bits do not give the nearest\n";
      within = false;
    }
  }
};

struct Task {
  std::string mode;
  std::filesystem::path path;
};

/// What the words ask for; nothing where they are no usage.
std::vector<Task> tasks_of(const std::vector<std::string>& words) {
  std::vector<Task> tasks;
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) tasks.push_back({words[i], words[i + 1]});
  const bool known = std::all_of(tasks.begin(), tasks.end(), [](const Task& task) {
    return task.mode == "--check" || task.mode == "--write" || task.mode == "--plot" || task.mode == "--sample";
  });
  return known && words.size() % 2 == 0 ? tasks : std::vector<Task>();
}

int run(const std::vector<Task>& tasks) {
  if (!portable_formulas_are_right()) return 1;
  std::uint64_t one_chunk_of = 1;
  for (const Task& task : tasks) {
    if (task.mode == "--sample") one_chunk_of = std::stoull(task.path.string());
  }
  const std::vector<Row> rows = measure_all(one_chunk_of);
  const SixteenBits sixteen_bits;
  std::cout << table(rows) << '\n' << sixteen_bits.text;
  if (!are_within_bounds(rows) || !sixteen_bits.within) return 1;
  const Tables tables = {{"summary", summary(rows)}, {"table", table(rows)}, {"16 bits", sixteen_bits.text}};
  for (const Task& task : tasks) {
    if (task.mode == "--check") check(task.path, tables);
    if (task.mode == "--write") write(task.path, with_tables(read(task.path), tables));
    if (task.mode == "--plot") plot(task.path, rows);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<Task> tasks = tasks_of({argv + 1, argv + argc});
  if (tasks.empty()) {
    std::cerr << "usage: accuracy_report [--check FILE] [--write FILE] [--plot DIRECTORY] [--sample N]\n";
    return 2;
  }
  try {
    return run(tasks);
  } catch (const std::exception& error) {
    std::cerr << "accuracy_report: " << error.what() << '\n';
    return 1;
  }
}
