# Seeds faults, one at a time, into a copy of the library and expects the tests to catch each of them. Of the program
# `tests` only what a fault concerns is compiled again.
#
# cmake -D COMPILER=<c++> -D SOURCE=<directory of the repository> -D BUILD=<its build directory>
#       -D OBJECTS=<file with the objects of `tests`, a line each> -D SCRATCH=<directory> -P seeded_faults.cmake

set(copy "${SCRATCH}/include")
set(flags -std=c++17 -O1 -I "${copy}" -I "${BUILD}/generated" -I "${BUILD}/tests" -I "${SOURCE}/tests")
file(MAKE_DIRECTORY "${SCRATCH}")
file(STRINGS "${OBJECTS}" objects)

function(copy_library)
  file(REMOVE_RECURSE "${copy}")
  file(COPY "${SOURCE}/include/simdact" DESTINATION "${copy}")
endfunction()

# Compiles a source of `tests` against the copy, and runs the tests of one topic with it in its place.
function(run_tests source topic result)
  set(path "${SOURCE}/tests/${source}.cpp")
  if(NOT EXISTS "${path}")
    set(path "${BUILD}/tests/${source}.cpp")
  endif()
  execute_process(COMMAND "${COMPILER}" ${flags} -c "${path}" -o "${SCRATCH}/${source}.o" RESULT_VARIABLE status
                  ERROR_VARIABLE errors)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${source}.cpp does not compile:\n${errors}")
  endif()
  # Of the activations only this one and those that tests name: the program walks over what it is linked with.
  set(others ${objects})
  list(FILTER others EXCLUDE REGEX "/${source}\\.cpp\\.o$")
  foreach(object IN LISTS objects)
    if(object MATCHES "/tested_[a-z0-9_]*\\.cpp\\.o$" AND NOT object MATCHES "/tested_(relu|sigmoid|tanh|correctly_[a-z_]*)\\.cpp")
      list(REMOVE_ITEM others "${object}")
    endif()
  endforeach()
  execute_process(COMMAND "${COMPILER}" ${others} "${SCRATCH}/${source}.o" -o "${SCRATCH}/tests" RESULT_VARIABLE status
                  ERROR_VARIABLE errors)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "does not link:\n${errors}")
  endif()
  execute_process(COMMAND "${SCRATCH}/tests" "--source-file=*/${topic}.cpp" RESULT_VARIABLE status OUTPUT_VARIABLE output
                  ERROR_VARIABLE output)
  set(${result} ${status} PARENT_SCOPE)
endfunction()

