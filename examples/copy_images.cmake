# cmake -D FROM=<directory> -D TO=<directory> -P copy_images.cmake
file(GLOB images "${FROM}/*.png")
if(NOT images)
  message(FATAL_ERROR "no pictures in ${FROM}: is gnuplot installed?")
endif()
file(COPY ${images} DESTINATION "${TO}")
