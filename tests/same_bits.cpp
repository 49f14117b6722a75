// One result for one argument: every entry point, every instruction set, and, since the hashes below are stored, every
// compiler and its flags. The place of an element in an array is varied in memory.cpp.
#include "support.hpp"

using namespace test;

/// FNV-1a over the results.
template <class T>
static std::uint64_t hash(const std::vector<T>& results) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const T x : results) hash = (hash ^ canonical_bits(x)) * 0x100000001b3;
  return hash;
}

struct Hashes {
  std::uint64_t value, derivative, backward;
};

// Changed formulas change them: a failing test prints the new ones.
static Hashes stored_hashes(simdact::Relu, float) {
  return {0xc1381ca7292c508f, 0x1668465f57b1c81f, 0xac0ad6c881bb6a97};
}
static Hashes stored_hashes(simdact::Sigmoid, float) {
  return {0x68bed8cb3d50f343, 0xc3b6a13ef16aaba1, 0x6f532e5c1c33ba7c};
}
static Hashes stored_hashes(simdact::Tanh, float) {
  return {0x020367808bcc10ba, 0x71827ceab6d235db, 0xb95efebd15af37ab};
}
static Hashes stored_hashes(simdact::correctly_rounded::Sigmoid, float) {
  return {0x2be04e7ac51d90ba, 0x9702088193a43f4e, 0x0a2a0ec21548de79};
}
static Hashes stored_hashes(simdact::correctly_rounded::Tanh, float) {
  return {0x9b6e9b4b13e9d32a, 0x4473d62fc0d113a4, 0xe1e8fca36a8fe7f0};
}
static Hashes stored_hashes(simdact::Relu, double) {
  return {0x2c85c33b9ed9523e, 0x4a8b5bed0a722325, 0xc43bca1f3de18c04};
}
static Hashes stored_hashes(simdact::Sigmoid, double) {
  return {0x759de3b2a093dec6, 0x9df1a0d81cdfd261, 0xcb68fc978b8ccb9d};
}
static Hashes stored_hashes(simdact::Tanh, double) {
  return {0xbea75b334494bff6, 0x1d207e22d31a3871, 0xc5b095352da11fa8};
}

static std::string hex(std::uint64_t x) {
  char text[32];
  std::snprintf(text, sizeof text, "0x%016llx", static_cast<unsigned long long>(x));
  return text;
}

TEST_CASE("the stored hashes of all results") {
  for_every_kernel([](auto activation, auto number) {
    using T = decltype(number);
    const std::vector<T> x = sample<T>(8 * some);
    const std::vector<T> dy(x.rbegin(), x.rend());
    std::vector<T> y(x.size()), d(x.size()), dx(x.size());
    activation(x, y);
    activation.derivative(x, d);
    activation.backward(dy, y, dx);
    const Hashes stored = stored_hashes(activation, number);
    CHECK(hex(hash(y)) == hex(stored.value));
    CHECK(hex(hash(d)) == hex(stored.derivative));
    CHECK(hex(hash(dx)) == hex(stored.backward));
  });
}

TEST_CASE("one pass for value and derivative gives the bits of two") {
  for_every_kernel([](auto activation, auto number) {
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
  for_every_kernel([](auto activation, auto number) {
    using T = decltype(number);
    const std::vector<T> x = random_numbers<T>(20000, seed);
    const std::vector<T> dy(x.rbegin(), x.rend());
    std::vector<T> y(x.size()), d(x.size()), dx(x.size());
    activation(x, y);
    activation.derivative(x, d);
    activation.backward(dy, y, dx);
    std::size_t different = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      different += !same(activation(x[i]), y[i]) || !same(activation.derivative(x[i]), d[i]) ||
                   !same(activation.backward(dy[i], y[i]), dx[i]) ||
                   !same(activation.value_and_derivative(x[i]), simdact::ValueAndDerivative<T>{y[i], d[i]});
    }
    CHECK(different == 0);
  });
}
