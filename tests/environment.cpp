// The environment variable SIMDACT_INSTRUCTION_SET, which is read once in the life of a program.
//
//   environment <name>       the first call of an activation makes this instruction set run
//   environment best         ... the last one available
//   environment <message>    ... throws std::invalid_argument with this text in its message, as does the question
//                            which one runs; one that is set by the program then runs

#include <cstdio>
#include <cstring>
#include <simdact/simdact.hpp>
#include <stdexcept>
#include <string>

using simdact::InstructionSet;

static constexpr InstructionSet from_best_on[] = {InstructionSet::neon, InstructionSet::avx512, InstructionSet::avx2,
                                                  InstructionSet::scalar};

static bool is_name(const char* word) {
  for (const InstructionSet set : from_best_on) {
    if (std::strcmp(word, simdact::name_of(set)) == 0) return true;
  }
  return false;
}

static InstructionSet best() {
  for (const InstructionSet set : from_best_on) {
    if (simdact::is_available(set)) return set;
  }
  return InstructionSet::scalar;
}

/// What the calls say: the message of the first that throws, or the name of the set that runs.
template <class FirstCall>
static std::string outcome(FirstCall first_call) {
  try {
    first_call();
    return simdact::name_of(simdact::instruction_set());
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
}

int main(int, char** arguments) {
  const char* const expected = std::strcmp(arguments[1], "best") == 0 ? simdact::name_of(best()) : arguments[1];
  const std::string after_number = outcome([] { return simdact::tanh(0.5f); });
  const std::string after_array = outcome([] {
    double x[] = {1, 2, 3};
    simdact::sigmoid(x, x);
  });
  const std::string asked = outcome([] {});
  std::printf("number: %s\narray: %s\nasked: %s\n", after_number.c_str(), after_array.c_str(), asked.c_str());
  if (after_array != after_number || asked != after_number) return 1;
  if (is_name(expected)) return after_number == expected ? 0 : 1;
  if (is_name(after_number.c_str()) || after_number.find(expected) == std::string::npos) return 1;
  simdact::set_instruction_set(InstructionSet::scalar);
  return outcome([] { return simdact::tanh(0.5f); }) == "scalar" ? 0 : 1;
}
