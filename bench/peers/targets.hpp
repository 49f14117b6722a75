/// The ratios that simdact is built to reach, as measured in one run.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "machine.hpp"
#include "results.hpp"

namespace peers {

/// One line of the table. A ratio is NaN if something that it needs was not measured.
struct Target {
  std::string what;
  bool at_least;  // else at most
  double limit, measured;
};

class Targets {
 public:
  Targets(const Results& results, std::vector<std::string> simdact_sets)
      : results_(results), sets_(std::move(simdact_sets)), best_(sets_.back()) {
    add_values();
    add_functions();
    add_family();
    add_entry_points();
    for (const std::string& set : sets_) {
      if (set != "scalar") add_sizes(set);
    }
    add_memory_bound();
  }

  const std::vector<Target>& all() const { return all_; }

 private:
  static constexpr double none = std::numeric_limits<double>::quiet_NaN();

  double ns(const std::string& name) const { return results_.ns(name); }

  void at_least(double limit, double measured, const std::string& what) {
    all_.push_back({what, true, limit, measured});
  }
  void at_most(double limit, double measured, const std::string& what) {
    all_.push_back({what, false, limit, measured});
  }

  /// The speed of simdact's value in terms of a peer's, both with AVX2.
  void add_value(double limit, const std::string& peer, const std::string& operation,
                 const std::string& simdact = "simdact") {
    const double ratio = ns(peer + "/avx2/" + operation) / ns(simdact + "/avx2/" + operation);
    at_least(limit, ratio, simdact + ' ' + operation + ": speed over " + peer);
  }

  void add_values() {
    add_value(1.25, "Eigen", "tanh/value/float");
    add_value(9, "SLEEF u10", "tanh/value/float");
    add_value(1.15, "Eigen", "sigmoid/value/float");
    add_value(2.2, "xsimd", "tanh/value/double");
    add_value(2.2, "Highway", "tanh/value/double");
    add_value(5, "SLEEF u10", "tanh/value/double");
    add_value(1, "libmvec", "sigmoid/value/double");
    add_value(2.7, "SLEEF u10", "tanh/value/float", "simdact correctly_rounded");
    add_value(0.8, "libmvec", "tanh/value/float", "simdact correctly_rounded");
    add_value(0.65, "SLEEF u10", "sigmoid/value/float", "simdact correctly_rounded");
    for (const std::string activation : {"tanh", "sigmoid"}) {
      const std::string operation = activation + "/value/float";
      at_least(1, ns("Eigen/avx512/" + operation) / ns("simdact/avx512/" + operation),
               "simdact " + operation + ": speed over Eigen with avx512");
      at_least(1.8, ns("simdact/avx2/" + operation) / ns("simdact/avx512/" + operation),
               "simdact " + operation + ": speed with avx512 over avx2");
    }
  }

  void add_functions() {
    for (const std::string activation : {"relu", "sigmoid", "tanh"}) {
      for (const std::string type : {"float", "double"}) {
        const std::string prefix = "simdact/avx2/" + activation + '/';
        const std::string label = "simdact " + activation + ' ' + type + ": speed of ";
        const double value = ns(prefix + "value/" + type), derivative = ns(prefix + "derivative/" + type);
        // The others' derivatives have more operations than this leaves them: bench/README.md says which.
        if (activation == "sigmoid" && type == "float") {
          at_least(0.75, value / derivative, label + "derivative over value");
        }
        if (activation != "relu") {
          at_least(activation == "sigmoid" ? 1.3 : 0.95,  // of tanh it is the two, over parts of the array
                   (value + derivative) / ns(prefix + "value_and_derivative/" + type),
                   label + "value_and_derivative over the two one after the other");
        }
        at_least(activation == "relu" ? 0.85 : 0.9,  // it selects before it multiplies
                 ns("product/avx2/reference/backward/" + type) / ns(prefix + "backward/" + type),
                 label + "backward over a product of two arrays");
      }
    }
  }

  void add_family() {
    struct Limit {
      double over_sigmoid;
      std::vector<std::string> activations;
    };
    const std::vector<std::string> without_exp{"relu6",        "leaky_relu", "hard_swish",
                                               "hard_sigmoid", "hard_tanh",  "softsign"};
    const Limit limits[] = {{0.5, without_exp},
                            {1.15, {"elu", "selu"}},
                            {1.28, {"silu", "gelu_quick"}},
                            {1.8, {"softplus", "log_sigmoid"}},
                            {1.75, {"mish", "gelu_tanh"}},
                            {2.2, {"gelu"}}};
    for (const Limit& limit : limits) {
      for (const std::string& activation : limit.activations) {
        at_most(limit.over_sigmoid, ns(value_of("simdact", activation)) / ns(value_of("simdact", "sigmoid")),
                "simdact " + activation + "/value/float: time over sigmoid");
      }
    }
    for (const Limit& limit : limits) {
      for (const std::string& activation : limit.activations) {
        for (const char* peer : {"oneDNN", "SLEEF u10"}) add_peer(peer, activation);
      }
    }
    // bench/README.md has the others, of which Eigen's are faster and wrong somewhere.
    for (const char* activation : {"hard_swish", "hard_sigmoid", "hard_tanh", "elu", "selu", "silu", "gelu_quick",
                                   "softplus", "log_sigmoid", "mish", "gelu_tanh"}) {
      add_peer("Eigen", activation);
    }
    // The derivatives of the others share less with their values: bench/README.md.
    for (const std::string activation : {"selu", "softplus", "log_sigmoid", "gelu"}) {
      for (const std::string type : {"float", "double"}) {
        const std::string prefix = "simdact/avx2/" + activation + '/';
        at_most(1.4, ns(prefix + "value_and_derivative/" + type) / ns(prefix + "value/" + type),
                "simdact " + activation + ' ' + type + ": time of value_and_derivative over value");
      }
    }
  }

