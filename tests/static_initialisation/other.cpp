// A global object that is constructed before or after those of main.cpp, as the linker has it.
#include <simdact/simdact.hpp>

float other_result, other_array[9];

namespace {

struct CallsInConstructor {
  CallsInConstructor() {
    other_result = simdact::tanh(0.5f);
    for (float& x : other_array) x = 0.5f;
    simdact::tanh(other_array, other_array);
  }
} object;

}  // namespace
