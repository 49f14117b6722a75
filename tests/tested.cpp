#include "tested.hpp"

namespace test {

template <class T>
AllTested<T>& all_tested() {
  static AllTested<T> all;
  return all;
}

AllTested<double>& all_wide() {
  static AllTested<double> all;
  return all;
}

template AllTested<float>& all_tested();
template AllTested<double>& all_tested();
template AllTested<simdact::detail::Half>& all_tested();
template AllTested<simdact::detail::BFloat16>& all_tested();

}  // namespace test
