// The exception flags of the processor: a result may be inexact or underflow, and nothing else is reported, unless the
// argument is NaN: its way through a minimum or maximum may count as an invalid operation.
#include <cfenv>

#include "reference.hpp"
#include "support.hpp"

using namespace test;

/// Whether the exact results go beyond the range of T.
template <class T>
static bool overflows(const Reference& exact) {
  constexpr T largest = std::numeric_limits<T>::max();
  return std::abs(exact.value(largest)) > largest || std::abs(exact.value(-largest)) > largest;
}

TEST_CASE("no flag but inexact and underflow is raised, for infinities neither") {
  for_every_kernel([](const auto& activation, auto number) {
    using T = decltype(number);
    std::vector<T> x = sample<T>(some);
    for (const T finite : finite_special_values<T>()) x.push_back(finite);
    for (const T limit : {from_bits<T>(infinity_bits<T>), -from_bits<T>(infinity_bits<T>)}) x.push_back(limit);
    for (T& element : x) {
      if (is_nan(element)) element = 0;
    }
    std::vector<T> y(x.size()), d(x.size());
    std::feclearexcept(FE_ALL_EXCEPT);
    activation(x, y);
    activation.derivative(x, d);
    activation.value_and_derivative(x, y, d);
    const int raised = std::fetestexcept(FE_INVALID | FE_DIVBYZERO | FE_OVERFLOW);
    CHECK((raised & ~(overflows<T>(reference(activation)) ? FE_OVERFLOW : 0)) == 0);
  });
}

TEST_CASE("quiet NaN raises no other flag but invalid") {
  for_every_kernel([](const auto& activation, auto number) {
    using T = decltype(number);
    std::vector<T> x;
    for (const T nan : nans<T>()) x.push_back(from_bits<T>(bits(nan) | quiet_nan_bits<T>));
    std::vector<T> y(x.size()), d(x.size());
    std::feclearexcept(FE_ALL_EXCEPT);
    activation(x, y);
    activation.derivative(x, d);
    activation.value_and_derivative(x, y, d);
    CHECK(std::fetestexcept(FE_DIVBYZERO | FE_OVERFLOW) == 0);
  });
}
