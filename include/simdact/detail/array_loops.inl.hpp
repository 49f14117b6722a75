// The walk over memory, and the functions of one element, that run-time choice calls through pointers.

#ifndef SIMDACT_INLINE  // opened alone
#include "pair.inl.hpp"
#endif

/// How a step meets memory: whole vectors, or the elements that are left at the end of an array.
struct Whole {
  template <class V, class T>
  SIMDACT_INLINE V load(const T* p) const {
    return V::load(p);
  }
  template <class V, class T>
  SIMDACT_INLINE void store(V v, T* p) const {
    v.store(p);
  }
};

struct First {
  std::size_t count;

  template <class V, class T>
  SIMDACT_INLINE V load(const T* p) const {
    return V::load_first(p, count);
  }
  template <class V, class T>
  SIMDACT_INLINE void store(V v, T* p) const {
    v.store_first(p, count);
  }
};

// What is done with one vector at the given pointers. Each loads all before it stores any: outputs may be inputs.

template <class Activation>
struct ValueStep {
  template <class V, class Part, class T>
  SIMDACT_INLINE static void run(Part part, const T* x, T* y) {
    part.store(value(Of<Activation>(), part.template load<V>(x)), y);
  }
};

template <class Activation>
struct DerivativeStep {
  template <class V, class Part, class T>
  SIMDACT_INLINE static void run(Part part, const T* x, T* d) {
    part.store(derivative(Of<Activation>(), part.template load<V>(x)), d);
  }
};

template <class Activation>
struct BackwardStep {
  template <class V, class Part, class T>
  SIMDACT_INLINE static void run(Part part, const T* dy, const T* y, T* dx) {
    part.store(backward(Of<Activation>(), part.template load<V>(dy), part.template load<V>(y)), dx);
  }
};

template <class Activation>
struct ValueAndDerivativeStep {
  template <class V, class Part, class T>
  SIMDACT_INLINE static void run(Part part, const T* x, T* y, T* d) {
    const V v = part.template load<V>(x);
    part.store(value(Of<Activation>(), v), y);
    part.store(derivative(Of<Activation>(), v), d);
  }
};

/// How many vectors go through the formula side by side.
template <class Activation>
struct SideBySide {
  template <class V>
  using type = Pair<Pair<V>>;
};

template <class Activation>
struct SideBySide<CorrectlyRounded<Activation>> {
  template <class V>
  using type = V;  // a vector of floats is a pair of vectors of doubles already
};

template <template <class> class Step, class Activation, class T, class... Pointers>
SIMDACT_INLINE void walk(std::size_t n, Pointers... pointers) {
  using V = Vector<T>;
  using Wide = typename SideBySide<Activation>::template type<V>;
  std::size_t i = 0;
  for (; n - i >= Wide::size; i += Wide::size) Step<Activation>::template run<Wide>(Whole(), (pointers + i)...);
  for (; n - i >= V::size; i += V::size) Step<Activation>::template run<V>(Whole(), (pointers + i)...);
  if (i < n) Step<Activation>::template run<V>(First{n - i}, (pointers + i)...);
}

template <class Activation, class T>
struct Kernels {
  static void value_array(const T* x, T* y, std::size_t n) { walk<ValueStep, Activation, T>(n, x, y); }
  static void derivative_array(const T* x, T* d, std::size_t n) { walk<DerivativeStep, Activation, T>(n, x, d); }
  static void backward_array(const T* dy, const T* y, T* dx, std::size_t n) {
    walk<BackwardStep, Activation, T>(n, dy, y, dx);
  }
  static void value_and_derivative_array(const T* x, T* y, T* d, std::size_t n) {
    walk<ValueAndDerivativeStep, Activation, T>(n, x, y, d);
  }

  static T value_of(T x) { return value(Of<Activation>(), Vector<T>(x)).first(); }
  static T derivative_of(T x) { return derivative(Of<Activation>(), Vector<T>(x)).first(); }
  static T backward_of(T dy, T y) { return backward(Of<Activation>(), Vector<T>(dy), Vector<T>(y)).first(); }
};
