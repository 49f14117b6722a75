/// The implementation of Tested: included where the kernels of an activation are compiled, once each.
#pragma once

#include <cstdlib>
#include <memory>

#include "activations.hpp"
#include "tested.hpp"

namespace test {

template <class Activation, class T>
class TestedOf final : public Tested<T> {
 public:
  TestedOf(const std::string& its_name, const Activation& f)
      : Tested<T>(its_name, Activation::bounds, simdact::has_backward_from_output<Activation>), f_(f) {}

  T operator()(T x) const override { return f_(x); }
  void operator()(const T* x, T* y, std::size_t n) const override { f_(x, y, n); }
  T derivative(T x) const override { return f_.derivative(x); }
  void derivative(const T* x, T* d, std::size_t n) const override { f_.derivative(x, d, n); }
  T backward(T dy, T y) const override {
    if constexpr (simdact::has_backward_from_output<Activation>) return f_.backward(dy, y);
    std::abort();
  }
  void backward(const T* dy, const T* y, T* dx, std::size_t n) const override {
    if constexpr (simdact::has_backward_from_output<Activation>) return f_.backward(dy, y, dx, n);
    std::abort();
  }
  T backward_from_input(T dy, T x) const override { return f_.backward_from_input(dy, x); }
  void backward_from_input(const T* dy, const T* x, T* dx, std::size_t n) const override {
    f_.backward_from_input(dy, x, dx, n);
  }
  simdact::ValueAndDerivative<T> value_and_derivative(T x) const override { return f_.value_and_derivative(x); }
  void value_and_derivative(const T* x, T* y, T* d, std::size_t n) const override {
    f_.value_and_derivative(x, y, d, n);
  }

 private:
  Activation f_;
};

template <class T, class Activation>
void add(const std::string& name, const Activation& f) {
  all_tested<T>().push_back(std::make_unique<TestedOf<Activation, T>>(name, f));
  if constexpr (std::is_same_v<T, float> && simdact::detail::has_kernels<Activation, double>) {
    all_wide().push_back(std::make_unique<TestedOf<Activation, double>>(name, with_parameters_of<float>(f)));
  }
}

}  // namespace test
