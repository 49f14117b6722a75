# Puts what was measured into README.md: the tables between its marks, and the pictures beside it.
#
# cmake -D BUILD=<directory of what bench/ builds> -D SIXTEEN_BITS=<program> -P write_readme.cmake

set(readme "${CMAKE_CURRENT_LIST_DIR}/README.md")
file(READ "${readme}" page)

function(put name table)
  set(begin "<!-- ${name} -->\n```\n")
  string(FIND "${page}" "${begin}" first)
  if(first EQUAL -1)
    message(FATAL_ERROR "README.md has no place for ${name}")
  endif()
  string(LENGTH "${begin}" length)
  math(EXPR first "${first} + ${length}")
  string(SUBSTRING "${page}" 0 ${first} before)
  string(SUBSTRING "${page}" ${first} -1 after)
  string(FIND "${after}" "```" last)
  string(SUBSTRING "${after}" ${last} -1 after)
  string(STRIP "${table}" table)
  set(page "${before}${table}\n${after}" PARENT_SCOPE)
endfunction()

# What bench_peers printed, in blocks with an empty line between them.
file(READ "${BUILD}/peers/peers.txt" peers)
string(REGEX MATCH "^(# [^\n]*\n)+" machine "${peers}")
put("compare_peers: machine" "${machine}")
set(line "[^\n]+\n")
set(values)
foreach(operation IN ITEMS "tanh, value, float" "sigmoid, value, float" "tanh, value, double" "sigmoid, value, double")
  string(REGEX MATCH "${operation}(${line})+" block "${peers}")
  string(APPEND values "${block}\n")
endforeach()
put("compare_peers: values" "${values}")
foreach(block IN ITEMS "family:value, float" "sizes:ns per float over size" "targets:target  ")
  string(REGEX MATCH "^([a-z]*):(.*)$" block "${block}")
  string(REGEX MATCH "\n${CMAKE_MATCH_2}(${line})+" table "${peers}")
  string(REGEX REPLACE "^\n" "" table "${table}")
  string(REGEX MATCH "^[a-z]*" block "${block}")
  put("compare_peers: ${block}" "${table}")
endforeach()

execute_process(COMMAND "${SIXTEEN_BITS}" OUTPUT_VARIABLE table RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${SIXTEEN_BITS} failed")
endif()
put("compare_sixteen_bits" "${table}")

file(READ "${BUILD}/operations.txt" operations)
put("count_operations" "operations for a vector                      multiply     divide      other\n${operations}")

file(WRITE "${readme}" "${page}")
file(COPY "${BUILD}/peers/peers.png" DESTINATION "${CMAKE_CURRENT_LIST_DIR}/images")
