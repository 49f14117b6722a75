# The compiler refuses USE with exactly one error, which holds MESSAGE; with an empty MESSAGE, it accepts it. (clang tells
# of a deleted function twice.)
#
# cmake -D COMPILER=<command> -D INCLUDE=<directory> -D USE=<expression> -D MESSAGE=<text> -P refused.cmake

execute_process(COMMAND "${COMPILER}" -std=c++17 -fsyntax-only "-I${INCLUDE}" "-DSIMDACT_TEST_USE=${USE}"
                        "${CMAKE_CURRENT_LIST_DIR}/refused.cpp"
                RESULT_VARIABLE status ERROR_VARIABLE output)
message("${output}")
string(REGEX MATCHALL "[^\n]*: error: " errors "${output}")
list(REMOVE_DUPLICATES errors)
list(LENGTH errors count)
if(MESSAGE STREQUAL "")
  set(expected 0)
else()
  set(expected 1)
endif()
if(NOT count EQUAL expected)
  message(FATAL_ERROR "${count} errors, expected ${expected}")
endif()
string(FIND "${output}" "${MESSAGE}" position)
if(position EQUAL -1)
  message(FATAL_ERROR "not the expected message: ${MESSAGE}")
endif()
