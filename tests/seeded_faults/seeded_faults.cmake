# Seeds faults, one at a time, into a copy of the library and expects the tests to catch each of them.
#
# cmake -D COMPILER=<c++> -D SOURCE=<directory of the repository> -D SCRATCH=<directory> -P seeded_faults.cmake

set(flags -std=c++17 -O1)
set(copy "${SCRATCH}/include")
file(MAKE_DIRECTORY "${SCRATCH}")

function(compile source object)
  execute_process(COMMAND "${COMPILER}" ${flags} -I "${copy}" -c "${SOURCE}/tests/${source}" -o "${SCRATCH}/${object}"
                  RESULT_VARIABLE status ERROR_VARIABLE errors)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${source} does not compile:\n${errors}")
  endif()
endfunction()

function(copy_library)
  file(REMOVE_RECURSE "${copy}")
  file(COPY "${SOURCE}/include/simdact" DESTINATION "${copy}")
endfunction()

# Builds the tests of one topic against the copy, and runs them.
function(run_tests topic result)
  compile(${topic}.cpp ${topic}.o)
  execute_process(COMMAND "${COMPILER}" ${topic}.o main.o reference.o -o ${topic} WORKING_DIRECTORY "${SCRATCH}"
                  RESULT_VARIABLE status ERROR_VARIABLE errors)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${topic} does not link:\n${errors}")
  endif()
  execute_process(COMMAND "${SCRATCH}/${topic}" RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  set(${result} ${status} PARENT_SCOPE)
endfunction()

copy_library()
compile(main.cpp main.o)
compile(reference.cpp reference.o)
foreach(topic IN ITEMS accuracy bad_input floating_point_flags memory rounding_modes same_bits
                    special_values)
  run_tests(${topic} status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${topic}.cpp fails without a fault")
  endif()
endforeach()

set(missed 0)

# Replaces `original`, which must be in the file, and expects the topic's tests to fail.
function(seed what file original fault topic)
  copy_library()
  set(path "${copy}/simdact/${file}")
  file(READ "${path}" text)
  string(FIND "${text}" "${original}" position)
  if(position EQUAL -1)
    message(FATAL_ERROR "${file} has no '${original}'")
  endif()
  string(REPLACE "${original}" "${fault}" text "${text}")
  file(WRITE "${path}" "${text}")
  run_tests(${topic} status)
  if(status EQUAL 0)
    message("MISSED by ${topic}.cpp: ${what}")
    math(EXPR count "${missed} + 1")
    set(missed ${count} PARENT_SCOPE)
  else()
    message("caught by ${topic}.cpp: ${what}")
  endif()
endfunction()

seed("a float coefficient off in its last bits" detail/exp.inl.hpp "0x1.5553acp-3f" "0x1.5553b0p-3f" same_bits)
seed("a double coefficient off in its last bit" detail/exp.inl.hpp "0x1.3ffffffffffa8p-3" "0x1.3ffffffffffa9p-3"
     same_bits)
seed("a coefficient of tanh off in its last bit" activations/tanh.inl.hpp "0x1.2b74f2p-5f" "0x1.2b74f4p-5f" same_bits)
seed("the rounding to a whole number folded away" detail/exp.inl.hpp
     "const V n = sum - origin" "const V n = x * V(factor * E::log2_e)" accuracy)
seed("what log(2) lacks left out" detail/exp.inl.hpp
     "if constexpr (E::rest_of_log_2 != 0) r = fnma" "if constexpr (E::rest_of_log_2 > 1) r = fnma" accuracy)
seed("results that are flushed too early" detail/exp.inl.hpp "underflow = -104.5f" "underflow = -87.5f" accuracy)
seed("a clamp too tight" activations/tanh.inl.hpp "V(20)" "V(8)" accuracy)
seed("a clamp that swallows NaN" activations/tanh.inl.hpp
     "min(V(9.02f), max(V(-9.02f), x))" "min(max(x, V(-9.02f)), V(9.02f))" special_values)
seed("steps of tanh that depend on the way of rounding" activations/tanh.inl.hpp
     "nearest_whole(x * V(2 * E::log2_e))"
     "fma(x, V(2 * E::log2_e), V(E::rounds_to_whole)) - V(E::rounds_to_whole)" rounding_modes)
seed("a value that differs in one pass" activations/sigmoid.inl.hpp
     "if_negative(x, e.numerator, e.denominator * V(E::scale)) / e.sum"
     "if_negative(x, e.numerator / e.sum, V(1) - e.numerator / e.sum)" same_bits)
seed("a clamp that signals infinities" instruction_sets/scalar.hpp
     "{ return a.v > b.v ? a : b; }" "{ return a.v - b.v > 0 ? a : b + (b - b); }" floating_point_flags)
seed("the array's tail through other code" detail/array_loops.inl.hpp
     "v.store_first(p, count)" "(v + v * V(0x1p-23f)).store_first(p, count)" memory)
seed("a tail that reads past the end" instruction_sets/avx2.hpp
     "_mm256_maskload_epi32(reinterpret_cast<const int*>(p), first(count))" "_mm256_loadu_ps(p)" memory)
seed("a derivative from the value, which cancels" activations/sigmoid.inl.hpp
     "return bell<E, 1>(exp_as_fraction<E, 1>(max(V(E::underflow), minus_abs(x))));"
     "const V y = value(Of<Sigmoid>(), x); return y * (V(1) - y);" accuracy)
seed("relu' of 0 is 1" activations/relu.inl.hpp "one_if_positive(x)" "one_if_positive(x + V(0x1p-126f))" special_values)
seed("a product and a sum where one fused operation is meant" instruction_sets/avx2.hpp
     "_mm256_fmadd_ps(a.v, b.v, c.v)" "a.v * b.v + c.v" same_bits)
seed("an overlap that is let through" detail/ranges.hpp "output != input && overlap" "false && overlap" bad_input)

if(missed GREATER 0)
  message(FATAL_ERROR "${missed} faults were missed")
endif()
