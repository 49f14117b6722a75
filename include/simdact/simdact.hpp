/// simdact: the activation functions of neural networks, with their derivatives.
///
///     float y  = simdact::tanh(x);                  // a number: float, double, an integer, any real number type
///     float g  = simdact::tanh.derivative(x);       // f'(x), accurate in the tails too
///     float dx = simdact::tanh.backward(dy, y);     // dy * f'(x), computed from y = f(x)
///     float dz = simdact::gelu.backward_from_input(dy, x);  // the same, computed from x: every activation has it
///
///     simdact::tanh(x, y, n);                       // memory: const T* x, T* y, std::size_t n; y may be x
///     simdact::tanh(input, output);                 // std::vector, std::array, std::span, C arrays
///
///     #include <simdact/eigen.hpp>                  // Eigen arrays and matrices, coefficient by coefficient
///     Eigen::ArrayXf Y = simdact::tanh(W * X + b);
///
/// | object       | f(x)                                   | range         | ULP      | backward | elsewhere          |
/// |--------------|----------------------------------------|---------------|----------|----------|--------------------|
/// | relu         | max(x, 0)                              | [0, inf]      | exact    | yes      |                    |
/// | leaky_relu   | x > 0 ? x : 0.01*x (negative_slope)    | all           | 0.5, 0   | yes      | Keras: 0.2         |
/// | relu6        | min(max(x, 0), 6)                      | [0, 6]        | exact    | yes      | ONNX: Clip         |
/// | elu          | x > 0 ? x : 1*(e^x - 1) (alpha)        | [-alpha, inf] | 3, 3     | yes      |                    |
/// | selu         | lambda*elu(x), lambda and alpha fixed  | [-1.76, inf]  | 3, 3     | yes      |                    |
/// | gelu         | x*Phi(x), Phi the normal distribution  | [-0.17, inf]  | 4, 5     | no       | approximate=none   |
/// | gelu_tanh    | x*sigmoid(sqrt(8/pi)*(x+0.044715*x^3)) | [-0.17, inf]  | 4, 5     | no       | approximate=tanh   |
/// | gelu_quick   | x*sigmoid(1.702*x)                     | [-0.16, inf]  | 4, 5     | no       | QuickGELU          |
/// | silu         | x*sigmoid(x)                           | [-0.28, inf]  | 3, 4     | no       | Keras: swish       |
/// | mish         | x*tanh(log(1 + e^x))                   | [-0.31, inf]  | 4, 5     | no       |                    |
/// | hard_swish   | x*hard_sigmoid(x)                      | [-0.375, inf] | 3, 3     | no       | Keras: hard_silu   |
/// | sigmoid      | 1/(1 + e^-x)                           | [0, 1]        | 3, 3     | yes      |                    |
/// | hard_sigmoid | min(max((x + 3)/6, 0), 1)              | [0, 1]        | 3, 0.5   | yes      | ONNX: slope 0.2    |
/// | log_sigmoid  | log(sigmoid(x))                        | [-inf, 0]     | 3, 3     | yes      |                    |
/// | softplus     | log(1 + e^x)                           | [0, inf]      | 3, 3     | yes      | PyTorch: x from 20 |
/// | tanh         | tanh(x)                                | [-1, 1]       | 3, 3     | yes      |                    |
/// | hard_tanh    | min(max(x, -1), 1)                     | [-1, 1]       | exact    | yes      | ONNX: Clip         |
/// | softsign     | x/(1 + |x|)                            | [-1, 1]       | 3, 3     | yes      |                    |
///
/// ULP: the largest error of f and of f' for float, in units in the last place. Backward: whether f' is a function of
/// y = f(x), so that there is f.backward(dy, y). Elsewhere: where PyTorch, Keras or ONNX have another name or default.
///
/// These are objects of the types Relu, LeakyRelu, GeluTanh and so on, which can be passed as values or as template
/// arguments. Those with a parameter take it in the constructor: simdact::LeakyRelu(0.2)(x); the others have no state.
/// simdact::correctly_rounded has relu, sigmoid and tanh once more, for float, with the float nearest to the exact
/// result.
///
/// float and double run vector kernels for the best instruction set that the processor has, found at the first call; no
/// compiler flag is needed. A result depends on its argument alone: not on the length, position or alignment of an
/// array, the entry point, the instruction set, the compiler or its flags. (The sign and payload of a NaN may differ;
/// and a program that flushes subnormal numbers to zero, as -ffast-math makes it do, does so here, too.)
///
/// Numbers of 16 bits have kernels, too: _Float16 and __bf16, also by their names std::float16_t and std::bfloat16_t,
/// where the compiler has them (clang 17, g++ 13), and with eigen.hpp Eigen::half and Eigen::bfloat16. They are
/// computed as floats, which are rounded once: the result is the nearest number, but for fewer than ten of all 65536
/// arguments of each function, where the exact one is too near to the middle between two numbers for a float to tell,
/// and up to 127 whose result is subnormal. (So for the parameters that an activation has by itself. With another one a
/// product as 1.5*x is such a middle for many tiny x.)
///
/// There are vector kernels for x86-64, AVX2 with FMA and F16C, and AVX-512, which have been run and measured, and for
/// AArch64, NEON, which has been run in an emulator only: its bits are tested, its speed is a prediction. Other
/// processors compute one element at a time; so does Windows where g++ builds for it, as that does not align the stack
/// for vectors (GCC bug 54412). clang builds all kernels there, which have been run under Wine. 32-bit x86 needs -msse2
/// -mfpmath=sse: arithmetic that keeps more digits than float and double have is refused.
///
/// Where the processor is told to round otherwise than to nearest, sigmoid, tanh and their derivatives are within 8 ULP
/// and in their ranges (but tanh may pass 1 by a unit in the last place where it rounds downward), and nothing
/// is said of the bits. Of the processor's exception flags no number raises others than inexact, underflow and, where
/// the result is beyond the range of its type, overflow; NaN may raise invalid, and so may any number in the scalar set
/// under Windows.
///
/// With `using namespace simdact`, a plain tanh(x) would be ambiguous with the C library's: write simdact::tanh.
#pragma once

