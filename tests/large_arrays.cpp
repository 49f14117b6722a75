// Arrays that are written past the caches, and arrays whose length needs more than 32 bits.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>

#include "support.hpp"

using namespace test;

template <class T>
static void check_past_the_caches(const Tested<T>& activation) {
  constexpr std::size_t bytes = std::size_t{17} << 20, n = bytes / sizeof(T), part = 4096, alignments = 64 / sizeof(T);
  GuardedPages input(bytes), output(bytes);
  T* const x = input.at_start<T>();
  T* const y = output.at_start<T>();
  std::vector<T> numbers = random_numbers<T>(part, 5), expected(n);
  for (T& number : numbers) number = is_finite(number) ? number : T{};
  for (std::size_t i = 0; i < n; i += part) {
    std::copy(numbers.begin(), numbers.end(), x + i);
    activation(x + i, &expected[i], part);
  }
  constexpr unsigned char untouched = 0x9a;
  const auto check = [&](std::size_t begin, std::size_t end) {
    std::memset(y, untouched, bytes);
    activation(x + begin, y + begin, end - begin);
    CHECK(std::memcmp(y + begin, &expected[begin], (end - begin) * sizeof(T)) == 0);
    const auto* const first = reinterpret_cast<const unsigned char*>(y);
    const auto beside = std::count(first, first + begin * sizeof(T), untouched) +
                        std::count(first + end * sizeof(T), first + bytes, untouched);
    CHECK(static_cast<std::size_t>(beside) == bytes - (end - begin) * sizeof(T));
  };
  for (std::size_t shift = 0; shift < alignments; ++shift) {
    CAPTURE(shift);
    check(shift, n);
    check(0, n - shift);
  }
}

TEST_CASE("written past the caches: at every alignment, between two pages that cannot be touched") {
  for_every_kernel<float, double, Half, BFloat16>([](const auto& activation, auto) {
    // The walk is that of relu for all others but, in vectors, those with three side by side and those in halves.
    const bool in_vectors = simdact::instruction_set() != simdact::InstructionSet::scalar;
    const bool is_other = activation.name == "softplus" || activation.name == "gelu_tanh";
    if (activation.name == "relu" || (in_vectors && is_other)) check_past_the_caches(activation);
  });
}

/// Address space for n elements, of which the first, those from `middle` on and the last ones have memory of their own;
/// all others share that of one block.
template <class T>
class SharedMemory {
 public:
  static constexpr std::size_t block = (std::size_t{1} << 20) / sizeof(T);

  SharedMemory(std::size_t n, std::size_t middle) : n_((n + block - 1) / block * block) {
    void* const all = mmap(nullptr, n_ * sizeof(T), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (all == MAP_FAILED) return;
    elements_ = static_cast<T*>(all);
    const int file = memfd_create("block", 0);
    exists_ = ftruncate(file, block * sizeof(T)) == 0;
    for (std::size_t i = 0; i < n_; i += block) {
      const bool owned = i == 0 || i == middle / block * block || i + block == n_;
      const int flags = MAP_FIXED | MAP_POPULATE | (owned ? MAP_PRIVATE | MAP_ANONYMOUS : MAP_SHARED);
      exists_ &=
          mmap(elements_ + i, block * sizeof(T), PROT_READ | PROT_WRITE, flags, owned ? -1 : file, 0) != MAP_FAILED;
    }
    close(file);
  }
  SharedMemory(const SharedMemory&) = delete;
  SharedMemory& operator=(const SharedMemory&) = delete;
  ~SharedMemory() {
    if (elements_ != nullptr) munmap(elements_, n_ * sizeof(T));
  }

  T* elements() const { return exists_ ? elements_ : nullptr; }

 private:
  std::size_t n_;
  T* elements_ = nullptr;
  bool exists_ = false;
};

/// relu in place: it may meet the shared memory any number of times.
template <class T>
static void check_in_place(std::size_t n, std::size_t middle) {
  CAPTURE(n);
  using Memory = SharedMemory<T>;
  const Memory memory(n, middle);
  T* const x = memory.elements();
  if (x == nullptr) {
    MESSAGE("skipped: no address space for ", n * sizeof(T), " bytes");
    return;
  }
  constexpr std::size_t block = Memory::block;
  const std::size_t last = (n - 1) / block * block, firsts[] = {0, block, middle / block * block, last};
  for (const std::size_t first : firsts) {
    for (std::size_t i = first; i < first + block; ++i) x[i] = i % 2 == 0 ? T(-3) : T(5);
  }
  tested<T>("relu")(x, x, n);
  for (const std::size_t first : firsts) {
    CAPTURE(first);
    std::size_t wrong = 0;
    for (std::size_t i = first; i < std::min(n, first + block); ++i) wrong += x[i] != (i % 2 == 0 ? T(0) : T(5));
    for (std::size_t i = n; i < first + block; ++i) wrong += x[i] != (i % 2 == 0 ? T(-3) : T(5));
    CHECK(wrong == 0);
  }
}

TEST_CASE("in place on more elements than 32 bits count") {
  if constexpr (sizeof(std::size_t) > 4) {
    constexpr std::size_t two_to_31 = std::size_t{1} << 31;
    check_in_place<float>(2 * two_to_31 + 13, two_to_31);
    check_in_place<double>(two_to_31 + 13, two_to_31);
  }
}
