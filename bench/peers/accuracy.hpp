/// The errors of an entry against the portable formulas in long double. (Near a zero of a derivative these lose digits:
/// of double, errors of more than a few units are the reference's own there.)
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <map>
#include <random>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "../names.hpp"
#include "../reference.hpp"
#include "contestant.hpp"

namespace peers {

struct Accuracy {
  double max_ulp = 0;            // where the exact result is a normal number
  double max_ulp_subnormal = 0;  // where it is not, in units of the smallest subnormal number
  std::set<std::string> wrong;   // the special values whose result is wrong
  /// The input below 0 and the one above 0 from which on outwards all values are wrong by more than `lost` units, as
  /// far as the exact result is a normal number. NaN if there is none.
  double wrong_up_to = std::numeric_limits<double>::quiet_NaN(), wrong_from = wrong_up_to;
};

constexpr double lost = 1000;
constexpr std::uint32_t float_stride = 4099;
constexpr std::size_t double_samples = std::size_t(1) << 20U;

/// Every 4099th float, NaN apart.
inline std::vector<float> sample(float) {
  std::vector<float> x;
  for (std::uint64_t bits = 0; bits < std::uint64_t(1) << 32U; bits += float_stride) {
    const auto word = static_cast<std::uint32_t>(bits);
    float value;
    std::memcpy(&value, &word, sizeof value);
    if (!std::isnan(value)) x.push_back(value);
  }
  return x;
}

/// Half of them uniform where the functions are not constant, half with uniform logarithms.
inline std::vector<double> sample(double) {
  std::mt19937_64 generator;
  std::uniform_real_distribution<double> uniform(-40, 40), exponent(-1074, 11);
  std::vector<double> x;
  for (std::size_t i = 0; i < double_samples / 2; ++i) {
    x.push_back(uniform(generator));
    const double magnitude = std::exp2(exponent(generator));
    x.push_back(generator() % 2 == 0 ? magnitude : -magnitude);
  }
  return x;
}

template <class T>
std::map<std::string, std::vector<T>> special_values() {
  using Limits = std::numeric_limits<T>;
  const T inf = Limits::infinity(), subnormal = Limits::min() / 3, huge = Limits::max();
  return {{"0", {T(0), -T(0)}},
          {"NaN", {Limits::quiet_NaN(), -Limits::quiet_NaN()}},
          {"huge", {T(1e30), -T(1e30), T(1e9), -T(1e9), huge, -huge}},
          {"inf", {inf, -inf}},
          {"subnormal", {subnormal, -subnormal, Limits::denorm_min(), -Limits::denorm_min()}}};
}

/// An exact result, and what errors are measured in.
template <class T>
struct Exact {
  long double value, units_per_one;  // units in the last place
  bool is_normal;

  explicit Exact(long double exact) : value(exact) {
    using Limits = std::numeric_limits<T>;
    is_normal = std::abs(exact) >= static_cast<long double>(Limits::min());
    const int exponent = is_normal && !std::isinf(exact) ? std::ilogb(exact) : Limits::min_exponent - 1;
    units_per_one = std::scalbn(1.0L, Limits::digits - 1 - exponent);
  }

  bool is_beyond_range() const { return std::isinf(static_cast<T>(value)); }

  double error(T result) const {
    if (std::isnan(result) || (is_beyond_range() && result != static_cast<T>(value))) {
      return std::numeric_limits<double>::infinity();
    }
    return is_beyond_range() ? 0 : static_cast<double>(std::abs(result - value) * units_per_one);
  }

