# Both parts of PROGRAM print the same hash here, where the haswell part can run, and the plain part prints it on an old
# processor, too. The haswell part must fail there: otherwise the emulator would prove nothing.
#
# cmake -D PROGRAM=<mixed_flags> -D HAS_AVX2=<bool> -D QEMU=<qemu-x86_64> -P run.cmake

function(run result output)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE text ERROR_VARIABLE errors)
  message("${ARGN}: ${status} ${text}${errors}")
  set(${result} "${status}" PARENT_SCOPE)
  set(${output} "${text}" PARENT_SCOPE)
endfunction()

function(expect_success status output)
  if(NOT status EQUAL 0 OR NOT output STREQUAL expected)
    message(FATAL_ERROR "expected success and ${expected}")
  endif()
endfunction()

run(status expected "${PROGRAM}" plain)
expect_success("${status}" "${expected}")
if(HAS_AVX2)
  run(status output "${PROGRAM}" haswell)
  expect_success("${status}" "${output}")
endif()
run(status output "${QEMU}" -cpu Nehalem "${PROGRAM}" plain)
expect_success("${status}" "${output}")
run(status output "${QEMU}" -cpu Nehalem "${PROGRAM}" haswell)
if(status EQUAL 0)
  message(FATAL_ERROR "the emulated processor runs AVX2")
endif()