#include <cstddef>

#include "detail/compiler.hpp"
#include "detail/generic.hpp"
#include "detail/parameter.hpp"

namespace simdact {

/// The largest error of an activation's results, in units in the last place (ULP) of the exact result where that is a
/// normal number: simdact::Tanh::bounds.value_float.
struct Bounds {
  double value_float, value_double, derivative_float, derivative_double;
  double subnormal = 4;  // in units of the smallest subnormal number, where the exact result is below the normal ones
};

/// Whether f' is a function of y = f(x), so that there is f.backward(dy, y).
template <class Activation>
constexpr bool has_backward_from_output = true;

/// A result of value_and_derivative.
template <class Value, class Derivative = Value>
struct ValueAndDerivative {
  Value value;
  Derivative derivative;
};

/// What every activation f can do. All numbers are in its domain. The formulas stand in activations/, one file each.
///
/// T is float, double or one of 16 bits; an integer argument gives a double. Other real number types (long double,
/// Eigen::AutoDiffScalar) go through one portable formula, element by element, in the arithmetic that the flags of the
/// build ask for: under -ffast-math their NaN and infinities have no meaning, and the gradient of an AutoDiffScalar at
/// an infinity may be NaN.
///
/// NaN gives NaN. Where an output is written, it may be the same range as an input; ranges that overlap otherwise,
/// ranges of unequal size, and more elements than memory can hold, are rejected with std::invalid_argument before
/// anything is written (where exceptions are disabled: message and abort). n may be 0, the pointers null then. Nothing
/// outside [p, p + n) is read or written. All functions may be called from several threads at once. The bounds of
/// errors hold for all floats. Those of double are not proven: for sigmoid and tanh they are more than a quarter of a
/// unit above the worst of 10^10 evaluations, for the others above the worst of some 4*10^6, many chosen to be hard.
template <class Activation>
struct Interface {
  /// f(x) of a number, or the expression of f(x) for each coefficient of an Eigen expression.
  template <class X>
  SIMDACT_INLINE auto operator()(const X& x) const;

  /// y[i] = f(x[i]).
  template <class T>
  SIMDACT_INLINE void operator()(const T* x, T* y, std::size_t n) const;

  /// The same for contiguous ranges of equal size.
  template <class Input, class Output>
  SIMDACT_INLINE void operator()(const Input& input, Output&& output) const;

  /// f'(x), from the input. Accurate over the whole range, where formulas in y lose all digits.
  template <class X>
  SIMDACT_INLINE auto derivative(const X& x) const;

  /// d[i] = f'(x[i]).
  template <class T>
  SIMDACT_INLINE void derivative(const T* x, T* d, std::size_t n) const;

  /// The same for contiguous ranges of equal size.
  template <class Input, class Output>
  SIMDACT_INLINE void derivative(const Input& input, Output&& output) const;

  /// dy * f'(x), from the input x: the backward pass of a layer, in one pass.
  template <class Gradient, class X>
  SIMDACT_INLINE auto backward_from_input(const Gradient& dy, const X& x) const;