  /// NaN of NaN, the limit where that is 0 or infinite, and else within 4 units.
  bool is_right(T x, T result) const {
    if (std::isnan(x)) return std::isnan(result);
    if (std::abs(x) > 1 && static_cast<T>(value) == 0) return result == 0;
    return error(result) <= 4;
  }
};

/// The exact results of an activation, to which those of its entries are compared.
template <class T>
class Reference {
 public:
  template <class Activation>
  explicit Reference(const Activation& activation) : x_(sample(T())), sample_size_(x_.size()) {
    for (const auto& [name, values] : special_values<T>()) {
      x_.insert(x_.end(), values.begin(), values.end());
      names_.insert(names_.end(), values.size(), name);
    }
    const auto f = with_parameters_of<T>(activation);
    for (const T x : x_) {
      value_.emplace_back(bench::reference::value(f, x));
      derivative_.emplace_back(bench::reference::derivative(f, x));
    }
    keeps_signs_of_zeros_ = std::signbit(bench::reference::value(f, -0.0L));
    for (std::size_t i = 0; i < sample_size_; ++i) inwards_.push_back(i);
    std::sort(inwards_.begin(), inwards_.end(),
              [&](std::size_t i, std::size_t k) { return std::abs(x_[i]) > std::abs(x_[k]); });
    x_.resize((x_.size() + chunk - 1) / chunk * chunk);
  }

  Accuracy of(const Entry& entry) const {
    std::vector<T> first(x_.size()), second(x_.size());
    if (entry.select != nullptr) entry.select(entry.instruction_set);
    for (std::size_t i = 0; i < x_.size(); i += chunk) {
      std::get<Run<T>>(entry.run)(&x_[i], nullptr, &first[i], &second[i], chunk);
    }
    Accuracy result;
    if (entry.function == "derivative") {
      compare(first, derivative_, result);
    } else {
      compare(first, value_, result);
      if (keeps_signs_of_zeros_) check_signs_of_zeros(first, result);
      result.wrong_up_to = end_of_loss(first, -1);
      result.wrong_from = end_of_loss(first, 1);
      if (entry.function == "value_and_derivative") compare(second, derivative_, result);
    }
    return result;
  }

 private:
  static constexpr std::size_t chunk = 4096;  // elements a call

  void compare(const std::vector<T>& result, const std::vector<Exact<T>>& exact, Accuracy& accuracy) const {
    for (std::size_t i = 0; i < sample_size_; ++i) {
      double& max = exact[i].is_normal ? accuracy.max_ulp : accuracy.max_ulp_subnormal;
      max = std::max(max, exact[i].error(result[i]));
    }
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const std::size_t k = sample_size_ + i;
      if (!exact[k].is_right(x_[k], result[k])) accuracy.wrong.insert(names_[i]);
    }
  }

  void check_signs_of_zeros(const std::vector<T>& value, Accuracy& accuracy) const {
    for (std::size_t i = 0; i < x_.size(); ++i) {
      if (x_[i] == 0 && std::signbit(value[i]) != std::signbit(x_[i])) accuracy.wrong.insert("0");
    }
  }

  /// The input of that sign nearest to 0 from which on outwards all values have lost their digits.
  double end_of_loss(const std::vector<T>& result, T sign) const {
    double end = std::numeric_limits<double>::quiet_NaN();
    for (const std::size_t i : inwards_) {
      if (!(x_[i] * sign > 0) || !value_[i].is_normal || value_[i].is_beyond_range()) continue;
      if (value_[i].error(result[i]) <= lost) return end;
      end = static_cast<double>(x_[i]);
    }
    return end;
  }

  std::vector<T> x_;  // the sample, then the special values, then zeros
  std::size_t sample_size_;
  std::vector<std::size_t> inwards_;  // the sample in the order of its magnitude, the largest first
  std::vector<std::string> names_;    // of the special values
  std::vector<Exact<T>> value_, derivative_;
  bool keeps_signs_of_zeros_;
};

/// The accuracy of all entries that compute an activation from x alone.
inline std::map<const Entry*, Accuracy> accuracies(const std::vector<Entry>& entries) {
  std::map<const Entry*, Accuracy> result;
  for_each_activation([&](const auto& f) {
    bench::for_each(bench::Types(), [&](auto type) {
      using T = decltype(type);
      const Reference<T> reference(f);
      for (const Entry& entry : entries) {
        const bool is_backward = entry.function.rfind("backward", 0) == 0;
        const bool is_of_type = std::holds_alternative<Run<T>>(entry.run);
        if (entry.activation == bench::name_of(f) && is_of_type && !is_backward) result[&entry] = reference.of(entry);
      }
    });
  });
  return result;
}

}  // namespace peers
