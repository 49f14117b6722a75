# Prints the table of all activations and draws it: activations.csv and activations.png in the current directory.
# BENCHMARK is the benchmark program, ACTIVATIONS the names of the activations from top to bottom.

execute_process(COMMAND "${BENCHMARK}" --table --benchmark_out=activations.csv --benchmark_out_format=csv
                OUTPUT_VARIABLE table RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "the benchmark failed")
endif()
execute_process(COMMAND "${CMAKE_COMMAND}" -E echo "${table}")
message("${CMAKE_CURRENT_BINARY_DIR}/activations.csv")

find_program(GNUPLOT gnuplot)
if(NOT GNUPLOT)
  message("gnuplot, which draws the picture, is not installed: apt-get install gnuplot-nox")
  return()
endif()

# A line for each point: row, function, type, contestant, seconds.
set(points "")
file(STRINGS activations.csv lines REGEX "_best\"")
foreach(line IN LISTS lines)
  string(REGEX MATCH "^\"([^/]*)/([^/]*)/([^/]*)/([^/]*)/.*,([^,]*)$" line "${line}")
  list(FIND ACTIVATIONS "${CMAKE_MATCH_1}" row)
  string(APPEND points "${row} ${CMAKE_MATCH_2} ${CMAKE_MATCH_3} ${CMAKE_MATCH_4} ${CMAKE_MATCH_5}\n")
endforeach()
file(WRITE activations.dat "${points}")

string(REGEX MATCH "^ns per element, ([^\n]*)" about "${table}")
list(JOIN ACTIVATIONS " " names)
execute_process(
  COMMAND "${GNUPLOT}" -e "about = '${CMAKE_MATCH_1}'; activations = '${names}'"
          "${CMAKE_CURRENT_LIST_DIR}/plot_times.gp"
  RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "gnuplot failed")
endif()
message("${CMAKE_CURRENT_BINARY_DIR}/activations.png")