  /// dx[i] = dy[i] * f'(x[i]). dx may be dy or x.
  template <class T>
  SIMDACT_INLINE void backward_from_input(const T* dy, const T* x, T* dx, std::size_t n) const;

  /// The same for contiguous ranges of equal size.
  template <class Gradient, class Input, class Output>
  SIMDACT_INLINE void backward_from_input(const Gradient& dy, const Input& input, Output&& dx) const;

  /// dy * f'(x), from the output y = f(x), for activations with has_backward_from_output: the backward pass of a layer
  /// that has kept its output only. It knows of x what y tells: where sigmoid or tanh has been rounded to 1 it gives 0,
  /// though derivative(x) is not 0.
  template <class Gradient, class Y>
  SIMDACT_INLINE auto backward(const Gradient& dy, const Y& y) const;

  /// dx[i] = dy[i] * f'(x[i]), from y[i] = f(x[i]). dx may be dy or y.
  template <class T>
  SIMDACT_INLINE void backward(const T* dy, const T* y, T* dx, std::size_t n) const;

  /// The same for contiguous ranges of equal size.
  template <class Gradient, class Y, class Output>
  SIMDACT_INLINE void backward(const Gradient& dy, const Y& y, Output&& dx) const;

  /// f(x) and f'(x) of a number: auto [y, d] = simdact::tanh.value_and_derivative(x).
  template <class X>
  SIMDACT_INLINE auto value_and_derivative(const X& x) const;

  /// y[i] = f(x[i]) and d[i] = f'(x[i]) in one pass. y or d may be x; y and d must not overlap.
  template <class T>
  SIMDACT_INLINE void value_and_derivative(const T* x, T* y, T* d, std::size_t n) const;

  /// The same for contiguous ranges of equal size.
  template <class Input, class Value, class Derivative>
  SIMDACT_INLINE void value_and_derivative(const Input& input, Value&& y, Derivative&& d) const;

  // Anything else, among it pointers of which no T can be told: to two types, to a const output, nullptr for all.
  void operator()(...) const = delete;           // simdact: expected pointers const T* x, T* y and a size
  void derivative(...) const = delete;           // simdact: expected pointers const T* x, T* d and a size
  void backward_from_input(...) const = delete;  // simdact: expected pointers const T* dy, const T* x, T* dx and a size
  void backward(...) const = delete;             // simdact: expected pointers const T* dy, const T* y, T* dx and a size
  void value_and_derivative(...) const = delete;  // simdact: expected pointers const T* x, T* y, T* d and a size

 private:
  SIMDACT_INLINE const Activation& self() const;
};

/// An activation whose value and derivative are the floats nearest to the exact results, for float alone.
template <class Activation>
struct CorrectlyRounded : Interface<CorrectlyRounded<Activation>> {
  static constexpr Bounds bounds = {0.5, 0.5, 0.5, 0.5};
};

}  // namespace simdact

#define SIMDACT_INTERFACE 1
#define SIMDACT_FORMULAS 0
#include "activations/list.inl.hpp"
#undef SIMDACT_INTERFACE
#undef SIMDACT_FORMULAS

namespace simdact {

namespace correctly_rounded {

using Relu = simdact::Relu;  // exact as it is
using Sigmoid = CorrectlyRounded<simdact::Sigmoid>;
using Tanh = CorrectlyRounded<simdact::Tanh>;

inline constexpr Relu relu{};
inline constexpr Sigmoid sigmoid{};
inline constexpr Tanh tanh{};

}  // namespace correctly_rounded

/// The instruction sets that there are kernels for. Their results are the same; their speed is not.
enum class InstructionSet : unsigned char { scalar, avx2, avx512, neon };

/// Its name: "scalar", "avx2", "avx512", "neon", on every kind of processor; "unknown" for any other number.
SIMDACT_INLINE const char* name_of(InstructionSet set) noexcept;

/// Whether this machine, processor and operating system, can run it.
SIMDACT_INLINE bool is_available(InstructionSet set) noexcept;

/// What runs: at first the one that the environment variable SIMDACT_INSTRUCTION_SET names, else the best available.
/// std::invalid_argument where the variable is not empty and names none, or one that is not available; so does the
/// first call of an activation then.
SIMDACT_INLINE InstructionSet instruction_set();

/// Makes the whole program run this one from now on. std::invalid_argument where it is not available. (In a build that
/// itself targets AVX2 or AArch64, Eigen expressions that fuse run AVX2 or NEON anyhow.)
SIMDACT_INLINE void set_instruction_set(InstructionSet set);

}  // namespace simdact

#include "detail/interface.hpp"
