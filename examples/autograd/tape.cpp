#include "tape.hpp"

#include <algorithm>
#include <cstddef>

namespace tape {
namespace {

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

}  // namespace

Variable::Variable(const Matrix& value, std::shared_ptr<const Function> creator)
    : state_(std::make_shared<State>(State{value, Matrix::Zero(value.rows(), value.cols()), std::move(creator)})) {}

void Variable::list_after_inputs(std::vector<Variable>& list) const {
  const auto is_this = [this](const Variable& other) { return other.state_ == state_; };
  if (std::any_of(list.begin(), list.end(), is_this)) return;
  if (state_->creator) {
    for (const Variable& input : state_->creator->inputs) input.list_after_inputs(list);
  }
  list.push_back(*this);
}

void Variable::backward() const {
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

Variable operator*(const Variable& A, const Variable& B) { return apply<Product>({A, B}); }

Variable sum(const Variable& X) { return apply<Sum>({X}); }

}  // namespace tape
