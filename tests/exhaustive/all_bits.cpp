// One hash for each function, of its results for all floats and for a fixed stream of doubles. Every instruction set,
// every entry point and every compiler reproduces it. The environment chooses the instruction set.
#include <map>

#include "../support.hpp"

using namespace test;

static constexpr std::size_t chunk = 1 << 14, doubles = 12'000'000;

// Changed formulas change them: a failing test prints the new ones.
static const std::map<std::string, std::string> stored_hashes = {
#include "hashes.inc"
};

/// use(x) for all inputs of the type, a chunk at a time.
template <class Use>
static void for_all_inputs(float, Use use) {
  std::vector<float> x(chunk);
  for (std::uint64_t start = 0; start < std::uint64_t{1} << 32; start += chunk) {
    for (std::size_t i = 0; i < chunk; ++i) x[i] = from_bits<float>(static_cast<std::uint32_t>(start + i));
    use(x);
  }
}
template <class Use>
static void for_all_inputs(double, Use use) {
  for (std::uint64_t seed = 0; seed < doubles / chunk + 1; ++seed) use(random_numbers<double>(chunk, seed));
}

/// FNV-1a over the results that evaluate(x, y) leaves in y: over every eighth of them, then over the eight hashes, as
/// eight multiplications can run at once.
template <class T, class Evaluate>
static std::string hash_of_all(T number, Evaluate evaluate) {
  constexpr std::uint64_t basis = 0xcbf29ce484222325, prime = 0x100000001b3;
  constexpr std::size_t lanes = 8;
  std::uint64_t hashes[lanes] = {basis, basis, basis, basis, basis, basis, basis, basis};
  std::vector<T> y(chunk);
  for_all_inputs(number, [&](const std::vector<T>& x) {
    evaluate(x, y);
    for (std::size_t i = 0; i < chunk; i += lanes) {
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        hashes[lane] = (hashes[lane] ^ canonical_bits(y[i + lane])) * prime;
      }
    }
  });
  std::uint64_t hash = basis;
  for (const std::uint64_t lane : hashes) hash = (hash ^ lane) * prime;
  char text[32];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

/// evaluate(function, activation, x, y) for values and derivatives of every activation and type.
template <class Evaluate>
static void check_hashes(Evaluate evaluate) {
  for_every_activation([&](const auto& activation, auto number) {
    const auto check = [&](auto function) {
      const std::string name_of_all = name(activation) + " " + function.name + " " + name(number);
      INFO(name_of_all);
      CHECK(hash_of_all(number, [&](const auto& x, auto& y) { evaluate(function, activation, x, y); }) ==
            stored_hashes.at(name_of_all));
    };
    for_each(check, Value(), Derivative());
  });
}

TEST_CASE("arrays") {
  check_hashes([](auto function, auto activation, const auto& x, auto& y) { function(activation, x, y); });
}

TEST_CASE("numbers") {
  check_hashes([](auto function, auto activation, const auto& x, auto& y) {
    for (std::size_t i = 0; i < x.size(); ++i) y[i] = function(activation, x[i]);
  });
}
