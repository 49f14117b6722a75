// The walk over memory, and the functions of one element, that run-time choice calls through pointers.

#ifndef SIMDACT_INLINE  // opened alone
#include "correctly_rounded.inl.hpp"
#endif

/// How a step meets memory: in whole vectors; in whole vectors that bypass the caches; in a part of a vector, for the
/// elements before the first aligned address and those that are left at the end.
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
struct Streamed : Whole {
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

/// A vector from and to memory.
template <class V, class Part, class T>
SIMDACT_INLINE V load(Type<V>, Part part, const T* p) {
  if constexpr (is_16_bit<T>) {
    return widen(T(), part.template load<Words>(p));
  } else {
    return part.template load<V>(p);
  }
}
template <class Low, class High, class Part, class T>
SIMDACT_INLINE Pair<Low, High> load(Type<Pair<Low, High>>, Part part, const T* p) {
  return {load(Type<Low>(), part, p), load(Type<High>(), part, p + Low::size)};
}

template <class V, class Part, class T>
SIMDACT_INLINE void store(V v, Part part, T* p) {
  if constexpr (is_16_bit<T>) {
    part.store(narrow(T(), v), p);
  } else {
    part.store(v, p);
  }
}
template <class Low, class High, class Part, class T>
SIMDACT_INLINE void store(Pair<Low, High> v, Part part, T* p) {
  store(v.low, part, p);
  store(v.high, part, p + Low::size);
}

/// What the formulas are given: the activation, or what an overload for one with parameters makes of it, once a call.
template <class T, class Activation>
SIMDACT_INLINE Activation in_type(Activation f) {
  return f;
}

/// Where an activation has no formula of its own for it.
template <class Activation, class V, class X>
SIMDACT_INLINE V backward_from_input(Activation f, V dy, X x) {
  return dy * derivative(f, x);
}

template <class Activation, class V>
SIMDACT_INLINE auto apply(ValueOf, Activation f, V x) {
  return value(f, x);
}
template <class Activation, class V>
SIMDACT_INLINE auto apply(DerivativeOf, Activation f, V x) {
  return derivative(f, x);
}
template <class Activation, class V>
SIMDACT_INLINE auto apply(BackwardOf, Activation f, V dy, V y) {
  return backward(f, dy, y);
}
template <class Activation, class V, class X>
SIMDACT_INLINE auto apply(BackwardFromInputOf, Activation f, V dy, X x) {
  return backward_from_input(f, dy, x);
}

// What is done with one vector: from x (of backward: y), to the outputs, and from dy. All inputs are loaded before an
// output is stored: it may be an input.

template <class Function>
struct Map {
  /// Whose number of vectors side by side fits: dy * f'(x) is f'(x) and a product.
  using Formula = std::conditional_t<std::is_same_v<Function, BackwardFromInputOf>, DerivativeOf, Function>;

  template <class V, class Activation, class Part, class X, class T, class... Inputs>
  SIMDACT_INLINE static void step(Activation f, Part part, X x, T* output, const Inputs*... dy) {
    store(apply(Function(), f, load(Type<V>(), part, dy)..., load(Type<V>(), part, x)), part, output);
  }
};

struct MapBoth {
  using Formula = ValueAndDerivativeOf;

