/// simdact for Eigen: every function of simdact.hpp on Array and Matrix expressions, coefficient by coefficient.
///
///     Eigen::ArrayXf Y = simdact::tanh(W * X + b);
///     G = simdact::tanh.derivative(X);
///     D = simdact::tanh.backward(dY, Y);
///     D = simdact::tanh.backward_from_input(dY, X);
///     simdact::tanh(X, Y);                          // into an array of the shape of X, which may be X
///     simdact::tanh.value_and_derivative(X, Y, G);  // Y or G may be X
///
/// The results are Eigen expressions and follow Eigen's rules: they refer to the arrays they are built from, and may
/// alias what Eigen's own may. As in Eigen, that is not checked: Y and G must not share memory. An output that is
/// passed and has another shape is rejected with std::invalid_argument. The bits are those of simdact.hpp.
///
/// Assigned to an array, an activation of an array runs the kernels of simdact.hpp on the array's memory, and allocates
/// nothing if the destination has its size already. Inside a larger expression it fuses, packet by packet, if the build
/// itself targets AVX2 and FMA, or AArch64; otherwise it is evaluated into a temporary, as Eigen evaluates a matrix
/// product. (So do not read an unevaluated activation coefficient by coefficient: each access would evaluate all of
/// it.)
#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <type_traits>
#include <utility>

#include "simdact.hpp"

// The instruction set of vectors that Eigen's packets become inside an expression.
#if defined(__x86_64__) && defined(__AVX2__) && defined(__FMA__) && defined(EIGEN_VECTORIZE_AVX)
#define SIMDACT_EIGEN_PACKETS avx2
#elif defined(__AARCH64EL__) && defined(EIGEN_VECTORIZE_NEON)
#define SIMDACT_EIGEN_PACKETS neon
#endif

namespace Eigen {
template <typename Derivatives>
class AutoDiffScalar;  // unsupported/Eigen/AutoDiff need not be included
}  // namespace Eigen

namespace simdact::detail {

/// Products and sums of AutoDiffScalars are expressions that refer to their operands; compute with what they stand for.
template <class Derivatives>
struct NumberType<Eigen::AutoDiffScalar<Derivatives>> {
  using type = Eigen::AutoDiffScalar<typename std::decay_t<Derivatives>::PlainObject>;
};

template <>
struct InMemory<Eigen::half> {
  using type = Half;
};
template <>
struct InMemory<Eigen::bfloat16> {
  using type = BFloat16;
};

namespace generic {

/// By the chain rule.
template <class Derivatives>
struct Functions<Eigen::AutoDiffScalar<Derivatives>> {
  using Number = Eigen::AutoDiffScalar<Derivatives>;

  static Number expm1(const Number& x) { return Number(generic::expm1(x.value()), x.derivatives() * exp(x.value())); }
  static Number log1p(const Number& x) { return Number(generic::log1p(x.value()), x.derivatives() / (1 + x.value())); }
  static Number erfc(const Number& x) {
    constexpr double two_over_sqrt_of_pi = 1.1283791670955126;
    return Number(generic::erfc(x.value()), x.derivatives() * (-two_over_sqrt_of_pi * exp(-x.value() * x.value())));
  }
};

}  // namespace generic

// Whether X is an Eigen expression. (Asking for the base class by name would need DenseBase<X> to make sense for any
// X.)
template <class Derived>
std::true_type is_derived_from_dense_base(const Eigen::DenseBase<Derived>*);
std::false_type is_derived_from_dense_base(...);
template <class X>
constexpr bool is_eigen = decltype(is_derived_from_dense_base(static_cast<const X*>(nullptr)))::value;

namespace {

#ifdef SIMDACT_EIGEN_PACKETS

namespace packets = SIMDACT_EIGEN_PACKETS;

/// A packet of any size in memory, with zeros up to the size of a vector. The compiler sees through it where packet and
/// vector have one size.
template <class Scalar, class Packet>
struct PacketInMemory {
  static constexpr std::size_t packet_size = Eigen::internal::unpacket_traits<Packet>::size;
  static constexpr std::size_t vector_size = packets::Vector<Scalar>::size;
  static constexpr std::size_t size = packet_size < vector_size ? vector_size : packet_size;

  alignas(64) Scalar elements[size] = {};

