/// The exact values of the functions, as far as they are needed: in double arithmetic with a known small error, and
/// from MPFR where that does not decide.
#pragma once

#include <mpfr.h>

#include <cmath>
#include <simdact/simdact.hpp>

namespace exact {

struct Value {};
struct Derivative {};

// e = e^-|x| makes all of them; only tanh near 0 needs e - 1 besides. The functions of the C library are off by less
// than one unit in the last place, and no more than four operations follow: far below 2^-49 relative to the result.
constexpr double relative_error_in_double = 0x1p-49;

inline double in_double(simdact::Sigmoid, Value, double x) {
  const double e = std::exp(-std::abs(x));
  return (x < 0 ? e : 1) / (1 + e);
}
inline double in_double(simdact::Sigmoid, Derivative, double x) {
  const double e = std::exp(-std::abs(x));
  return e / ((1 + e) * (1 + e));
}
inline double in_double(simdact::Tanh, Value, double x) {
  const double minus_expm1 = -std::expm1(-2 * std::abs(x));
  return std::copysign(minus_expm1 / (2 - minus_expm1), x);
}
inline double in_double(simdact::Tanh, Derivative, double x) {
  return 4 * in_double(simdact::Sigmoid(), Derivative(), 2 * x);
}

/// A number with 120 bits.
class Number {
 public:
  explicit Number(double x = 0) {
    mpfr_init2(number_, 120);
    mpfr_set_d(number_, x, MPFR_RNDN);
  }
  ~Number() { mpfr_clear(number_); }
  Number(const Number&) = delete;
  Number& operator=(const Number&) = delete;

  mpfr_ptr get() { return number_; }

 private:
  mpfr_t number_;
};

/// The same functions in MPFR, which rounds each operation correctly to 120 bits. Not to be shared between threads.
class InMpfr {
 public:
  mpfr_srcptr operator()(simdact::Sigmoid, Value, double x) {
    exp_of_minus_abs(x);
    mpfr_add_ui(sum_.get(), e_.get(), 1, MPFR_RNDN);
    if (x < 0) return divide(e_, sum_);
    mpfr_ui_div(result_.get(), 1, sum_.get(), MPFR_RNDN);
    return result_.get();
  }
  mpfr_srcptr operator()(simdact::Sigmoid, Derivative, double x) {
    exp_of_minus_abs(x);
    mpfr_add_ui(sum_.get(), e_.get(), 1, MPFR_RNDN);
    mpfr_sqr(sum_.get(), sum_.get(), MPFR_RNDN);
    return divide(e_, sum_);
  }
  mpfr_srcptr operator()(simdact::Tanh, Value, double x) {
    mpfr_set_d(x_.get(), x, MPFR_RNDN);
    mpfr_tanh(result_.get(), x_.get(), MPFR_RNDN);
    return result_.get();
  }
  mpfr_srcptr operator()(simdact::Tanh, Derivative, double x) {
    (*this)(simdact::Sigmoid(), Derivative(), 2 * x);
    mpfr_mul_2ui(result_.get(), result_.get(), 2, MPFR_RNDN);
    return result_.get();
  }

 private:
  void exp_of_minus_abs(double x) {
    mpfr_set_d(x_.get(), -std::abs(x), MPFR_RNDN);
    mpfr_exp(e_.get(), x_.get(), MPFR_RNDN);
  }
  mpfr_srcptr divide(Number& a, Number& b) {
    mpfr_div(result_.get(), a.get(), b.get(), MPFR_RNDN);
    return result_.get();
  }

  Number x_, e_, sum_, result_;
};

}  // namespace exact
