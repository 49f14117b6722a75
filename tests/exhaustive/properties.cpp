// What holds for every float, on the best instruction set; same_bits.cpp shows that the others give the same results.
#include <cfenv>

#include "../reference.hpp"
#include "../support.hpp"

using namespace test;

static constexpr std::uint64_t floats = std::uint64_t{1} << 32, chunk = 1 << 13;

/// Inputs, the results of value_and_derivative, and whatever else a test computes.
struct Chunk {
  std::vector<float> x = std::vector<float>(chunk), y = x, d = x, other_y = x, other_d = x;
};

/// body(activation, chunk) for all activations and floats, or one chunk of so many. Signalling NaN become quiet ones:
/// any operation may signal them.
template <class Body>
static void for_all_floats(Body body, std::uint64_t one_of = 1) {
  for (const auto& activation : all_tested<float>()) {
    INFO(activation->name);
    Chunk c;
    std::uint64_t wrong = 0;
    for (std::uint64_t start = 0; start < floats; start += one_of * chunk) {
      for (std::size_t i = 0; i < chunk; ++i) {
        const float any = from_bits<float>(static_cast<std::uint32_t>(start + i));
        c.x[i] = is_nan(any) ? from_bits<float>(bits(any) | quiet_nan_bits<float>) : any;
      }
      activation->value_and_derivative(c.x, c.y, c.d);
      wrong += body(*activation, c);
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE(
    "one pass gives the bits of values and derivatives alone, and NaN comes of NaN alone, in a sixteenth of all "
    "floats") {
  for_all_floats(
      [](const auto& activation, Chunk& c) {
        activation(c.x, c.other_y);
        activation.derivative(c.x, c.other_d);
        std::uint64_t wrong = 0;
        for (std::size_t i = 0; i < chunk; ++i) {
          wrong += canonical_bits(c.y[i]) != canonical_bits(c.other_y[i]);
          wrong += canonical_bits(c.d[i]) != canonical_bits(c.other_d[i]);
          wrong += is_nan(c.x[i]) != is_nan(c.y[i]);
          wrong += is_nan(c.x[i]) != is_nan(c.d[i]);
        }
        return wrong;
      },
      16);
}

// The smallest normal number may be what a number below it was rounded to.
TEST_CASE(
    "flush-to-zero changes nothing where input and result are above the subnormal numbers, in a sixteenth of all "
    "floats") {
  const auto is_large = [](float y) { return std::abs(y) > std::numeric_limits<float>::min() || y == 0; };
  for_all_floats(
      [&](const auto& activation, Chunk& c) {
        flush_to_zero(true);
        activation.value_and_derivative(c.x, c.other_y, c.other_d);
        flush_to_zero(false);
        std::uint64_t different = 0;
        for (std::size_t i = 0; i < chunk; ++i) {
          if (is_subnormal(c.x[i])) continue;
          different += !same(c.y[i], c.other_y[i]) && is_large(c.y[i]);
          different += !same(c.d[i], c.other_d[i]) && is_large(c.d[i]);
        }
        return different;
      },
      16);
}

TEST_CASE(
    "no exception flag but inexact and underflow is raised by a sixteenth of all floats, and overflow where the result "
    "does") {
  for_all_floats(
      [](const auto& activation, Chunk& c) {
        bool overflows = false;
        for (std::size_t i = 0; i < chunk; ++i) {
          if (is_nan(c.x[i])) c.x[i] = 0;  // its minimum counts as invalid
          overflows = overflows || (is_finite(c.x[i]) && !is_finite(c.y[i]));
        }
        std::feclearexcept(FE_ALL_EXCEPT);
        activation.value_and_derivative(c.x, c.other_y, c.other_d);
        const int raised = std::fetestexcept(FE_INVALID | FE_DIVBYZERO | FE_OVERFLOW);
        return raised != 0 && !(overflows && raised == FE_OVERFLOW);
      },
      16);
}

TEST_CASE("tanh(-x) is -tanh(x)") {
  for (const char* name : {"tanh", "correctly rounded tanh"}) {
    const Tested<float>& tanh = tested<float>(name);
    std::vector<float> x(chunk), minus_x(chunk), y(chunk), z(chunk);
    std::uint64_t different = 0;
    for (std::uint64_t start = 0; start < floats / 2; start += chunk) {
      for (std::size_t i = 0; i < chunk; ++i) {
        x[i] = from_bits<float>(static_cast<std::uint32_t>(start + i));
        minus_x[i] = from_bits<float>(bits(x[i]) | sign_bit<float>);
      }
      tanh(x, y);
      tanh(minus_x, z);
      for (std::size_t i = 0; i < chunk; ++i)
        different += !is_nan(x[i]) && bits(z[i]) != (bits(y[i]) | sign_bit<float>);
    }
    CHECK(different == 0);
  }
}

TEST_CASE("results stay between the limits of sigmoid and tanh, and no derivative of theirs is negative") {
  for (const char* name : {"sigmoid", "tanh", "correctly rounded sigmoid", "correctly rounded tanh"}) {
    const Tested<float>& activation = tested<float>(name);
    const float low = std::string(name).find("tanh") == std::string::npos ? 0.0f : -1.0f;
    std::vector<float> x(chunk), y(chunk), d(chunk);
    std::uint64_t outside = 0;
    for (std::uint64_t start = 0; start < floats; start += chunk) {
      for (std::size_t i = 0; i < chunk; ++i) x[i] = from_bits<float>(static_cast<std::uint32_t>(start + i));
      activation.value_and_derivative(x, y, d);
      for (std::size_t i = 0; i < chunk; ++i) outside += !is_nan(x[i]) && (y[i] < low || y[i] > 1 || d[i] < 0);
    }
    CHECK(outside == 0);
  }
}