  EIGEN_ALWAYS_INLINE explicit PacketInMemory(const Packet& packet) { Eigen::internal::pstoreu(elements, packet); }
};

template <class Function, class Activation, class Packet, class Scalar, class... More>
EIGEN_ALWAYS_INLINE Packet map_packets(Function function, Activation f, PacketInMemory<Scalar, Packet>&& memory,
                                       const More&... more) {
  using Vector = packets::Vector<Scalar>;
  for (std::size_t i = 0; i < memory.size; i += Vector::size) {
    packets::NumberKernels<Activation, Scalar>::of_vectors(function, f, Vector::load(memory.elements + i),
                                                           Vector::load(more.elements + i)...)
        .store(memory.elements + i);
  }
  Packet result = Eigen::internal::ploadu<Packet>(memory.elements);
  // Keeps a last product from being fused with a sum of the surrounding expression.
#if defined(__x86_64__)
  asm("" : "+x"(result));
#else
  asm("" : "+w"(result));
#endif
  return result;
}

constexpr bool has_packets = true;
#else
constexpr bool has_packets = false;
#endif

}  // namespace

/// How an expression node is evaluated: coefficient by coefficient where there is no kernel, else packet by packet in
/// builds for AVX2 and FMA or for AArch64, and as a whole in others. Being part of the type, it gives files that are
/// built with different flags types of their own.
enum class Evaluation { by_coefficient, by_packet, as_a_whole };

/// The operation of an expression node.
template <class Function, class Activation, class Scalar, Evaluation evaluation>
struct Functor {
  Activation f;

