// A libFuzzer program. Any bytes are a call of one function of one activation with arrays: which, in which type and on
// which instruction set; how long the arrays are, where they lie in memory, and which of them is another one or
// overlaps it; and the numbers in them. The results are compared with those of single numbers, here and on the scalar
// set, and values and derivatives with their bounds; all memory around them must stay as it was; an exception must come
// where the manual says so, and nowhere else.
#define DOCTEST_CONFIG_IMPLEMENT

#include <algorithm>
#include <iterator>

#include "reference.hpp"
#include "support.hpp"

using namespace test;

namespace {

constexpr std::size_t longest = 200;

/// The bytes of an input, and zeros after them.
class Input {
 public:
  Input(const std::uint8_t* first, std::size_t size) : next_(first), rest_(size) {}

  std::uint8_t byte() {
    if (rest_ == 0) return 0;
    --rest_;
    return *next_++;
  }

  std::size_t below(std::size_t end) { return (byte() | std::size_t{byte()} << 8) % end; }

  /// n numbers, any bits or (if they are longer than 16) from -32 to 32, which repeat when the bytes are used up that
  /// are left for this one of `ranges` ranges.
  template <class T>
  std::vector<T> numbers(std::size_t n, std::size_t ranges) {
    const bool any_bits = byte() % 2 == 0;
    const std::size_t distinct = std::clamp<std::size_t>(rest_ / ranges / sizeof(T), 1, n + 1);
    std::vector<T> numbers(n);
    for (std::size_t i = 0; i < n; ++i) {
      if (i >= distinct) {
        numbers[i] = numbers[i - distinct];
        continue;
      }
      std::uint64_t bits = 0;
      for (std::size_t k = 0; k < sizeof(T); ++k) bits = bits << 8 | byte();
      numbers[i] = from_bits<T>(static_cast<Bits<T>>(bits));
      if constexpr (sizeof(T) > 2) {
        if (!any_bits) numbers[i] = uniform<T>(bits << (64 - 8 * sizeof(T)), 5);
      }
    }
    return numbers;
  }

 private:
  const std::uint8_t* next_;
  std::size_t rest_;
};

void require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

/// The memory that a call may touch: an area between guards for each array, and what was in it before.
class Memory {
 public:
  static constexpr std::size_t areas = 3, bytes = 8192;

  template <class T>
  T* first(std::size_t area) {
    return areas_[area].at_start<T>();
  }

  void fill() {
    for (std::size_t area = 0; area < areas; ++area) std::memset(first<char>(area), 0xa5, bytes);
  }
  void remember() {
    for (std::size_t area = 0; area < areas; ++area) std::memcpy(before_[area], first<char>(area), bytes);
  }
  /// Puts back what was there.
  void restore(const void* p, std::size_t length) {
    for (std::size_t area = 0; area < areas; ++area) {
      const auto offset = reinterpret_cast<std::uintptr_t>(p) - reinterpret_cast<std::uintptr_t>(first<char>(area));
      if (offset < bytes) std::memcpy(first<char>(area) + offset, before_[area] + offset, length);
    }
  }
  bool is_as_before() {
    bool same = true;
    for (std::size_t area = 0; area < areas; ++area) same &= std::memcmp(before_[area], first<char>(area), bytes) == 0;
    return same;
  }

