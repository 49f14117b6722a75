// Contiguous ranges: what std::data(), std::size() and std::begin() take.
#include <iterator>
#include <stdexcept>

#include "support.hpp"

#if __cplusplus > 201703L
#include <span>
#endif

using namespace test;

static constexpr std::size_t n = 11;

template <class T>
static const std::vector<T> numbers = random_numbers<T>(n, 4);

/// A view of elements that are `stride` apart, with the members of a container.
template <class T>
class View {
 public:
  class Iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = std::remove_cv_t<T>;
    using difference_type = std::ptrdiff_t;
    using pointer = T*;
    using reference = T&;

    Iterator(T* element, std::ptrdiff_t stride) : element_(element), stride_(stride) {}
    T& operator*() const { return *element_; }
    Iterator& operator++() { return *this += 1; }
    Iterator& operator--() { return *this += -1; }
    Iterator& operator+=(std::ptrdiff_t steps) {
      element_ += steps * stride_;
      return *this;
    }

   private:
    T* element_;
    std::ptrdiff_t stride_;
  };

  explicit View(T* data, std::size_t size = n, std::ptrdiff_t stride = 1) : data_(data), size_(size), stride_(stride) {}
  T* data() const { return data_; }
  std::size_t size() const { return size_; }
  Iterator begin() const { return {data_, stride_}; }

 private:
  T* data_;
  std::size_t size_;
  std::ptrdiff_t stride_;
};

// Ranges of T that hold the numbers, one kind after the other.

template <class T>
struct InVector {
  std::vector<T> range = numbers<T>;
};
template <class T>
struct InArray {
  std::array<T, n> range;
  InArray() { std::copy(numbers<T>.begin(), numbers<T>.end(), range.begin()); }
};
template <class T>
struct InCArray {
  T range[n];
  InCArray() { std::copy(numbers<T>.begin(), numbers<T>.end(), range); }
};
template <class T>
struct InView {
  std::vector<T> memory = numbers<T>;
  View<T> range{memory.data()};
};
#if __cplusplus > 201703L
template <class T>
struct InSpan {
  std::vector<T> memory = numbers<T>;
  std::span<T> range{memory};
};
#endif

/// Calls the function with ranges and compares what they hold then with what the pointer form gives.
template <template <class> class Input, template <class> class Output, class Function, class Activation, class T>
static void check_ranges(Function function, Activation activation, T) {
  Input<T> input;
  std::array<std::vector<T>, arity<Function>> expected;
  expected.fill(numbers<T>);
  std::array<T*, arity<Function>> pointers;
  for (std::size_t k = 0; k < pointers.size(); ++k) pointers[k] = expected[k].data();
  call(function, activation, pointers, n);

  std::array<Output<T>, arity<Function> - 1> more;
  std::apply([&](auto&... range) { function(activation, std::as_const(input.range), range.range...); }, more);
  for (std::size_t k = 0; k < more.size(); ++k) {
    CHECK(std::memcmp(std::data(more[k].range), expected[k + 1].data(), n * sizeof(T)) == 0);
  }
}

TEST_CASE("ranges of every kind, and two kinds in one call") {
  const auto check = [](auto function, const auto& activation, auto number) {
    check_ranges<InVector, InVector>(function, activation, number);
    check_ranges<InArray, InVector>(function, activation, number);
    check_ranges<InVector, InArray>(function, activation, number);
    check_ranges<InCArray, InCArray>(function, activation, number);
    check_ranges<InView, InView>(function, activation, number);
    check_ranges<InVector, InView>(function, activation, number);
#if __cplusplus > 201703L
    check_ranges<InSpan, InSpan>(function, activation, number);
    check_ranges<InCArray, InSpan>(function, activation, number);
#endif
  };
  on_every_instruction_set([&] {
    for_each_function(check, simdact::tanh, 0.0f);
    for_each_function(check, simdact::sigmoid, 0.0);
  });
}

TEST_CASE("a temporary view as the output, a view of constants as the input") {
  std::vector<float> y(n);
  simdact::tanh(View<const float>(numbers<float>.data()), View<float>(y.data()));
  CHECK(same(y[n - 1], simdact::tanh(numbers<float>[n - 1])));
}

TEST_CASE("in place") {
  std::vector<double> x = numbers<double>;
  simdact::sigmoid(x, x);
  for (std::size_t i = 0; i < n; ++i) CHECK(same(x[i], simdact::sigmoid(numbers<double>[i])));
}

TEST_CASE("empty ranges") {
  std::vector<float> empty;
  CHECK_NOTHROW(simdact::tanh(empty, empty));
  CHECK_NOTHROW(simdact::tanh.backward(empty, empty, empty));
  CHECK_NOTHROW(simdact::tanh.value_and_derivative(empty, empty, empty));
}

TEST_CASE("a view whose elements are apart is rejected, and nothing is written") {
  std::vector<float> x(2 * n, 0.5f), y(2 * n, 0.25f);
  const std::vector<float> before = y;
  const View<float> apart_x(x.data(), n, 2), apart_y(y.data(), n, 2), backwards(&y[n - 1], n, -1);
  const View<float> good_x(x.data()), good_y(y.data());
  const auto check = [](auto call) {
    CHECK_THROWS_WITH_AS(call(), doctest::Contains("not contiguous"), std::invalid_argument);
  };
  check([&] { simdact::tanh(apart_x, good_y); });
  check([&] { simdact::tanh(good_x, apart_y); });
  check([&] { simdact::tanh(good_x, backwards); });
  check([&] { simdact::tanh.derivative(good_x, apart_y); });
  check([&] { simdact::tanh.backward(good_x, apart_x, good_y); });
  check([&] { simdact::tanh.backward(good_x, good_x, apart_y); });
  check([&] { simdact::tanh.value_and_derivative(good_x, good_y, apart_y); });
  CHECK(y == before);
}
