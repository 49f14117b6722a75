// Every instruction set, and the entry point for numbers, against the best set on arrays: for more floats than
// same_bits.cpp takes.
#include "../support.hpp"

using namespace test;

static constexpr std::size_t chunk = 1 << 14;

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
