# Adds the activation of the README's section "Add an activation" to a copy of the library, as the section says, and
# compiles and runs a program that uses it.
#
# cmake -D COMPILER=<c++> -D SOURCE=<directory of the repository> -D SCRATCH=<directory> -P new_activation.cmake

file(REMOVE_RECURSE "${SCRATCH}")
file(COPY "${SOURCE}/include/simdact" DESTINATION "${SCRATCH}/include")
set(activations "${SCRATCH}/include/simdact/activations")

# The file is the README's first C++ block after the heading, the line its second.
file(READ "${SOURCE}/README.md" readme)
string(FIND "${readme}" "## Add an activation" position)
string(SUBSTRING "${readme}" ${position} -1 section)
if(NOT section MATCHES "\n```cpp\n// activations/softshrink\\.inl\\.hpp\n(.*)\n```\n.*\n```cpp\n(#include [^\n]*)\n```")
  message(FATAL_ERROR "the README has no section on adding an activation")
endif()
set(line "${CMAKE_MATCH_2}")
string(REGEX MATCH "\n```cpp\n// activations/softshrink\\.inl\\.hpp\n" begin "${section}")
string(FIND "${section}" "${begin}" first)
string(LENGTH "${begin}" length)
math(EXPR first "${first} + ${length}")
string(SUBSTRING "${section}" ${first} -1 rest)
string(FIND "${rest}" "\n```\n" end)
string(SUBSTRING "${rest}" 0 ${end} formula)
file(WRITE "${activations}/softshrink.inl.hpp" "${formula}\n")
file(APPEND "${activations}/list.inl.hpp" "${line}\n")

execute_process(COMMAND "${COMPILER}" -std=c++17 -O1 -Wall -Wextra -Werror -I "${SCRATCH}/include"
                        "${CMAKE_CURRENT_LIST_DIR}/new_activation.cpp" -o "${SCRATCH}/program"
                RESULT_VARIABLE status ERROR_VARIABLE errors)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "does not compile:\n${errors}")
endif()
execute_process(COMMAND "${SCRATCH}/program" RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "the program failed: ${status}")
endif()
