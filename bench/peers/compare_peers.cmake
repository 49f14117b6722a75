# Compares simdact with its peers: tables on the terminal and in peers.txt; peers.csv, peers_over_size.csv and peers.png
# in the current directory. BENCHMARK is the program, CONTESTANTS the list of contestants.

execute_process(COMMAND "${BENCHMARK}" "${CONTESTANTS}" . OUTPUT_FILE peers.txt RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "bench_peers failed")
endif()
execute_process(COMMAND "${CMAKE_COMMAND}" -E cat peers.txt)
message("${CMAKE_CURRENT_BINARY_DIR}/peers.csv")
message("${CMAKE_CURRENT_BINARY_DIR}/peers_over_size.csv")

find_program(GNUPLOT gnuplot)
if(NOT GNUPLOT)
  message("gnuplot, which draws the picture, is not installed: apt-get install gnuplot-nox")
  return()
endif()

file(STRINGS peers.csv lines REGEX "^# ")
list(TRANSFORM lines REPLACE "^# " "")
list(FILTER lines EXCLUDE REGEX "avx512")  # README.md has them
list(JOIN lines "\\n" about)
execute_process(COMMAND "${GNUPLOT}" -e "about = \"${about}\"" "${CMAKE_CURRENT_LIST_DIR}/plot_peers.gp"
                RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "gnuplot failed")
endif()
message("${CMAKE_CURRENT_BINARY_DIR}/peers.png")
