# The object files hold no function of the library that the linker could take for another file, built with other flags.
#
# cmake -D NM=<nm> "-D OBJECTS=<file>;<file>..." -P shared_functions.cmake

foreach(object IN LISTS OBJECTS)
  execute_process(COMMAND "${NM}" --demangle "${object}" RESULT_VARIABLE status OUTPUT_VARIABLE symbols)
  if(NOT status EQUAL 0 OR NOT symbols MATCHES "simdact::detail::chosen")
    message(FATAL_ERROR "${NM} does not list the symbols of ${object}")
  endif()
  string(REGEX MATCHALL "[0-9a-f]* [TVWuvw] [^\n]*simdact::[^\n]*\\([^\n]*" functions "${symbols}")
  if(functions)
    message(FATAL_ERROR "shared functions in ${object}: ${functions}")
  endif()
endforeach()
