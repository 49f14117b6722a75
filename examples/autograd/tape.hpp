// A minimal tape: variables that know the function they came from, and functions that know their backward pass.
#pragma once

#include <Eigen/Core>
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
  explicit Variable(const Matrix& value, std::shared_ptr<const Function> creator = nullptr);

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

// The functions as plain functions of variables.
template <class Activation>
Variable activate(const Variable& X) {
  return apply<ActivationFunction<Activation>>({X});
}
Variable operator*(const Variable& A, const Variable& B);
Variable sum(const Variable& X);

}  // namespace tape
