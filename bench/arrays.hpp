/// What the contestants run on.
#pragma once

#include <cstddef>

namespace bench {

/// Backward reads dy and y, BackwardFromInput dy and x, the other functions x. ValueAndDerivative writes first and
/// second, the others first.
template <class T>
struct Arrays {
  std::size_t n;
  const T *x, *dy, *y;
  T *first, *second;
};

}  // namespace bench
