// Activations can be called before main, in the constructors of global objects of any file.
#include <cstdio>
#include <simdact/simdact.hpp>

extern float other_result, other_array[9];

static const float result = simdact::tanh(0.5f);
static const simdact::InstructionSet set = simdact::instruction_set();

int main() {
  const float expected = simdact::tanh(0.5f);
  bool same = result == expected && other_result == expected && set == simdact::instruction_set();
  for (const float y : other_array) same &= y == expected;
  std::printf("%.9g, expected %.9g\n", static_cast<double>(other_result), static_cast<double>(expected));
  return same ? 0 : 1;
}
