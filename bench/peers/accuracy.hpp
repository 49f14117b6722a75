/// The errors of an entry against the long double formulas of bench/check.hpp.
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
#include <type_traits>
#include <variant>
#include <vector>

#include "../check.hpp"
#include "contestant.hpp"

namespace peers {

struct Accuracy {
  double max_ulp = 0;            // where the exact result is a normal number
  double max_ulp_subnormal = 0;  // where it is not, in units of the smallest subnormal number
  std::set<std::string> wrong;   // the special values whose result is wrong
};

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

template <class T>
bool is_normal(long double exact) {
  return std::abs(exact) >= static_cast<long double>(std::numeric_limits<T>::min());
}

template <class T>
double error_in_ulps(T result, long double exact) {
  using Limits = std::numeric_limits<T>;
  if (std::isnan(result)) return std::numeric_limits<double>::infinity();
  const int exponent = is_normal<T>(exact) ? std::ilogb(exact) : Limits::min_exponent - 1;
  return static_cast<double>(std::scalbn(std::abs(result - exact), Limits::digits - 1 - exponent));
}

/// The limit at infinities and huge numbers, NaN of NaN, and within 2 ULP near 0.
template <class T>
bool is_right(T x, T result, long double exact) {
  if (std::isnan(x)) return std::isnan(result);
  if (std::abs(x) > 1) return result == static_cast<T>(exact);
  return error_in_ulps(result, exact) <= 2;
}

/// The exact results of an activation, to which those of its entries are compared.
template <class Activation, class T>
class Reference {
 public:
  Reference() : x_(sample(T())), sample_size_(x_.size()) {
    for (const auto& [name, values] : special_values<T>()) {
      x_.insert(x_.end(), values.begin(), values.end());
      names_.insert(names_.end(), values.size(), name);
    }
    for (const T x : x_) {
      value_.push_back(bench::reference::value(Activation(), x));
      derivative_.push_back(bench::reference::derivative(Activation(), x));
    }
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
      if (std::is_same_v<Activation, simdact::Tanh>) check_signs_of_zeros(first, result);
      if (entry.function == "value_and_derivative") compare(second, derivative_, result);
    }
    return result;
  }

 private:
  static constexpr std::size_t chunk = 4096;  // elements a call

  void compare(const std::vector<T>& result, const std::vector<long double>& exact, Accuracy& accuracy) const {
    for (std::size_t i = 0; i < sample_size_; ++i) {
      double& max = is_normal<T>(exact[i]) ? accuracy.max_ulp : accuracy.max_ulp_subnormal;
      max = std::max(max, error_in_ulps(result[i], exact[i]));
    }
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const std::size_t k = sample_size_ + i;
      if (!is_right(x_[k], result[k], exact[k])) accuracy.wrong.insert(names_[i]);
    }
  }

  void check_signs_of_zeros(const std::vector<T>& value, Accuracy& accuracy) const {
    for (std::size_t i = 0; i < x_.size(); ++i) {
      if (x_[i] == 0 && std::signbit(value[i]) != std::signbit(x_[i])) accuracy.wrong.insert("0");
    }
  }

  std::vector<T> x_;  // the sample, then the special values, then zeros
  std::size_t sample_size_;
  std::vector<std::string> names_;  // of the special values
  std::vector<long double> value_, derivative_;
};

/// The accuracy of all entries that compute an activation from x.
inline std::map<const Entry*, Accuracy> accuracies(const std::vector<Entry>& entries) {
  std::map<const Entry*, Accuracy> result;
  bench::for_each(bench::Activations(), [&](auto f) {
    bench::for_each(bench::Types(), [&](auto type) {
      using T = decltype(type);
      const Reference<decltype(f), T> reference;
      for (const Entry& entry : entries) {
        const bool is_of_type = std::holds_alternative<Run<T>>(entry.run);
        if (entry.activation != bench::name_of(f) || !is_of_type || entry.function == "backward") continue;
        result[&entry] = reference.of(entry);
      }
    });
  });
  return result;
}

}  // namespace peers
