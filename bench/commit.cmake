# Which commit the sources in SOURCE are of, as a header for bench/host/machine.c, in HEADER: run at each build, since
# what was true when it was configured is not after the next commit or edit. Rewritten only when it changed, so that
# nothing else is compiled anew. "unknown" where the sources are no repository of their own, though they may lie in one.
#
#   cmake -D SOURCE=DIR -D HEADER=FILE -P commit.cmake
cmake_minimum_required(VERSION 3.25)
find_package(Git QUIET)
set(commit "")
if(Git_FOUND)
  execute_process(COMMAND ${GIT_EXECUTABLE} rev-parse --show-cdup WORKING_DIRECTORY ${SOURCE}
                  RESULT_VARIABLE outside OUTPUT_VARIABLE upwards OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(NOT outside AND upwards STREQUAL "")
    execute_process(COMMAND ${GIT_EXECUTABLE} describe --always --dirty --abbrev=12 WORKING_DIRECTORY ${SOURCE}
                    OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  endif()
endif()
if(commit STREQUAL "")
  set(commit unknown)
endif()
file(CONFIGURE OUTPUT ${HEADER} CONTENT "#define MANYHANDS_COMMIT \"${commit}\"\n")
