# Measures the throughput over size and draws it: throughput.csv and throughput.png in the current directory.
# BENCHMARK is the benchmark program.

message("measuring ...")
execute_process(
  COMMAND "${BENCHMARK}" "--benchmark_filter=^(relu|sigmoid|tanh)/value/float/(std|eigen|avx2)/[0-9]+$" --benchmark_format=csv
          --benchmark_repetitions=5 --benchmark_min_time=0.02 --benchmark_enable_random_interleaving=true
          --benchmark_report_aggregates_only=true
  OUTPUT_FILE throughput.csv ERROR_VARIABLE context RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${context}")
endif()
message("${CMAKE_CURRENT_BINARY_DIR}/throughput.csv")

find_program(GNUPLOT gnuplot)
if(NOT GNUPLOT)
  message("gnuplot, which draws the picture, is not installed: apt-get install gnuplot-nox")
  return()
endif()

string(REGEX MATCH "Processor: ([^\n]*)" line "${context}")
set(processor "${CMAKE_MATCH_1}")
string(REGEX MATCH "Build: ([^\n]*)" line "${context}")
set(build "${CMAKE_MATCH_1}")
set(caches "")
string(REGEX MATCHALL "L[0-9] (Data|Unified) [0-9]+" lines "${context}")
foreach(line IN LISTS lines)
  string(REGEX REPLACE "(L[0-9]) .* ([0-9]+)" "\\1 \\2 " line "${line}")
  string(APPEND caches "${line}")
endforeach()
execute_process(
  COMMAND "${GNUPLOT}" -e "processor = '${processor}'; build = '${build}'; caches = '${caches}'"
          "${CMAKE_CURRENT_LIST_DIR}/plot_throughput.gp"
  RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "gnuplot failed")
endif()
message("${CMAKE_CURRENT_BINARY_DIR}/throughput.png")
