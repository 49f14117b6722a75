/// An activation behind virtual functions: each is compiled once, and every test walks over all of them.
#pragma once

#include <cstddef>
#include <memory>
#include <simdact/simdact.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace test {

/// The members of an activation for numbers and arrays of T.
template <class T>
class Tested {
 public:
  const std::string name;
  const simdact::Bounds bounds;
  const bool has_backward;

  virtual T operator()(T x) const = 0;
  virtual void operator()(const T* x, T* y, std::size_t n) const = 0;
  virtual T derivative(T x) const = 0;
  virtual void derivative(const T* x, T* d, std::size_t n) const = 0;
  virtual T backward(T dy, T y) const = 0;
  virtual void backward(const T* dy, const T* y, T* dx, std::size_t n) const = 0;
  virtual T backward_from_input(T dy, T x) const = 0;
  virtual void backward_from_input(const T* dy, const T* x, T* dx, std::size_t n) const = 0;
  virtual simdact::ValueAndDerivative<T> value_and_derivative(T x) const = 0;
  virtual void value_and_derivative(const T* x, T* y, T* d, std::size_t n) const = 0;

  using Numbers = std::vector<T>;
  void operator()(const Numbers& x, Numbers& y) const { (*this)(x.data(), y.data(), y.size()); }
  void derivative(const Numbers& x, Numbers& d) const { derivative(x.data(), d.data(), d.size()); }
  void backward(const Numbers& dy, const Numbers& y, Numbers& dx) const {
    backward(dy.data(), y.data(), dx.data(), dx.size());
  }
  void backward_from_input(const Numbers& dy, const Numbers& x, Numbers& dx) const {
    backward_from_input(dy.data(), x.data(), dx.data(), dx.size());
  }
  void value_and_derivative(const Numbers& x, Numbers& y, Numbers& d) const {
    value_and_derivative(x.data(), y.data(), d.data(), y.size());
  }

  Tested(const Tested&) = delete;
  Tested& operator=(const Tested&) = delete;
  virtual ~Tested() = default;

 protected:
  Tested(std::string its_name, const simdact::Bounds& its_bounds, bool has)
      : name(std::move(its_name)), bounds(its_bounds), has_backward(has) {}
};

template <class T>
using AllTested = std::vector<std::unique_ptr<const Tested<T>>>;

/// All activations, some of those with parameters with several, and the correctly rounded ones.
template <class T>
AllTested<T>& all_tested();

/// For each activation of float the same of double, with the parameters that the one of float has: a reference.
AllTested<double>& all_wide();

/// The one of that name.
template <class T>
const Tested<T>& tested(const std::string& name) {
  for (const auto& activation : all_tested<T>()) {
    if (activation->name == name) return *activation;
  }
  throw std::invalid_argument(name + " is not tested");
}

template <class T>
bool has_backward(const Tested<T>& activation) {
  return activation.has_backward;
}
template <class Activation>
constexpr bool has_backward(const simdact::Interface<Activation>&) {
  return simdact::has_backward_from_output<Activation>;
}

}  // namespace test
