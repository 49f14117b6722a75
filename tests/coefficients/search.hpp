/// What the searches for coefficients of float share: the errors of a formula over all floats, and the best candidate.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <simdact/simdact.hpp>
#include <vector>

namespace search {

/// Candidates have their formula as the library has it, in its vectors, and with its constants but for those looked
/// for.
#if defined(__AVX2__) && defined(__FMA__)
namespace library = simdact::detail::avx2;
#else
namespace library = simdact::detail::scalar;
#endif
using V = library::Vector<float>;

/// f as a function of ranges, like the functions of the library.
template <class F>
auto of_ranges(const F& f) {
  return [f](const std::vector<float>& x, std::vector<float>& y) {
    std::size_t i = 0;
    for (; i + V::size <= x.size(); i += V::size) f(V::load(&x[i])).store(&y[i]);
    float last[V::size] = {};
    std::copy(x.begin() + static_cast<std::ptrdiff_t>(i), x.end(), last);
    f(V::load(last)).store(last);
    std::copy_n(last, x.size() - i, y.begin() + static_cast<std::ptrdiff_t>(i));
  };
}

template <class To, class From>
To as(From from) {
  To to;
  static_assert(sizeof to == sizeof from);
  std::memcpy(&to, &from, sizeof to);
  return to;
}

/// Calls use(x) with many floats at a time, from everywhere, until it returns false: all from -limit to limit but those
/// between -2^-13 and 2^-13, where the functions are nearly linear and the formulas do much the same in each octave.
template <class Use>
void for_floats(float limit, const Use& use) {
  constexpr std::uint32_t stride = 1 << 9, block = 1 << 12;
  const auto last = as<std::uint32_t>(limit);
  std::vector<float> x;
  for (std::uint32_t offset = 0; offset < stride; ++offset) {
    for (std::uint32_t at = as<std::uint32_t>(0x1p-13f) + offset; at <= last;) {
      x.clear();
      for (; x.size() < block && at <= last; at += stride) x.insert(x.end(), {as<float>(at), -as<float>(at)});
      if (!use(x)) return;
    }
  }
}

/// The largest error in ULP (where the exact result is subnormal, in units of the smallest float), or the first found
/// that is above `enough`. Functions of ranges: `exact` of double, which is the library's own, `formula` of float.
template <class Exact, class Formula>
double largest_error(const Exact& exact, const Formula& formula, float limit, double enough = HUGE_VAL) {
  constexpr std::uint64_t exponent_bits = 0x7ff0000000000000, smallest_normal = std::uint64_t{1023 - 126} << 52;
  std::vector<float> y;
  std::vector<double> wide_x, exact_y;
  double largest = 0;
  for_floats(limit, [&](const std::vector<float>& x) {
    y.resize(x.size());
    exact_y.resize(x.size());
    wide_x.assign(x.begin(), x.end());
    exact(wide_x, exact_y);
    formula(x, y);
    std::uint64_t bits =
        0;  // of the largest error: g++ knows how to compare several of them at a time, but not doubles
    for (std::size_t i = 0; i < x.size(); ++i) {
      const std::uint64_t power = std::max(as<std::uint64_t>(exact_y[i]) & exponent_bits, smallest_normal);
      const auto units_per_one = as<double>((std::uint64_t{2046 + 23} << 52) - power);
      bits = std::max(bits, as<std::uint64_t>(std::abs(static_cast<double>(y[i]) - exact_y[i]) * units_per_one));
    }
    largest = std::max(largest, as<double>(bits));
    return largest <= enough;
  });
  return largest;
}

/// Whether two functions of ranges have the same bits.
template <class A, class B>
bool same_results(const A& a, const B& b, float limit) {
  bool same = true;
  std::vector<float> of_a, of_b;
  for_floats(limit, [&](const std::vector<float>& x) {
    of_a.resize(x.size());
    of_b.resize(x.size());
    a(x, of_a);
    b(x, of_b);
    return same = std::memcmp(of_a.data(), of_b.data(), x.size() * sizeof x[0]) == 0;
  });
  return same;
}

/// The derivative as a function of ranges.
template <class Activation>
auto derivative_of(const Activation& f) {
  return [f](const auto& x, auto& y) { f.derivative(x, y); };
}

/// The best `unit` of an activation. Candidates have it, value(V), derivative(V) and Library, the library's constants.
template <class Activation>
class BestUnit {
 public:
  /// Prints the errors of the library, whose formula `library` has to be, the candidate with all of its constants.
  template <class Candidate>
  BestUnit(const Activation& f, float limit, const Candidate& library) : f_(f), limit_(limit) {
    std::printf("library: value %.4f ULP, derivative %.4f ULP\n", largest_error(f, f, limit),
                largest_error(derivative_of(f), derivative_of(f), limit));
    if (same_results(value(library), f, limit) && same_results(derivative(library), derivative_of(f), limit)) return;
    std::puts("the formula in this program is not that of the library");
    std::exit(1);
  }

  /// Prints the candidate if it is the best so far, or is to be printed in any case.
  template <class Candidate>
  void add(int number, const Candidate& candidate, bool in_any_case) {
    constexpr simdact::Bounds bounds = Activation::bounds;
    const double enough = in_any_case ? HUGE_VAL : smallest_;
    const double d = largest_error(derivative_of(f_), derivative(candidate), limit_, enough * bounds.derivative_float);
    if (d >= enough * bounds.derivative_float) return;
    const double y = largest_error(f_, value(candidate), limit_, enough * bounds.value_float);
    if (y >= enough * bounds.value_float) return;
    smallest_ = std::min(smallest_, std::max(d / bounds.derivative_float, y / bounds.value_float));
    std::printf("candidate %d: unit %a, value %.4f ULP, derivative %.4f ULP%s\n", number,
                static_cast<double>(candidate.unit), y, d,
                candidate.unit == Candidate::Library::unit ? ", the library's" : "");
    std::fflush(stdout);
  }

 private:
  template <class Candidate>
  static auto value(const Candidate& candidate) {
    return of_ranges([candidate](V x) { return candidate.value(x); });
  }
  template <class Candidate>
  static auto derivative(const Candidate& candidate) {
    return of_ranges([candidate](V x) { return candidate.derivative(x); });
  }

  Activation f_;
  float limit_;
  double smallest_ = HUGE_VAL;
};

}  // namespace search