  template <class V, class Activation, class Part, class X, class T>
  SIMDACT_INLINE static void step(Activation f, Part part, X x, T* y, T* d) {
    const auto both = value_and_derivative(f, load(Type<V>(), part, x));
    store(both.value, part, y);
    store(both.derivative, part, d);
  }
};

/// What the formulas of an activation take: vectors as they are, in the main loop several side by side.
template <class Activation>
struct Operand {
  template <class V>
  using One = V;
  template <class Formula, class V>
  using Several = SideBySide<V, side_by_side<Formula, Activation, V>>;
};

template <class Activation>
struct Operand<CorrectlyRounded<Activation>> {
  template <class V>
  using One = Widened<V>;
  template <class Formula, class V>
  using Several = Widened<std::conditional_t<V::size == 1, V, Pair<V>>>;
};

template <class Activation, class T>
using OneOperand = typename Operand<Activation>::template One<Vector<ComputedAs<T>>>;

/// Where the results of the first half of a formula are, in place of x. They have a Scalar, a size in numbers of that
/// type, load and store, and overloads of value, derivative and value_and_derivative for the second half.
template <class Results>
struct FirstHalf {
  const typename Results::Scalar* p;
};
template <class V, class Part, class Results>
SIMDACT_INLINE Results load(Type<V>, Part, FirstHalf<Results> x) {
  return Results::load(x.p);
}

template <class Activation, class V, class = void>
constexpr bool is_in_halves = false;
template <class Activation, class V>
constexpr bool
    is_in_halves<Activation, V, std::void_t<decltype(first_half(std::declval<Activation>(), std::declval<V>()))>> =
        true;

/// As many vectors side by side as there are. Tells how many elements that was.
///
/// While operations wait for each other they fill a processor's schedulers, and a long formula fills them before the
/// next vectors come into sight. One in halves, which have less to wait for, is therefore walked in blocks that stay in
/// the nearest cache, each with the first half and then with the second.
template <class Operation, class T, class Activation, class Part, class... Others>
SIMDACT_INLINE std::size_t walk_side_by_side(Activation f, Part part, std::size_t n, const T* x, Others... others) {
  using Wide = typename Operand<Activation>::template Several<typename Operation::Formula, Vector<ComputedAs<T>>>;
  std::size_t i = 0;
  const std::size_t end = n - n % Wide::size;
  if constexpr (is_in_halves<Activation, Wide> && Wide::size > 1) {
    static_assert(!has_backward_from_output<Activation>, "the first half would be made of y");
    using Results = decltype(first_half(f, load(Type<Wide>(), part, x)));
    constexpr std::size_t length = 16;
    alignas(64) typename Results::Scalar block[length * Results::size];
    while (i < end) {
      const std::size_t remaining = (end - i) / Wide::size, count = remaining < length ? remaining : length;
      for (std::size_t k = 0; k < count; ++k) {
        first_half(f, load(Type<Wide>(), part, x + i + k * Wide::size)).store(block + k * Results::size);
      }
      for (std::size_t k = 0; k < count; ++k, i += Wide::size) {
        Operation::template step<Wide>(f, part, FirstHalf<Results>{block + k * Results::size}, (others + i)...);
      }
    }
  } else {
    for (; i < end; i += Wide::size) Operation::template step<Wide>(f, part, x + i, (others + i)...);
  }
  return i;
}

template <class Operation, class T, class Activation, class... Others>
SIMDACT_INLINE void walk(Activation f, std::size_t n, const T* x, Others... others) {
  using V = OneOperand<Activation, T>;
  std::size_t i = walk_side_by_side<Operation>(f, Whole(), n, x, others...);
  if constexpr (V::size > 1) {
    for (const std::size_t end = n - n % V::size; i < end; i += V::size) {
      Operation::template step<V>(f, Whole(), x + i, (others + i)...);
    }
    if (i < n) Operation::template step<V>(f, First{n - i}, x + i, (others + i)...);
  }
}

/// Past the caches where the output is large and no input: the memory of an input is in the caches already. What is
/// left then is too little to pay for a second walk in the program.
template <class Function, class Activation, class T, class... Inputs>
SIMDACT_INLINE void map(Activation f, std::size_t n, const T* x, T* output, const Inputs*... dy) {
  using V = OneOperand<Activation, T>;
  std::size_t i = 0;
  if constexpr (V::size > 1) {
    const std::size_t head = elements_before_alignment<V::size>(output);
    if (output != x && ((output != dy) && ...) && exceeds_caches(n * sizeof(T)) && head < V::size) {
      if (head > 0) Map<Function>::template step<V>(f, First{head}, x, output, dy...);
      i = head + walk_side_by_side<Map<Function>>(f, Streamed(), n - head, x + head, output + head, (dy + head)...);
      Vector<ComputedAs<T>>::finish_streams();
    }
  }
  walk<Map<Function>>(f, n - i, x + i, output + i, (dy + i)...);
}

template <class Activation, class V, class = void>
constexpr bool shares_work = false;
template <class Activation, class V>
constexpr bool shares_work<Activation, V,
                           std::void_t<decltype(value_and_derivative(std::declval<Activation>(), std::declval<V>()))>> =
    true;

// What run-time choice calls, inputs first.

template <class Activation, class T>
struct ArrayKernels {
  template <class Function>
  static void run(Function, Activation f, const T* x, T* y, std::size_t n) {
    map<Function>(in_type<ComputedAs<T>>(f), n, x, y);
  }
  template <class Function>
  static void run(Function, Activation f, const T* dy, const T* x, T* dx, std::size_t n) {
    map<Function>(in_type<ComputedAs<T>>(f), n, x, dx, dy);
  }

  /// Where the two share no work, one after the other over parts that stay in the nearest cache: side by side they
  /// would only wait for registers. First the one that does not overwrite x.
  static void run(ValueAndDerivativeOf, Activation f, const T* x, T* y, T* d, std::size_t n) {
    const auto g = in_type<ComputedAs<T>>(f);
    if constexpr (shares_work<decltype(in_type<ComputedAs<T>>(f)), Vector<ComputedAs<T>>>) {
      walk<MapBoth>(g, n, x, y, d);
    } else {
      constexpr std::size_t part = 1024;
      for (std::size_t i = 0; i < n; i += part) {
        const std::size_t length = n - i < part ? n - i : part;
        if (x == d) walk<Map<ValueOf>>(g, length, x + i, y + i);
        walk<Map<DerivativeOf>>(g, length, x + i, d + i);
        if (x != d) walk<Map<ValueOf>>(g, length, x + i, y + i);
      }
    }
  }
};

template <class Activation, class T>
struct NumberKernels {
  template <class Function, class... Numbers>
  static T run(Function function, Activation f, Numbers... inputs) {
    return of_vectors(function, f, Vector<T>(inputs)...).first();
  }

  /// For code that has vectors in hand. Not to be inlined by force: the caller may be compiled for inexact arithmetic.
  template <class Function, class... Vectors>
  static Vector<T> of_vectors(Function function, Activation f, Vectors... inputs) {
    return apply(function, in_type<T>(f), OneOperand<Activation, T>(inputs)...);
  }
};