  static std::string value_of(const std::string& contestant, const std::string& activation) {
    return contestant + "/avx2/" + activation + "/value/float";
  }

  /// Ahead of a peer, if there is one; level, to within a tenth, with one that is wrong in a tail.
  void add_peer(const std::string& peer, const std::string& activation) {
    const double ratio = ns(value_of(peer, activation)) / ns(value_of("simdact", activation));
    if (std::isnan(ratio)) return;
    const Accuracy* const accuracy = results_.accuracy_of(value_of(peer, activation));
    const bool is_wrong = !std::isnan(accuracy->wrong_up_to) || !std::isnan(accuracy->wrong_from);
    at_least(is_wrong ? 0.9 : 1, ratio,
             "simdact " + activation + "/value/float: speed over " + peer + (is_wrong ? ", wrong in a tail" : ""));
  }

  void add_entry_points() {
    const std::string simdact = "simdact/" + best_ + '/';
    const auto eigen = [&](double limit, const std::string& activation) {
      at_least(limit,
               ns("Eigen/plain/" + activation + "/value/float") / ns(simdact + activation + "/value (Eigen)/float"),
               "Y = simdact::" + activation + "(X) in a build without -m flags: speed over Eigen's own");
    };
    eigen(3.5, "tanh");
    eigen(3, "sigmoid");
    const std::string tanh = "tanh/value (one a call)/float", sigmoid = "sigmoid/value (one a call)/float";
    at_least(1.5, ns("std::/plain/" + tanh) / ns(simdact + tanh), "tanh(float) called alone: speed over std::tanh");
    at_most(1.5, ns(simdact + sigmoid) / ns("std::/plain/" + sigmoid),
            "sigmoid(float) called alone: time over 1 / (1 + std::exp(-x))");
  }

  /// The lengths of arrays of float whose input and output together take more than `above` and at most `up_to` bytes.
  std::vector<std::size_t> lengths(std::size_t above, std::size_t up_to) const {
    std::vector<std::size_t> result;
    for (const std::size_t n : results_.lengths()) {
      const std::size_t bytes = 2 * n * sizeof(float);
      if (bytes > above && bytes <= up_to) result.push_back(n);
    }
    return result;
  }

  /// The smallest ratio of two times over those lengths.
  double smallest(const std::vector<std::size_t>& lengths, const std::string& dividend,
                  const std::string& divisor) const {
    double result = none;
    for (const std::size_t n : lengths) {
      const double ratio = results_.ns(dividend, n) / results_.ns(divisor, n);
      if (!(ratio >= result)) result = ratio;
    }
    return result;
  }

  void add_sizes(const std::string& set) {
    const std::size_t l2 = cache_bytes(2), last = cache_bytes(4), all = std::numeric_limits<std::size_t>::max();
    const auto name = [&](const std::string& activation) {
      return "simdact/" + set + '/' + activation + "/value/float";
    };
    at_least(1.2, smallest(lengths(last, all), "memcpy/avx2/reference/copy/float", name("relu")),
             "simdact " + set + " relu/value/float: speed over memcpy, beyond the last-level cache");
    for (const std::string activation : {"tanh", "sigmoid"}) {
      at_most(1.1, spread(lengths(1024, l2), name(activation)),
              "simdact " + set + ' ' + activation + "/value/float: largest over smallest time from 256 elements to L2");
    }
  }

  void add_memory_bound() {
    const auto beyond_caches = lengths(cache_bytes(4), std::numeric_limits<std::size_t>::max());
    const std::string prefix = "simdact/avx512/", suffix = "/value/float";
    for (const std::string activation : {"tanh", "sigmoid"}) {
      const double ratio = 1 / smallest(beyond_caches, prefix + "relu" + suffix, prefix + activation + suffix);
      at_most(1.15, ratio, prefix + activation + suffix + " beyond the last-level cache: time over relu");
    }
  }

  double spread(const std::vector<std::size_t>& lengths, const std::string& name) const {
    std::vector<double> times;
    for (const std::size_t n : lengths) times.push_back(results_.ns(name, n));
    if (times.empty()) return none;
    const auto [fastest, slowest] = std::minmax_element(times.begin(), times.end());
    return *slowest / *fastest;
  }

  const Results& results_;
  std::vector<std::string> sets_;
  std::string best_;
  std::vector<Target> all_;
};

}  // namespace peers
