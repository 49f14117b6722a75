#include "reference.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <map>
#include <memory>

#include "activations.hpp"
#include "all_tested.hpp"

namespace test {

static_assert(std::numeric_limits<long double>::digits >= 64, "long double must be more precise than double");

template <class Activation>
class ReferenceOf final : public Reference {
 public:
  explicit ReferenceOf(const Activation& f) : f_(f) {}
  long double value(long double x) const override { return f_(x); }
  long double derivative(long double x) const override { return f_.derivative(x); }
  long double backward(long double dy, long double y) const override {
    if constexpr (simdact::has_backward_from_output<Activation>) return f_.backward(dy, y);
    std::abort();
  }

 private:
  Activation f_;
};

template <class Activation>
struct ExactForm {
  using type = Activation;
};
template <class Activation>
struct ExactForm<simdact::CorrectlyRounded<Activation>> {
  using type = Activation;
};

using References = std::map<std::string, std::unique_ptr<const Reference>>;

/// With the parameters as T has them.
template <class T>
static References all_references() {
  References references;
  for_each_tested([&](const std::string& name, const auto& f) {
    using Activation = typename ExactForm<std::decay_t<decltype(f)>>::type;
    if constexpr (std::is_same_v<std::decay_t<decltype(f)>, Activation>) {
      references[name] = std::make_unique<ReferenceOf<Activation>>(with_parameters_of<T>(f));
    } else {
      references[name] = std::make_unique<ReferenceOf<Activation>>(Activation());
    }
  });
  return references;
}

template <class T>
static const Reference& reference_of(const Tested<T>& activation) {
  static const References references = all_references<T>();
  return *references.at(activation.name);
}

const Reference& reference(const Tested<float>& activation) { return reference_of(activation); }
const Reference& reference(const Tested<double>& activation) { return reference_of(activation); }

template <class T>
static double error(T result, long double exact) {
  if (std::isnan(result)) return std::numeric_limits<double>::max();
  using Limits = std::numeric_limits<T>;
  const long double beyond = std::scalbn(1.0L - std::scalbn(1.0L, -Limits::digits - 1), Limits::max_exponent);
  if (std::isinf(result) && std::abs(exact) >= beyond)
    return std::signbit(result) == std::signbit(exact) ? 0 : HUGE_VAL;
  const int exponent = exact == 0 ? Limits::min_exponent : std::max(std::ilogb(exact) + 1, Limits::min_exponent);
  const long double difference = std::abs(static_cast<long double>(result) - exact);
  return static_cast<double>(std::scalbn(difference, Limits::digits - exponent));
}

template <class T>
static double error_beyond(T result, T x, long double exact) {
  const bool cancels = std::abs(x) < 3 && std::abs(exact) < 0x1p-4L && std::abs(exact) > 0x1p-80L;
  const long double slack = cancels ? 0x1p-61L : 0, difference = result - exact;
  return std::abs(difference) <= slack ? 0 : error(result, exact + std::copysign(slack, difference));
}

double error_in_ulps(float result, long double exact) { return error(result, exact); }
double error_in_ulps(double result, long double exact) { return error(result, exact); }
double error_in_ulps(long double result, long double exact) { return error(result, exact); }

double error_beyond_reference(float result, float x, long double exact) { return error_beyond(result, x, exact); }
double error_beyond_reference(double result, double x, long double exact) { return error_beyond(result, x, exact); }

}  // namespace test
