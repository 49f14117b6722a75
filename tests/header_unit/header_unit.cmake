# The compiler makes a header unit of simdact.hpp, and a program that imports it.
#
# cmake -D COMPILER=<clang++> -D INCLUDE=<directory> -D SCRATCH=<directory> -P header_unit.cmake

file(MAKE_DIRECTORY "${SCRATCH}")
set(compile "${COMPILER}" -std=c++20 -O1 "-I${INCLUDE}")
foreach(command IN ITEMS
        "-fmodule-header=user;-x;c++-header;${INCLUDE}/simdact/simdact.hpp;-o;${SCRATCH}/simdact.pcm"
        "-fmodule-file=${SCRATCH}/simdact.pcm;${CMAKE_CURRENT_LIST_DIR}/main.cpp;-o;${SCRATCH}/program")
  execute_process(COMMAND ${compile} ${command} RESULT_VARIABLE status ERROR_VARIABLE errors)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${errors}")
  endif()
endforeach()
execute_process(COMMAND "${SCRATCH}/program" RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "the program failed: ${status}")
endif()
