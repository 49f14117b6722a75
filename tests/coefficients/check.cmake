# Every constant that a script prints, at least COUNT of them, stands in the code.
#
# cmake -D SOLLYA=<sollya> -D SCRIPT=<exp.sollya> -D CODE=<exp.inl.hpp> -D COUNT=<number> -P check.cmake

execute_process(COMMAND "${SOLLYA}" "${SCRIPT}" RESULT_VARIABLE status OUTPUT_VARIABLE output)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${SOLLYA} failed:\n${output}")
endif()
file(READ "${CODE}" code)
string(REGEX REPLACE "log2 of the error[^\n]*" "" constants "${output}")
string(REGEX MATCHALL "0x[0-9a-f]*\\.?[0-9a-f]+p-?[0-9]+|0x[0-9a-f]+" constants "${constants}")
list(FILTER constants EXCLUDE REGEX "^0x1p[01]$")  # the leading 1 or 2 of a polynomial, the square
list(LENGTH constants count)
if(count LESS COUNT)
  message(FATAL_ERROR "only ${count} constants in the output of ${SCRIPT}:\n${output}")
endif()
foreach(constant IN LISTS constants)
  string(FIND "${code}" "${constant}" position)
  if(position EQUAL -1)
    message(FATAL_ERROR "${CODE} does not hold ${constant}")
  endif()
endforeach()
message("${count} constants")
