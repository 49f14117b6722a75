// The walk over memory, and the functions of one element, that run-time choice calls through pointers.

#ifndef SIMDACT_INLINE  // opened alone
#include "correctly_rounded.inl.hpp"
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

/// Whole vectors past the caches: for outputs that would only displace there what is needed again. The addresses are
/// multiples of the vector's size.
struct Streamed {
  template <class V, class T>
  SIMDACT_INLINE V load(const T* p) const {
    return V::load(p);
  }
  template <class V, class T>
  SIMDACT_INLINE void store(V v, T* p) const {
    v.stream(p);
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

template <class Activation, class V>
SIMDACT_INLINE auto apply(ValueOf, V x) {
  return value(Of<Activation>(), x);
}
template <class Activation, class V>
SIMDACT_INLINE auto apply(DerivativeOf, V x) {
  return derivative(Of<Activation>(), x);
}
template <class Activation, class V>
SIMDACT_INLINE auto apply(BackwardOf, V dy, V y) {
  return backward(Of<Activation>(), dy, y);
}

/// Where the two share nothing.
template <class Activation, class V>
SIMDACT_INLINE auto value_and_derivative(Of<Activation> f, V x) {
  return Both<decltype(value(f, x))>{value(f, x), derivative(f, x)};
}

// What is done with one vector at the given pointers. All inputs are loaded before an output is stored: it may be an
// input.

template <class Function>
struct Map {
  template <class Activation, class V, class Part, class T, class... Inputs>
  SIMDACT_INLINE static void step(Part part, T* output, const Inputs*... inputs) {
    part.store(apply<Activation>(Function(), part.template load<V>(inputs)...), output);
  }
};

struct MapBoth {
  template <class Activation, class V, class Part, class T>
  SIMDACT_INLINE static void step(Part part, T* y, T* d, const T* x) {
    const auto both = value_and_derivative(Of<Activation>(), part.template load<V>(x));
    part.store(both.value, y);
    part.store(both.derivative, d);
  }
};

/// What the formulas of an activation take: vectors as they are, in the main loop four side by side.
template <class Activation>
struct Operand {
  template <class V>
  using One = V;
  template <class V>
  using Several = Pair<Pair<V>>;
};

template <class Activation>
struct Operand<CorrectlyRounded<Activation>> {
  template <class V>
  using One = Widened<V>;
  template <class V>
  using Several = Widened<Pair<V>>;
};

template <class Operation, class Activation, class T, class Part, class... Pointers>
SIMDACT_INLINE void walk(Part whole, std::size_t n, Pointers... pointers) {
  using V = typename Operand<Activation>::template One<Vector<T>>;
  using Wide = typename Operand<Activation>::template Several<Vector<T>>;
  std::size_t i = 0;
  for (const std::size_t end = n - n % Wide::size; i < end; i += Wide::size) {
    Operation::template step<Activation, Wide>(whole, (pointers + i)...);
  }
  for (const std::size_t end = n - n % V::size; i < end; i += V::size) {
    Operation::template step<Activation, V>(whole, (pointers + i)...);
  }
  if (i < n) Operation::template step<Activation, V>(First{n - i}, (pointers + i)...);
}

/// Not for an output that is an input: its memory is in the caches already.
template <class Function, class Activation, class T, class... Inputs>
SIMDACT_INLINE void map(std::size_t n, T* output, const Inputs*... inputs) {
  using V = typename Operand<Activation>::template One<Vector<T>>;
  const std::size_t head = elements_before_alignment<V::size>(output);
  if (((output != inputs) && ...) && exceeds_caches(n * sizeof(T)) && head < V::size) {
    if (head > 0) Map<Function>::template step<Activation, V>(First{head}, output, inputs...);
    walk<Map<Function>, Activation, T>(Streamed(), n - head, output + head, (inputs + head)...);
    Vector<T>::finish_streams();
  } else {
    walk<Map<Function>, Activation, T>(Whole(), n, output, inputs...);
  }
}

template <class Activation, class T>
struct Kernels {
  static void value_array(const T* x, T* y, std::size_t n) { map<ValueOf, Activation>(n, y, x); }
  static void derivative_array(const T* x, T* d, std::size_t n) { map<DerivativeOf, Activation>(n, d, x); }
  static void backward_array(const T* dy, const T* y, T* dx, std::size_t n) {
    map<BackwardOf, Activation>(n, dx, dy, y);
  }
  static void value_and_derivative_array(const T* x, T* y, T* d, std::size_t n) {
    walk<MapBoth, Activation, T>(Whole(), n, y, d, x);
  }

  static T value_of(T x) { return of_vector(ValueOf(), Vector<T>(x)).first(); }
  static T derivative_of(T x) { return of_vector(DerivativeOf(), Vector<T>(x)).first(); }
  static T backward_of(T dy, T y) { return of_vector(BackwardOf(), Vector<T>(dy), Vector<T>(y)).first(); }

  /// For code that has vectors in hand. Not to be inlined by force: the caller may be compiled for inexact arithmetic.
  template <class Function, class... V>
  static Vector<T> of_vector(Function function, V... inputs) {
    return apply<Activation>(function, typename Operand<Activation>::template One<Vector<T>>(inputs)...);
  }
};
