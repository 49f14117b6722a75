# The headers in one file are, once preprocessed, the headers in many; and a program is compiled with them, without
# warnings, and runs.
#
# cmake -D COMPILER=<c++> "-D FLAGS=<flag>;<flag>..." -D SOURCE=<directory of the repository> -D VERSION=<version>
#       -D EIGEN=<include directory of Eigen> -D OUTPUT=<directory> -P test.cmake

include("${CMAKE_CURRENT_LIST_DIR}/single_header.cmake")

function(run output)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE text ERROR_VARIABLE errors)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${ARGN}:\n${text}${errors}")
  endif()
  set(${output} "${text}" PARENT_SCOPE)
endfunction()

function(preprocess header output)
  # Not the header itself: clang takes no notice of #pragma once there, and headers in many include each other.
  file(WRITE "${OUTPUT}/preprocessed.cpp" "#include \"${header}\"\n")
  run(text "${COMPILER}" -std=c++17 -E -P -isystem "${EIGEN}" "${OUTPUT}/preprocessed.cpp")
  string(REGEX REPLACE "[ \n]+" " " text "${text}")
  set(${output} "${text}" PARENT_SCOPE)
endfunction()

foreach(pair IN ITEMS "simdact.hpp;simdact.hpp" "eigen.hpp;simdact_eigen.hpp")
  list(GET pair 0 many)
  list(GET pair 1 one)
  preprocess("${SOURCE}/include/simdact/${many}" expected)
  preprocess("${OUTPUT}/${one}" text)
  if(NOT text STREQUAL expected)
    message(FATAL_ERROR "${one} is another program than ${many}")
  endif()
endforeach()

file(READ "${SOURCE}/examples/quickstart.cpp" program)
string(REPLACE "<simdact/simdact.hpp>" "\"simdact.hpp\"" program "${program}")
file(WRITE "${OUTPUT}/quickstart.cpp" "${program}")
run(text "${COMPILER}" ${FLAGS} -std=c++17 -O1 "${OUTPUT}/quickstart.cpp" -o "${OUTPUT}/quickstart")
run(text "${OUTPUT}/quickstart")
if(NOT text MATCHES "tanh\\(0\\.5\\) = 0\\.462117")
  message(FATAL_ERROR "the quickstart printed ${text}")
endif()
