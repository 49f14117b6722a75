// What std::is_invocable and its like say of activations.
#include <type_traits>

#include "support.hpp"

using simdact::Tanh;

template <class... Arguments>
constexpr bool takes = std::is_invocable_v<Tanh, Arguments...>;

TEST_CASE("an activation is invocable with what the manual says, and with pointers of one type alone") {
  CHECK(std::is_invocable_r_v<float, Tanh, float>);
  CHECK(std::is_invocable_r_v<double, Tanh, int>);
  CHECK(takes<const std::vector<float>&, std::vector<float>&>);
  CHECK(takes<const float*, float*, std::size_t>);
  CHECK(takes<float*, float*, int>);
  CHECK(!takes<>);
  CHECK(!takes<const float*, double*, std::size_t>);
  CHECK(!takes<const float*, const float*, std::size_t>);
  CHECK(!takes<std::nullptr_t, std::nullptr_t, std::size_t>);
  CHECK(!takes<std::vector<float>&, std::vector<float>&, std::size_t>);
  CHECK(!takes<std::vector<float>::iterator, std::vector<float>::iterator, const char*>);
  CHECK(!takes<float, float, float, float>);
}