copy_library()
foreach(topic IN ITEMS accuracy bad_input floating_point_flags large_arrays memory rounding_modes same_bits special_values)
  run_tests(tested_relu ${topic} status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${topic}.cpp fails without a fault")
  endif()
endforeach()

set(missed 0)

# Replaces `original`, which must be in the file, compiles `source` and expects the topic's tests to fail.
function(seed what file original fault source topic)
  copy_library()
  set(path "${copy}/simdact/${file}")
  file(READ "${path}" text)
  string(FIND "${text}" "${original}" position)
  if(position EQUAL -1)
    message(FATAL_ERROR "${file} has no '${original}'")
  endif()
  string(REPLACE "${original}" "${fault}" text "${text}")
  file(WRITE "${path}" "${text}")
  run_tests(${source} ${topic} status)
  if(status EQUAL 0)
    message("MISSED by ${topic}.cpp: ${what}")
    math(EXPR count "${missed} + 1")
    set(missed ${count} PARENT_SCOPE)
  else()
    message("caught by ${topic}.cpp: ${what}")
  endif()
endfunction()

seed("a float coefficient off in its last bits" detail/exp.inl.hpp "0x1.5553acp-3f" "0x1.5553b0p-3f" tested_sigmoid
     same_bits)
seed("a double coefficient off in its last bit" detail/exp.inl.hpp "0x1.3ffffffffffa8p-3" "0x1.3ffffffffffa9p-3"
     tested_sigmoid same_bits)
seed("a coefficient of tanh off in its last bit" activations/tanh.inl.hpp "0x1.2b74f2p-5f" "0x1.2b74f4p-5f" tested_tanh
     same_bits)
seed("the rounding to a whole number folded away" detail/exp.inl.hpp
     "const V n = sum - origin" "const V n = x * V(factor * E::log2_e)" tested_sigmoid accuracy)
seed("what log(2) lacks left out" detail/exp.inl.hpp
     "if constexpr (E::rest_of_log_2 != 0) r = fnma" "if constexpr (E::rest_of_log_2 > 1) r = fnma" tested_sigmoid accuracy)
seed("results that are flushed too early" detail/exp.inl.hpp "underflow = -104.5f" "underflow = -87.5f" tested_sigmoid
     accuracy)
seed("a clamp too tight" activations/tanh.inl.hpp "V(20)" "V(8)" tested_tanh accuracy)
seed("a clamp that swallows NaN" activations/tanh.inl.hpp
     "min(V(9.02f), max(V(-9.02f), x))" "min(max(x, V(-9.02f)), V(9.02f))" tested_tanh special_values)
seed("steps of tanh that depend on the way of rounding" activations/tanh.inl.hpp
     "nearest_whole(x * V(2 * E::log2_e))"
     "fma(x, V(2 * E::log2_e), V(E::rounds_to_whole)) - V(E::rounds_to_whole)" tested_tanh rounding_modes)
seed("a value that differs in one pass" activations/sigmoid.inl.hpp
     "if_negative(x, e.numerator, e.denominator * V(Exp<typename V::Scalar>::scale)) / e.sum"
     "if_negative(x, e.numerator / e.sum, V(1) - e.numerator / e.sum)" tested_sigmoid same_bits)
seed("a clamp that signals infinities" instruction_sets/scalar.hpp
     "{ return a.v > b.v ? a : b; }" "{ return a.v - b.v > 0 ? a : b + (b - b); }" tested_tanh floating_point_flags)
seed("the array's tail through other code" detail/array_loops.inl.hpp
     "v.store_first(p, count)" "(v + v * V(0x1p-23f)).store_first(p, count)" tested_tanh memory)
seed("a tail that reads past the end" instruction_sets/avx2.hpp
     "_mm256_maskload_epi32(reinterpret_cast<const int*>(p), first(count))" "_mm256_loadu_ps(p)" tested_tanh memory)
seed("the first half of a formula that takes the first block again and again" detail/array_loops.inl.hpp
     "x + i + k * Wide::size" "x + k * Wide::size" tested_gelu_tanh memory)
seed("the second of two passes that reads what the first one wrote" detail/array_loops.inl.hpp
     "if (x == d) walk" "if (x == y) walk" tested_tanh memory)
seed("a derivative from the value, which cancels" activations/sigmoid.inl.hpp
     "return bell<E, 1>(exp_as_fraction<E, 1>(max(V(E::underflow), minus_abs(x))));"
     "const V y = value(Sigmoid(), x); return y * (V(1) - y);" tested_sigmoid accuracy)
seed("relu' of 0 is 1" activations/relu.inl.hpp "if_positive(x, V(1), V(0))" "if_positive(x + V(0x1p-126f), V(1), V(0))"
     tested_relu special_values)
seed("a slope of leaky_relu that forgets its parameter" activations/leaky_relu.inl.hpp
     "V(f.slope) * max" "V(0.01f) * max" tested_leaky_relu accuracy)
seed("relu6' of 6 is 1" activations/relu6.inl.hpp "min(x, V(6) - x)" "min(x, V(7) - x)" tested_relu6 accuracy)
seed("elu' without alpha" activations/elu.inl.hpp
     "exp_times(factor_at(a, x), growth" "exp_times(V(a.one), growth" tested_elu accuracy)
seed("elu as alpha*e^x - alpha, which cancels" detail/expm1.inl.hpp
     "rounded(fnma(power, q, one - power))" "one - fma(power, q, power)" tested_elu accuracy)
seed("selu of large numbers without lambda" activations/selu.inl.hpp
     "V(C::lambda) * if_negative(x, V(-0.0f), x));" "if_negative(x, V(-0.0f), x));" tested_selu accuracy)
seed("x^2 rounded in gelu" activations/gelu.inl.hpp
     "fma(t, t, n * V(G::twice_log_2))" "(t * t + n * V(G::twice_log_2))" tested_gelu accuracy)
seed("a zero of gelu' that is a float" activations/gelu.inl.hpp
     "rounded(g.t - V(G::zero)) - V(G::rest_of_zero)" "rounded(g.t - V(G::zero))" tested_gelu accuracy)
seed("what u lacks left out of gelu_tanh" activations/gelu_tanh.inl.hpp
     "- V(C::middle)) - minus_rest_of_u" "- V(C::middle))" tested_gelu_tanh accuracy)
seed("gelu_quick flushed too early" detail/swish.inl.hpp "underflow = -63.85f" "underflow = -51.3f" tested_gelu_quick
     accuracy)
seed("silu of -infinity is NaN" detail/swish.inl.hpp
     "const V z = max(V(C::underflow), minus_abs(x))" "const V z = minus_abs(x)" tested_silu special_values)
seed("a zero of silu' that is off by a bit of its second part" detail/swish.inl.hpp
     "-0x1.eb64be466c6fcp-61" "-0x1.eb64be466cefcp-61" tested_silu accuracy)
seed("mish' of large numbers is not 1" activations/mish.inl.hpp "linear_from = 21.16" "linear_from = 21.17" tested_mish
     special_values)
seed("hard_swish' of 3 is 1.5" activations/hard_swish.inl.hpp
     "if_positive(V(3) - abs(x), inside, outside)" "if_positive(V(4) - abs(x), inside, outside)" tested_hard_swish accuracy)
seed("hard_sigmoid with the slope of other libraries" activations/hard_sigmoid.inl.hpp
     "(x + V(3)) * V(Scalar{1} / 6)" "(x + V(2.5f)) * V(Scalar{1} / 5)" tested_hard_sigmoid accuracy)
seed("log_sigmoid of infinity is 0" activations/log_sigmoid.inl.hpp
     "min(V(-0.0f), x), l)" "min(V(0), x), l)" tested_log_sigmoid special_values)
seed("softplus that stops where e^-x is small" activations/softplus.inl.hpp
     "plus(max(V(0), x), l)" "plus(max(V(0), x - V(20)), l)" tested_softplus accuracy)
seed("hard_tanh' of 1 is 1" activations/hard_tanh.inl.hpp "V(1) - abs(x)" "V(1.0001f) - abs(x)" tested_hard_tanh accuracy)
seed("softsign of large numbers is 0" activations/softsign.inl.hpp "max(V(1 / big), reciprocal)" "reciprocal"
     tested_softsign special_values)
seed("a product and a sum where one fused operation is meant" instruction_sets/avx2.hpp
     "_mm256_fmadd_ps(a.v, b.v, c.v)" "a.v * b.v + c.v" tested_sigmoid same_bits)
seed("16 bits rounded up where two numbers are as near" instruction_sets/scalar.hpp "((a >> count) & 1)" "1"
     tested_sigmoid_of_16_bits sixteen_bits)
seed("a NaN that rounding to 16 bits makes a number" instruction_sets/avx2.hpp
     "_mm256_max_epu32(sum, a.bits())" "sum" tested_relu_of_16_bits sixteen_bits)
seed("a length that is cut to 32 bits" detail/array_loops.inl.hpp "walk(Activation f, std::size_t n,"
     "walk(Activation f, unsigned n,"
     tested_relu large_arrays)
seed("an element before those past the caches left out" detail/array_loops.inl.hpp "if (head > 0)" "if (head > 1)"
     tested_relu large_arrays)
seed("a length whose bytes wrap around" detail/ranges.hpp "n > PTRDIFF_MAX / sizeof(T)" "n > PTRDIFF_MAX" bad_input
     bad_input)
seed("an overlap that is let through" detail/ranges.hpp "output != input && overlap" "false && overlap" bad_input bad_input)

if(missed GREATER 0)
  message(FATAL_ERROR "${missed} faults were missed")
endif()
