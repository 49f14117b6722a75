# A toolchain for Windows on a machine of another kind: clang with the headers and libraries of MinGW (the Debian package
# g++-mingw-w64-x86-64); the programs run in Wine (wine64).
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR AMD64)
set(CMAKE_CXX_COMPILER clang++-19)
set(CMAKE_CXX_COMPILER_TARGET x86_64-w64-mingw32)
set(CMAKE_CXX_FLAGS_INIT -DDOCTEST_CONFIG_NO_MULTITHREADING)  # the one of its two kinds that clang finds has no threads
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)
set(CMAKE_AR x86_64-w64-mingw32-ar)
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static -Wl,--no-warn-mismatch")
find_program(SIMDACT_WINE NAMES wine64 PATHS /usr/lib/wine)
set(CMAKE_CROSSCOMPILING_EMULATOR "${SIMDACT_WINE}")