 private:
  GuardedPages areas_[areas]{GuardedPages(bytes), GuardedPages(bytes), GuardedPages(bytes)};
  char before_[areas][bytes];
};

template <class T>
bool overlap(const T* a, const T* b, std::size_t n) {
  return a < b + n && b < a + n;
}

double bound_of(Value, const simdact::Bounds& bounds, float) { return bounds.value_float; }
double bound_of(Value, const simdact::Bounds& bounds, double) { return bounds.value_double; }
double bound_of(Derivative, const simdact::Bounds& bounds, float) { return bounds.derivative_float; }
double bound_of(Derivative, const simdact::Bounds& bounds, double) { return bounds.derivative_double; }
long double exact_result(Value, const Reference& reference, long double x) { return reference.value(x); }
long double exact_result(Derivative, const Reference& reference, long double x) { return reference.derivative(x); }

/// Of f(x) and f'(x) in types that have bounds.
template <class Function, class T>
void check_error(Function function, const Tested<T>& f, T x, T result) {
  if constexpr (sizeof(T) > 2 && (std::is_same_v<Function, Value> || std::is_same_v<Function, Derivative>)) {
    if (!is_finite(x)) return;
    const long double exact = exact_result(function, reference(f), x);
    const double bound = bound_of(function, f.bounds, x);
    require(error_beyond_reference(result, x, exact) <=
                (is_subnormal_in<T>(exact) ? std::min(bound, f.bounds.subnormal) : bound),
            "the error is beyond its bound");
  }
}

template <class T>
std::array<T, 1> as_array(T result) {
  return {result};
}
template <class T>
std::array<T, 2> as_array(const simdact::ValueAndDerivative<T>& result) {
  return {result.value, result.derivative};
}

/// What the function makes of element i of its inputs, on the present instruction set and on the scalar one.
template <class Function, class T, std::size_t count>
std::array<T, Function::outputs> result_of_numbers(Function function, const Tested<T>& activation,
                                                   const std::array<T*, count>& pointers, std::size_t i) {
  std::array<T, Function::inputs> numbers;
  for (std::size_t k = 0; k < numbers.size(); ++k) numbers[k] = pointers[k][i];
  const auto result = call(function, activation, numbers);
  const simdact::InstructionSet present = simdact::instruction_set();
  simdact::set_instruction_set(simdact::InstructionSet::scalar);
  require(same(result, call(function, activation, numbers)), "the instruction sets differ in a number");
  simdact::set_instruction_set(present);
  const std::array<T, Function::outputs> results = as_array(result);
  const bool from_nan = std::any_of(numbers.begin(), numbers.end(), is_nan<T>);
  require(!from_nan || std::all_of(results.begin(), results.end(), is_nan<T>), "a NaN is lost");
  check_error(function, activation, numbers[0], results[0]);
  return results;
}

template <class Function, class Activation, class T, std::size_t count>
bool is_rejected(Function function, const Activation& activation, const std::array<T*, count>& pointers,
                 std::size_t n) {
  try {
    call(function, activation, pointers, n);
  } catch (const std::invalid_argument&) {
    return true;
  }
  return false;
}

/// An input may overlap others; an output may be an input.
template <class Function, class T, std::size_t count>
bool are_to_be_rejected(Function, const std::array<T*, count>& pointers, std::size_t n) {
  bool rejected = false;
  for (std::size_t output = Function::inputs; output < count; ++output) {
    for (std::size_t other = 0; other < output; ++other) {
      const bool may_be_the_same = other < Function::inputs;
      rejected |=
          overlap(pointers[output], pointers[other], n) && !(may_be_the_same && pointers[output] == pointers[other]);
    }
  }
  return rejected;
}

template <class Function, class T>
void run(Function function, const Tested<T>& activation, Input& input) {
  constexpr std::size_t inputs = Function::inputs, count = arity<Function>, room = Memory::bytes / sizeof(T);
  static Memory memory;

  const std::size_t n = input.below(longest + 1);
  std::array<T*, count> pointers;
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t place = input.byte(), offset = place < 128 ? 0 : place / 2 - 64;  // often next to a guard
    pointers[k] = memory.first<T>(k) + (place % 2 == 0 ? offset : room - n - offset);
  }
  const std::size_t moved = input.byte() % (count + 1);
  if (moved < count) {  // onto another one, or near it
    const std::size_t other = input.byte() % count;
    const auto distance = static_cast<std::int8_t>(input.byte());
    const std::ptrdiff_t place = pointers[other] - memory.first<T>(other) + distance;
    pointers[moved] =
        memory.first<T>(other) + std::clamp<std::ptrdiff_t>(place, 0, static_cast<std::ptrdiff_t>(room - n));
  }
  const bool too_long = input.byte() == 255;

  memory.fill();
  for (std::size_t k = 0; k < inputs; ++k) {
    const std::vector<T> numbers = input.numbers<T>(n, inputs - k);
    std::copy(numbers.begin(), numbers.end(), pointers[k]);
  }
  memory.remember();

  if (too_long) {
    require(is_rejected(function, activation, pointers, ~std::size_t{0} / sizeof(T) - n), "a length is let through");
    require(memory.is_as_before(), "written though the length was rejected");
    return;
  }
  if (are_to_be_rejected(function, pointers, n)) {
    require(is_rejected(function, activation, pointers, n), "an overlap is let through");
    require(memory.is_as_before(), "written though an overlap was rejected");
    return;
  }
  std::vector<std::array<T, Function::outputs>> expected;
  for (std::size_t i = 0; i < n; ++i) expected.push_back(result_of_numbers(function, activation, pointers, i));
  require(!is_rejected(function, activation, pointers, n), "rejected for no reason");
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < Function::outputs; ++k) {
      require(same(pointers[inputs + k][i], expected[i][k]), "an array's element differs from a number's result");
    }
  }
  for (std::size_t k = inputs; k < count; ++k) memory.restore(pointers[k], n * sizeof(T));
  require(memory.is_as_before(), "written beside an output");
}

template <class T>
void run(Input& input) {
  const auto& all = all_tested<T>();
  const Tested<T>& activation = *all[input.byte() % all.size()];
  switch (input.byte() % 5) {
    case 0:
      return run(Value(), activation, input);
    case 1:
      return run(Derivative(), activation, input);
    case 2:
      return run(BackwardFromInput(), activation, input);
    case 3:
      return run(ValueAndDerivative(), activation, input);
    default:
      if (activation.has_backward) run(Backward(), activation, input);
  }
}

std::vector<simdact::InstructionSet> available_sets() {
  std::vector<simdact::InstructionSet> sets;
  on_every_instruction_set([&] { sets.push_back(simdact::instruction_set()); });
  return sets;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t*, std::size_t);

/// What requires something outside of a test needs this.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  static doctest::Context context;
  context.setAsDefaultForAssertsOutOfTestCases();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<simdact::InstructionSet> sets = available_sets();
  Input input(data, size);
  simdact::set_instruction_set(sets[input.byte() % sets.size()]);
  switch (input.byte() % 4) {
    case 0:
      run<float>(input);
      break;
    case 1:
      run<double>(input);
      break;
    case 2:
      run<Half>(input);
      break;
    default:
      run<BFloat16>(input);
  }
  return 0;
}