  template <class... X>
  EIGEN_ALWAYS_INLINE auto operator()(const X&... x) const {
    return evaluate(Function(), f, x...);
  }

#ifdef SIMDACT_EIGEN_PACKETS
  template <class Packet, class... More>
  EIGEN_ALWAYS_INLINE Packet packetOp(const Packet& packet, const More&... more) const {
    return map_packets(Function(), f, PacketInMemory<Scalar, Packet>(packet), PacketInMemory<Scalar, Packet>(more)...);
  }
#endif
};

namespace {

template <class Function, class Activation, class Scalar>
using FunctorFor = Functor<Function, Activation, Scalar,
                           !has_kernels<Activation, Scalar>      ? Evaluation::by_coefficient
                           : has_packets && !has_16_bits<Scalar> ? Evaluation::by_packet
                                                                 : Evaluation::as_a_whole>;

template <class Function, class Activation, class X>
EIGEN_ALWAYS_INLINE auto make_node(Function, const Activation& f, const Eigen::DenseBase<X>& x) {
  using Operation = FunctorFor<Function, Activation, typename X::Scalar>;
  return Eigen::CwiseUnaryOp<Operation, const X>(x.derived(), Operation{f});
}

template <class Function, class Activation, class X, class Y>
EIGEN_ALWAYS_INLINE auto make_node(Function, const Activation& f, const Eigen::DenseBase<X>& x,
                                   const Eigen::DenseBase<Y>& y) {
  static_assert(std::is_same_v<typename X::Scalar, typename Y::Scalar>, "simdact: the scalar types differ");
  using Operation = FunctorFor<Function, Activation, typename X::Scalar>;
  return Eigen::CwiseBinaryOp<Operation, const X, const Y>(x.derived(), y.derived(), Operation{f});
}

template <class X, class Y>
void require_equal_shapes(const X& x, const Y& y) {
  if (x.rows() != y.rows() || x.cols() != y.cols()) {
    reject("simdact: arrays of unequal size: %ld x %ld and %ld x %ld", static_cast<long>(x.rows()),
           static_cast<long>(x.cols()), static_cast<long>(y.rows()), static_cast<long>(y.cols()));
  }
}

// Memory that the kernels can walk: one run of elements, or one run for each inner vector.

template <class X>
constexpr bool has_memory = (static_cast<int>(Eigen::internal::traits<X>::Flags) & Eigen::DirectAccessBit) != 0;

template <class X, class Y>
constexpr bool have_same_order = static_cast<int>(X::IsRowMajor) == static_cast<int>(Y::IsRowMajor);

template <class X>
bool is_one_run(const X& x) {
  return x.outerSize() <= 1 || x.outerStride() == x.innerSize();
}

/// Calls the kernel on the memory of the arrays, which have one shape; false if elements are not next to each other.
template <class Function, class Activation, class First, class... More>
bool run_kernel(Function function, const Activation& f, const First& first, More&&... more) {
  if (first.innerStride() != 1 || !((more.innerStride() == 1) && ...)) return false;
  const bool one_run = is_one_run(first) && (is_one_run(more) && ...);
  const Eigen::Index runs = one_run ? 1 : first.outerSize();
  const auto length = static_cast<std::size_t>(one_run ? first.size() : first.innerSize());
  for (Eigen::Index i = 0; i < runs; ++i) {
    call_with_arrays<typename First::Scalar>(function, f, length, first.data() + i * first.outerStride(),
                                             (more.data() + i * more.outerStride())...);
  }
  return true;
}

/// An argument as kernels can take it: itself if it has memory of the right order, else its value.
template <class Destination, class X>
using Operand = std::conditional_t<has_memory<X> && have_same_order<Destination, X>, const X&,
                                   const typename Destination::PlainObject>;

template <class Destination, class... X>
constexpr bool all_in_memory = (std::is_reference_v<Operand<Destination, X>> && ...);

/// destination = function(x...) by kernels; the destination has the right size. False, and nothing written, where that
/// would not pay: elements of the destination are apart, or Eigen's loop fuses what is not in memory.
template <class Function, class Activation, class Scalar, Evaluation evaluation, class Destination, class... X>
bool assign_by_kernel(const Functor<Function, Activation, Scalar, evaluation>& functor, Destination& destination,
                      const X&... x) {
  using Plain = typename Destination::PlainObject;
  const auto run = [&](const auto&... inputs) { return run_kernel(Function(), functor.f, inputs..., destination); };
  if (destination.innerStride() != 1) return false;
  if constexpr (evaluation == Evaluation::by_packet) {
    if constexpr (all_in_memory<Destination, X...>) return run(x...);
    return false;
  } else if constexpr (sizeof...(X) == 1 && !all_in_memory<Destination, X...>) {
    // Into the destination, then in place. By Eigen's assignment loop, not its assignment: the loop makes the temporary
    // of a product that reads the destination before it writes.
    Eigen::internal::call_dense_assignment_loop(destination, x...);
    return run(destination);
  } else {
    return run(Operand<Destination, X>(x)...) || run(Plain(x)...);
  }
}

template <class Destination, class Functor, class X>
bool assign_node(Destination& destination, const Eigen::CwiseUnaryOp<Functor, X>& node) {
  return assign_by_kernel(node.functor(), destination, node.nestedExpression());
}

template <class Destination, class Functor, class X, class Y>
bool assign_node(Destination& destination, const Eigen::CwiseBinaryOp<Functor, X, Y>& node) {
  return assign_by_kernel(node.functor(), destination, node.lhs(), node.rhs());
}

/// Whether assign_node may be tried. Arrays of fixed size are left to Eigen where it has packets to unroll.
template <class Destination, Evaluation evaluation>
constexpr bool is_assigned_by_kernel = has_memory<Destination> && (evaluation == Evaluation::as_a_whole ||
                                                                   (evaluation == Evaluation::by_packet &&
                                                                    Destination::SizeAtCompileTime == Eigen::Dynamic));

template <class Activation, class X, class Y, class D>
void assign_value_and_derivative(const Activation& f, const X& x, Y& y, D& d) {
  if constexpr (has_kernels<Activation, typename X::Scalar> && has_memory<X> && has_memory<Y> && has_memory<D> &&
                have_same_order<X, Y> && have_same_order<X, D>) {
    if (run_kernel(ValueAndDerivativeOf(), f, x, y, d)) return;
  }
  const typename X::PlainObject copy(x);  // y may be x
  y = make_node(ValueOf(), f, copy);
  d = make_node(DerivativeOf(), f, copy);
}

}  // namespace

/// The assignment of a node to an array.
struct NodeAssignment {
  template <class Destination, class Node, class Assign>
  EIGEN_ALWAYS_INLINE static void run(Destination& destination, const Node& node, const Assign& assign) {
    if (destination.rows() == node.rows() && destination.cols() == node.cols()) {
      run_in_size(destination, node, assign);
    } else {
      // The argument may read the destination, as A * A.transpose() does: no new size before it is evaluated.
      typename Destination::PlainObject value;
      Eigen::internal::resize_if_allowed(value, node, assign);
      run_in_size(value, node, assign);
      destination = std::move(value);
    }
  }

