// A minimal tape: variables that know the function they came from, and functions that know their backward pass.
#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <cstddef>
#include <memory>
#include <simdact/eigen.hpp>
#include <utility>
#include <vector>

namespace tape {

using Matrix = Eigen::MatrixXd;

class Function;

// A matrix in a computation, which knows the function that it came from. A copy is the same variable.
class Variable {
 public:
  explicit Variable(const Matrix& value, std::shared_ptr<const Function> creator = nullptr)
      : state_(std::make_shared<State>(State{value, Matrix::Zero(value.rows(), value.cols()), std::move(creator)})) {}

  const Matrix& value() const { return state_->value; }
  const Matrix& gradient() const { return state_->gradient; }

  // Adds the gradient of the sum of this variable to that of every variable that it was computed from.
  void backward() const;

 private:
  struct State {
    Matrix value, gradient;
    std::shared_ptr<const Function> creator;
  };

  void list_after_inputs(std::vector<Variable>& list) const;

  std::shared_ptr<State> state_;
};

// A step of a computation. A derived class saves in forward what it needs in backward.
class Function {
 public:
  explicit Function(std::vector<Variable> arguments) : inputs(std::move(arguments)) {}
  virtual ~Function() = default;
  virtual Matrix forward() = 0;
  // The gradient with respect to each input, from that with respect to the output.
  virtual std::vector<Matrix> backward(const Matrix& dY) const = 0;

  const std::vector<Variable> inputs;
};

inline void Variable::list_after_inputs(std::vector<Variable>& list) const {
  const auto is_this = [this](const Variable& other) { return other.state_ == state_; };
  if (std::any_of(list.begin(), list.end(), is_this)) return;
  if (state_->creator) {
    for (const Variable& input : state_->creator->inputs) input.list_after_inputs(list);
  }
  list.push_back(*this);
}

inline void Variable::backward() const {
  std::vector<Variable> variables;
  list_after_inputs(variables);
  state_->gradient.setOnes();
  for (auto variable = variables.rbegin(); variable != variables.rend(); ++variable) {
    const auto& function = variable->state_->creator;
    if (!function) continue;
    const std::vector<Matrix> gradients = function->backward(variable->gradient());
    for (std::size_t i = 0; i < gradients.size(); ++i) function->inputs[i].state_->gradient += gradients[i];
  }
}

// The output of a new function of the inputs.
template <class F>
Variable apply(std::vector<Variable> inputs) {
  const auto function = std::make_shared<F>(std::move(inputs));
  return Variable(function->forward(), function);
}

// The output is all that the backward pass needs, where simdact::has_backward_from_output<Activation>.
template <class Activation>
class ActivationFunction : public Function {
 public:
  using Function::Function;
  Matrix forward() override { return Y_ = Activation()(inputs[0].value()); }
  std::vector<Matrix> backward(const Matrix& dY) const override { return {Activation().backward(dY, Y_)}; }

 private:
  Matrix Y_;
};

class Product : public Function {
 public:
  using Function::Function;
  Matrix forward() override { return inputs[0].value() * inputs[1].value(); }
  std::vector<Matrix> backward(const Matrix& dY) const override {
    return {dY * inputs[1].value().transpose(), inputs[0].value().transpose() * dY};
  }
};

class Sum : public Function {
 public:
  using Function::Function;
  Matrix forward() override { return Matrix::Constant(1, 1, inputs[0].value().sum()); }
  std::vector<Matrix> backward(const Matrix& dY) const override {
    return {Matrix::Constant(inputs[0].value().rows(), inputs[0].value().cols(), dY(0, 0))};
  }
};

// The functions as plain functions of variables.
template <class Activation>
Variable activate(const Variable& X) {
  return apply<ActivationFunction<Activation>>({X});
}
inline Variable operator*(const Variable& A, const Variable& B) { return apply<Product>({A, B}); }
inline Variable sum(const Variable& X) { return apply<Sum>({X}); }

}  // namespace tape
