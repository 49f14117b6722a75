#include "exact.hpp"

#include <map>
#include <memory>

#include "activations.hpp"
#include "all_tested.hpp"

namespace exact {

template <class Activation>
class ExactOf final : public Exact {
 public:
  explicit ExactOf(const Activation& f) : f_(f) {}
  Number operator()(Function function, double x) const override {
    return function == Function::value ? f_(Number(x)) : f_.derivative(Number(x));
  }
  long double portable(Function function, long double x) const override {
    return function == Function::value ? f_(x) : f_.derivative(x);
  }

 private:
  Activation f_;
};

template <class Activation>
static std::unique_ptr<const Exact> make_exact(const Activation& f) {
  return std::make_unique<ExactOf<Activation>>(f);
}
template <class Activation>
static std::unique_ptr<const Exact> make_exact(const simdact::CorrectlyRounded<Activation>&) {
  return std::make_unique<ExactOf<Activation>>(Activation());
}

template <class T>
static const Exact& exact_for(const test::Tested<T>& activation) {
  static const auto all = [] {
    std::map<std::string, std::unique_ptr<const Exact>> result;
    test::for_each_tested(
        [&](const std::string& name, const auto& f) { result[name] = make_exact(with_parameters_of<T>(f)); });
    return result;
  }();
  return *all.at(activation.name);
}

const Exact& exact_of(const test::Tested<float>& activation) { return exact_for(activation); }
const Exact& exact_of(const test::Tested<double>& activation) { return exact_for(activation); }

}  // namespace exact
