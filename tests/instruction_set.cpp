// Which instruction set runs, and the choice of another. What the environment variable does is in environment.cpp.
#include <stdexcept>

#include "support.hpp"

using namespace test;
using simdact::InstructionSet;

TEST_CASE("names") {
  CHECK(simdact::name_of(InstructionSet::scalar) == std::string("scalar"));
  CHECK(simdact::name_of(InstructionSet::avx2) == std::string("avx2"));
  CHECK(simdact::name_of(InstructionSet::avx512) == std::string("avx512"));
  CHECK(simdact::name_of(InstructionSet::neon) == std::string("neon"));
  CHECK(simdact::name_of(InstructionSet{200}) == std::string("unknown"));
}

TEST_CASE("what is available") {
  CHECK(simdact::is_available(InstructionSet::scalar));
  CHECK(!simdact::is_available(InstructionSet{200}));
#if defined(__x86_64__)
  CHECK(simdact::is_available(InstructionSet::avx2) ==
        (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")));
  CHECK(simdact::is_available(InstructionSet::avx512) ==
        (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("fma")));
#else
  CHECK(!simdact::is_available(InstructionSet::avx2));
  CHECK(!simdact::is_available(InstructionSet::avx512));
#endif
#if defined(__aarch64__)
  CHECK(simdact::is_available(InstructionSet::neon));
#else
  CHECK(!simdact::is_available(InstructionSet::neon));
#endif
}

TEST_CASE("the one that was set runs") {
  std::size_t sets = 0;
  on_every_instruction_set([&] {
    ++sets;
    const InstructionSet chosen = simdact::instruction_set();
    CHECK(simdact::is_available(chosen));
    CHECK(bits(simdact::relu(3.0f)) == bits(3.0f));
    CHECK(simdact::instruction_set() == chosen);
    MESSAGE("tested: ", std::string(simdact::name_of(chosen)));
  });
  CHECK(sets == 1u + simdact::is_available(InstructionSet::avx2) + simdact::is_available(InstructionSet::avx512) +
                    simdact::is_available(InstructionSet::neon));
}

TEST_CASE("one that is not available is rejected and changes nothing") {
  const InstructionSet before = simdact::instruction_set();
  CHECK_THROWS_AS(simdact::set_instruction_set(InstructionSet{200}), std::invalid_argument);
  CHECK(simdact::instruction_set() == before);
  for (const InstructionSet set : {InstructionSet::avx2, InstructionSet::avx512, InstructionSet::neon}) {
    if (simdact::is_available(set)) continue;
    CHECK_THROWS_WITH_AS(simdact::set_instruction_set(set), doctest::Contains(simdact::name_of(set)),
                         std::invalid_argument);
    CHECK(simdact::instruction_set() == before);
  }
}
