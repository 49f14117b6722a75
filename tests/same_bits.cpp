// One result for one argument: every entry point, every instruction set, and, since the hashes below are stored, every
// compiler and its flags. The place of an element in an array is varied in memory.cpp.
#include <map>

#include "support.hpp"

using namespace test;

/// FNV-1a over the results.
template <class T>
static std::string hash(const std::vector<T>& results) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const T x : results) hash = (hash ^ canonical_bits(x)) * 0x100000001b3;
  char text[32];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

// Changed formulas change them: a failing test prints the new ones.
static const std::map<std::string, std::string> stored_hashes = {
#include "hashes.inc"
};

TEST_CASE("the stored hashes of all results") {
  for_every_kernel([](const auto& activation, auto number) {
    using T = decltype(number);
    const std::vector<T> x = sample<T>(8 * some);
    const std::vector<T> dy(x.rbegin(), x.rend());
    std::vector<T> y(x.size()), d(x.size()), dx(x.size());
    const auto check = [&](const char* function, const std::vector<T>& results) {
      const std::string key = activation.name + " " + function + " " + name(number);
      const auto stored = stored_hashes.find(key);
      CHECK("{\"" + key + "\", \"" + hash(results) + "\"}," ==
            "{\"" + key + "\", \"" + (stored == stored_hashes.end() ? "" : stored->second) + "\"},");
    };
    activation(x, y);
    check("value", y);
    activation.derivative(x, d);
    check("derivative", d);
    if (!activation.has_backward) return;
    activation.backward(dy, y, dx);
    check("backward", dx);
  });
}

TEST_CASE("one pass for value and derivative gives the bits of two") {
  for_every_kernel([](const auto& activation, auto number) {
    using T = decltype(number);
    const std::vector<T> x = sample<T>(some);
    std::vector<T> y(x.size()), d(x.size()), y_of_both(x.size()), d_of_both(x.size());
    activation(x, y);
    activation.derivative(x, d);
    activation.value_and_derivative(x, y_of_both, d_of_both);
    CHECK(hash(y_of_both) == hash(y));
    CHECK(hash(d_of_both) == hash(d));
  });
}

TEST_CASE("numbers and arrays give the same bits") {
  constexpr std::uint64_t seed = 2;
  CAPTURE(seed);
  for_every_kernel([](const auto& activation, auto number) {
    using T = decltype(number);
    const std::vector<T> x = random_numbers<T>(20000, seed);
    const std::vector<T> dy(x.rbegin(), x.rend());
    std::vector<T> y(x.size()), d(x.size()), dx(x.size());
    activation(x, y);
    activation.derivative(x, d);
    activation.backward_from_input(dy, x, dx);
    std::size_t different = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      different += !same(activation(x[i]), y[i]) || !same(activation.derivative(x[i]), d[i]) ||
                   !same(activation.backward_from_input(dy[i], x[i]), dx[i]) ||
                   !same(activation.value_and_derivative(x[i]), simdact::ValueAndDerivative<T>{y[i], d[i]});
    }
    CHECK(different == 0);
    if (!activation.has_backward) return;
    activation.backward(dy, y, dx);
    for (std::size_t i = 0; i < x.size(); ++i) different += !same(activation.backward(dy[i], y[i]), dx[i]);
    CHECK(different == 0);
  });
}
