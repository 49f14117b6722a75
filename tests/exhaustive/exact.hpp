/// The exact values of the functions: their formulas for any number type, in numbers of MPFR.
#pragma once

#include <mpfr.h>

#include <cstdlib>
#include <limits>
#include <simdact/simdact.hpp>
#include <string>

#include "../tested.hpp"

namespace exact {

/// A number with 240 bits: more than enough for what the formulas cancel of 53.
class Number {
 public:
  Number() { mpfr_init2(number_, 240); }
  explicit Number(double x) : Number() { mpfr_set_d(number_, x, MPFR_RNDN); }
  explicit Number(int x) : Number() { mpfr_set_si(number_, x, MPFR_RNDN); }
  explicit Number(long double x) : Number() { mpfr_set_ld(number_, x, MPFR_RNDN); }
  Number(const Number& x) : Number() { mpfr_set(number_, x.number_, MPFR_RNDN); }
  Number(Number&& x) noexcept : Number() { mpfr_swap(number_, x.number_); }
  Number& operator=(const Number& x) {
    mpfr_set(number_, x.number_, MPFR_RNDN);
    return *this;
  }
  ~Number() { mpfr_clear(number_); }

  mpfr_srcptr get() const { return number_; }

  friend Number operator-(const Number& a) { return of(mpfr_neg, a); }
  friend Number operator+(const Number& a, const Number& b) { return of(mpfr_add, a, b); }
  friend Number operator-(const Number& a, const Number& b) { return of(mpfr_sub, a, b); }
  friend Number operator*(const Number& a, const Number& b) { return of(mpfr_mul, a, b); }
  friend Number operator/(const Number& a, const Number& b) { return of(mpfr_div, a, b); }
  friend bool operator==(const Number& a, const Number& b) { return mpfr_equal_p(a.number_, b.number_) != 0; }
  friend bool operator<(const Number& a, const Number& b) { return mpfr_less_p(a.number_, b.number_) != 0; }
  friend bool operator>(const Number& a, const Number& b) { return b < a; }
  friend bool operator<=(const Number& a, const Number& b) { return mpfr_lessequal_p(a.number_, b.number_) != 0; }
  friend bool operator>=(const Number& a, const Number& b) { return b <= a; }

  friend Number abs(const Number& x) { return of(mpfr_abs, x); }
  friend Number asin(const Number& x) { return of(mpfr_asin, x); }
  friend Number sqrt(const Number& x) { return of(mpfr_sqrt, x); }
  friend Number exp(const Number& x) { return of(mpfr_exp, x); }
  friend Number expm1(const Number& x) { return of(mpfr_expm1, x); }
  friend Number log1p(const Number& x) { return of(mpfr_log1p, x); }
  friend Number tanh(const Number& x) { return of(mpfr_tanh, x); }
  friend Number erfc(const Number& x) { return of(mpfr_erfc, x); }

 private:
  template <class Function, class... Numbers>
  static Number of(Function function, const Numbers&... x) {
    Number result;
    function(result.number_, x.number_..., MPFR_RNDN);
    return result;
  }

  mpfr_t number_;
};

}  // namespace exact

template <>
struct std::numeric_limits<exact::Number> : std::numeric_limits<double> {
  static constexpr int digits = 240;
};

namespace exact {

enum class Function { value, derivative };

/// A function, exactly.
class Exact {
 public:
  virtual ~Exact() = default;
  virtual Number operator()(Function function, double x) const = 0;
  /// The portable formula in long double.
  virtual long double portable(Function function, long double x) const = 0;
};

/// That of a tested activation, with its parameters in the type of the numbers.
const Exact& exact_of(const test::Tested<float>& activation);
const Exact& exact_of(const test::Tested<double>& activation);

}  // namespace exact
