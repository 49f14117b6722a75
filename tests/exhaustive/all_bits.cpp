// One hash for each function, of its results for all floats and for a fixed stream of doubles, on the best instruction
// set; and the others, and the entry point for numbers, against that.
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

TEST_CASE("arrays") {
  for_every_activation([](const auto& activation, auto number) {
    const auto check = [&](auto function) {
      const std::string key = activation.name + " " + function.name + " " + name(number);
      const std::string hash = hash_of_all(number, [&](const auto& x, auto& y) { function(activation, x, y); });
      const auto stored = stored_hashes.find(key);
      CHECK("{\"" + key + "\", \"" + hash + "\"}," ==
            "{\"" + key + "\", \"" + (stored == stored_hashes.end() ? "" : stored->second) + "\"},");
    };
    for_each(check, Value(), Derivative());
  });
}

TEST_CASE("every instruction set, and numbers alone") {
  constexpr std::uint64_t floats = std::uint64_t{1} << 32, stride = 601;
  const simdact::InstructionSet best = simdact::instruction_set();
  for (const auto& activation : all_tested<float>()) {
    INFO(activation->name);
    std::vector<float> x, y(chunk), d(chunk), other_y(chunk), other_d(chunk);
    std::uint64_t different = 0;
    const auto compare = [&] {
      for (std::size_t i = 0; i < x.size(); ++i) different += !same(y[i], other_y[i]) || !same(d[i], other_d[i]);
    };
    for (std::uint64_t start = 0; start + chunk * stride < floats; start += chunk * stride) {
      x.clear();
      for (std::size_t i = 0; i < chunk; ++i)
        x.push_back(from_bits<float>(static_cast<std::uint32_t>(start + i * stride)));
      simdact::set_instruction_set(best);
      activation->value_and_derivative(x, y, d);
      for (std::size_t i = 0; i < chunk; ++i) {
        other_y[i] = (*activation)(x[i]);
        other_d[i] = activation->derivative(x[i]);
      }
      compare();
      on_every_instruction_set([&] {
        activation->value_and_derivative(x, other_y, other_d);
        compare();
      });
    }
    simdact::set_instruction_set(best);
    CHECK(different == 0);
  }
}
