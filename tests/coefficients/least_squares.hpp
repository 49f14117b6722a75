/// Fits with small largest errors, in numbers of 128 bits: needs g++ and the C library of GNU.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

namespace least_squares {

__extension__ typedef __float128 Real;
using Numbers = std::vector<Real>;
using Indices = std::vector<std::size_t>;

/// 0, 1, ..., count - 1
inline Indices all(std::size_t count) {
  Indices result(count);
  std::iota(result.begin(), result.end(), std::size_t{0});
  return result;
}

/// x with the smallest sum of the squares of a*x - b, by Householder's reflections.
inline Numbers solve(std::vector<Numbers> a, Numbers b) {
  const std::size_t rows = a.size(), columns = a[0].size();
  for (std::size_t k = 0; k < columns; ++k) {
    Numbers normal(rows, 0);
    for (std::size_t i = k; i < rows; ++i) normal[i] = a[i][k];
    const Real length = sqrtf128(std::inner_product(normal.begin(), normal.end(), normal.begin(), Real{0}));
    normal[k] += a[k][k] > 0 ? length : -length;
    const Real square = std::inner_product(normal.begin(), normal.end(), normal.begin(), Real{0});
    const auto reflect = [&](auto entry) {
      Real product = 0;
      for (std::size_t i = k; i < rows; ++i) product += normal[i] * entry(i);
      product *= 2 / square;
      for (std::size_t i = k; i < rows; ++i) entry(i) -= product * normal[i];
    };
    for (std::size_t j = k; j < columns; ++j) reflect([&](std::size_t i) -> Real& { return a[i][j]; });
    reflect([&](std::size_t i) -> Real& { return b[i]; });
  }
  Numbers x(columns);
  for (std::size_t k = columns; k-- > 0;) {
    x[k] = b[k];
    for (std::size_t j = k + 1; j < columns; ++j) x[k] -= a[k][j] * x[j];
    x[k] /= a[k][k];
  }
  return x;
}

/// rows*c = right is to hold for c, with small errors times weight(i, c).
struct Problem {
  std::vector<Numbers> rows;
  Numbers right;
  std::function<Real(std::size_t, const Numbers&)> weight;

  /// The largest error, after c[j] of all `free` j was made such that it is small, by Lawson's iteration: weighted
  /// least squares whose weights grow where the error is large.
  Real fit(Numbers& c, const Indices& free, int iterations) const {
    const std::size_t count = rows.size();
    const auto error = [&](std::size_t i, const Numbers& of) {
      return std::inner_product(of.begin(), of.end(), rows[i].begin(), -right[i]);
    };
    Numbers lawson(count, 1), current = c;
    Real smallest = std::numeric_limits<double>::max();
    for (int iteration = 0; iteration < iterations; ++iteration) {
      if (!free.empty()) {
        std::vector<Numbers> a(count);
        Numbers b(count), given = current;
        for (std::size_t j : free) given[j] = 0;
        for (std::size_t i = 0; i < count; ++i) {
          const Real w = sqrtf128(lawson[i]) * weight(i, current);
          for (std::size_t j : free) a[i].push_back(w * rows[i][j]);
          b[i] = -w * error(i, given);
        }
        const Numbers solution = solve(std::move(a), std::move(b));
        for (std::size_t k = 0; k < free.size(); ++k) current[free[k]] = solution[k];
      }
      Real largest = 0, sum = 0;
      for (std::size_t i = 0; i < count; ++i) {
        const Real weighted = fabsf128(error(i, current) * weight(i, current));
        largest = std::max(largest, weighted);
        sum += lawson[i] *= weighted;
      }
      if (free.empty()) return largest;
      for (Real& w : lawson) w = w * static_cast<Real>(count) / sum + 1e-25;
      if (iteration > 0 && largest < smallest) smallest = largest, c = current;  // the first weights are of another c
    }
    return smallest;
  }

  /// The largest error, after the coefficients of `order` were fitted and rounded.
  template <class Round>
  Real fit_rounded(Numbers& c, const Indices& order, int iterations, const Round& round) const {
    Indices free = order;
    std::sort(free.begin(), free.end());
    Real error = 0;
    for (std::size_t j : order) {
      c[j] = round(c[j]);
      free.erase(std::find(free.begin(), free.end(), j));
      error = fit(c, free, iterations);
    }
    return error;
  }
};

}  // namespace least_squares