 private:
  template <class Destination, class Node, class Assign>
  EIGEN_ALWAYS_INLINE static void run_in_size(Destination& destination, const Node& node, const Assign& assign) {
    if (!assign_node(destination, node)) Eigen::internal::call_dense_assignment_loop(destination, node, assign);
  }
};

/// A node evaluated into a temporary, once for the expression that it is part of.
template <class Node>
struct NodeValue {
  typename Node::PlainObject value;

  explicit NodeValue(const Node& node) : value(node.rows(), node.cols()) { assign_node(value, node); }
};

template <class Node>
struct NodeEvaluator : private NodeValue<Node>, Eigen::internal::evaluator<typename Node::PlainObject> {
  using Base = Eigen::internal::evaluator<typename Node::PlainObject>;
  enum { Flags = static_cast<int>(Base::Flags) | static_cast<int>(Eigen::EvalBeforeNestingBit) };

  explicit NodeEvaluator(const Node& node) : NodeValue<Node>(node), Base(NodeValue<Node>::value) {}
};

template <class X>
struct Expression<X, std::enable_if_t<is_eigen<X>>> {
  static constexpr bool exists = true;

  template <class Function, class Activation, class... More>
  EIGEN_ALWAYS_INLINE static auto map(Function function, const Activation& f, const X& x, const More&... more) {
    return make_node(function, f, x, more...);
  }

  template <class Output, class Node>
  EIGEN_ALWAYS_INLINE static void assign(Output& output, const Node& node) {
    require_equal_shapes(node, output);
    output = node;
  }

  template <class Activation, class Y, class D>
  EIGEN_ALWAYS_INLINE static void assign_both(const Activation& f, const X& x, Y& y, D& d) {
    require_equal_shapes(x, y);
    require_equal_shapes(x, d);
    assign_value_and_derivative(f, x.derived(), y.derived(), d.derived());
  }
};

}  // namespace simdact::detail

namespace Eigen::internal {

template <class Function, class Activation, class Scalar, simdact::detail::Evaluation evaluation>
struct functor_traits<simdact::detail::Functor<Function, Activation, Scalar, evaluation>> {
  enum { Cost = 20 * NumTraits<Scalar>::MulCost, PacketAccess = evaluation == simdact::detail::Evaluation::by_packet };
};

template <class Destination, class Function, class Activation, class Scalar, simdact::detail::Evaluation evaluation,
          class X>
struct Assignment<Destination, CwiseUnaryOp<simdact::detail::Functor<Function, Activation, Scalar, evaluation>, X>,
                  assign_op<Scalar, Scalar>, Dense2Dense,
                  std::enable_if_t<simdact::detail::is_assigned_by_kernel<Destination, evaluation>>>
    : simdact::detail::NodeAssignment {};

template <class Destination, class Function, class Activation, class Scalar, simdact::detail::Evaluation evaluation,
          class X, class Y>
struct Assignment<Destination, CwiseBinaryOp<simdact::detail::Functor<Function, Activation, Scalar, evaluation>, X, Y>,
                  assign_op<Scalar, Scalar>, Dense2Dense,
                  std::enable_if_t<simdact::detail::is_assigned_by_kernel<Destination, evaluation>>>
    : simdact::detail::NodeAssignment {};

template <class Function, class Activation, class Scalar, class X>
struct evaluator<
    CwiseUnaryOp<simdact::detail::Functor<Function, Activation, Scalar, simdact::detail::Evaluation::as_a_whole>, X>>
    : simdact::detail::NodeEvaluator<CwiseUnaryOp<
          simdact::detail::Functor<Function, Activation, Scalar, simdact::detail::Evaluation::as_a_whole>, X>> {
  using evaluator::NodeEvaluator::NodeEvaluator;
};

template <class Function, class Activation, class Scalar, class X, class Y>
struct evaluator<CwiseBinaryOp<
    simdact::detail::Functor<Function, Activation, Scalar, simdact::detail::Evaluation::as_a_whole>, X, Y>>
    : simdact::detail::NodeEvaluator<CwiseBinaryOp<
          simdact::detail::Functor<Function, Activation, Scalar, simdact::detail::Evaluation::as_a_whole>, X, Y>> {
  using evaluator::NodeEvaluator::NodeEvaluator;
};

}  // namespace Eigen::internal

#undef SIMDACT_EIGEN_PACKETS
