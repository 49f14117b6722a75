# The operations of the NEON main loops as g++ makes them, and the time that llvm-mca expects of some that clang makes for
# each of several cores, beside Eigen's.
#
# cmake -D GCC=<command> -D CLANG=<command> -D OBJDUMP=<command> -D MCA=<command> -D AWK=<command>
#       -D INCLUDE=<directories> -D EIGEN=<directory> -D SCRATCH=<directory> -P predict_aarch64.cmake

set(cores neoverse-v2 neoverse-n1 cortex-a76 apple-m1)
set(loops "^(Eigen|(Tanh|Sigmoid|Gelu) float value$)")
list(TRANSFORM INCLUDE PREPEND -I)

# What awk makes of the disassembly of what the compiler in ARGN makes.
function(look_at_loops output loops)
  set(object "${SCRATCH}/aarch64.o")
  execute_process(COMMAND ${ARGN} -std=c++17 -O2 -DNDEBUG -Wno-psabi ${INCLUDE} -isystem "${EIGEN}" -c
                          "${CMAKE_CURRENT_LIST_DIR}/aarch64.cpp" -o "${object}"
                  RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "does not compile: ${ARGN}")
  endif()
  execute_process(COMMAND "${OBJDUMP}" -d -C --no-show-raw-insn "${object}"
                  COMMAND "${AWK}" -v "loops=${loops}" -f "${CMAKE_CURRENT_LIST_DIR}/count_operations.awk"
                  OUTPUT_VARIABLE text)
  set(${output} "${text}" PARENT_SCOPE)
endfunction()

# The value in a column of that width, at its right end.
function(append_column text width value)
  string(LENGTH "${value}" length)
  math(EXPR spaces "${width} - ${length}")
  string(REPEAT " " ${spaces} spaces)
  set(${text} "${${text}}${spaces}${value}" PARENT_SCOPE)
endfunction()

look_at_loops(operations "" "${GCC}")
string(REGEX REPLACE "\n$" "" operations "${operations}")
string(REPLACE "\n" ";" operations "${operations}")
list(SORT operations)
list(JOIN operations "\n" operations)
message("Operations for a vector:                     multiply     divide      other\n${operations}\n")

set(head "Cycles for a float:")
append_column(head 8 "")
set(names)
foreach(core IN LISTS cores)
  append_column(head 14 ${core})
  look_at_loops(code "${loops}" "${CLANG}" --target=aarch64-linux-gnu -mcpu=${core})
  file(WRITE "${SCRATCH}/loops.s" "${code}")
  execute_process(COMMAND "${MCA}" -mtriple=aarch64-linux-gnu -mcpu=${core} -iterations=1000 "${SCRATCH}/loops.s"
                  OUTPUT_VARIABLE prediction)
  string(REGEX MATCHALL "Code Region - [^\n]*\n+Iterations: [^\n]*\nInstructions: [^\n]*\nTotal Cycles: +[0-9]+" regions
         "${prediction}")
  foreach(region IN LISTS regions)
    string(REGEX MATCH "Region - ([^\n]*) ([0-9]+)\n.* ([0-9]+)$" region "${region}")
    set(name "${CMAKE_MATCH_1}")
    math(EXPR thousandths "${CMAKE_MATCH_3} / (4 * ${CMAKE_MATCH_2})")  # of 1000 iterations
    math(EXPR whole "${thousandths} / 1000")
    math(EXPR fraction "${thousandths} % 1000 / 10 + 100")
    string(SUBSTRING ${fraction} 1 2 fraction)
    list(APPEND names "${name}")
    string(MAKE_C_IDENTIFIER "${name} ${core}" key)
    set(${key} ${whole}.${fraction})
  endforeach()
endforeach()
message("${head}")
list(REMOVE_DUPLICATES names)
list(SORT names)
foreach(name IN LISTS names)
  string(LENGTH "${name}" length)
  math(EXPR rest "27 - ${length}")
  string(REPEAT " " ${rest} rest)
  set(line "${name}${rest}")
  foreach(core IN LISTS cores)
    string(MAKE_C_IDENTIFIER "${name} ${core}" key)
    append_column(line 14 ${${key}})
  endforeach()
  message("${line}")
endforeach()
