# SPDX-License-Identifier: Apache-2.0
#
# One target per folder: pbc_folder(NAME USES target...) makes the library pbc_NAME of every .cpp beside the calling
# CMakeLists.txt, and the test program NAME_test of every *_test.cpp. pbc_share puts files beside the program.

set(PBC_WARNINGS -Wall -Wextra -Wpedantic -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees overlapping copies in `"text" + string` (its bug 105651), and forgets of a precompiled header that the
  # system's headers are the system's.
  list(APPEND PBC_WARNINGS -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread -Wno-maybe-uninitialized)
endif()

function(pbc_folder name)
  cmake_parse_arguments(ARG "" "" "USES;TEST_USES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")

  add_library(pbc_${name} STATIC ${sources})
  target_compile_options(pbc_${name} PRIVATE ${PBC_WARNINGS})
  target_link_libraries(pbc_${name} PUBLIC ${ARG_USES})
  # What nearly every source includes, compiled once for all folders: the first of them, base, makes it.
  if(name STREQUAL "base")
    target_precompile_headers(pbc_base PRIVATE
      <algorithm> <array> <functional> <map> <optional> <set> <span> <string> <string_view> <unordered_map> <vector> <fmt/format.h>)
  else()
    target_precompile_headers(pbc_${name} REUSE_FROM pbc_base)
  endif()

  if(BUILD_TESTING AND tests)
    find_package(GTest REQUIRED)
    add_executable(${name}_test ${tests})
    target_compile_options(${name}_test PRIVATE ${PBC_WARNINGS})
    target_link_libraries(${name}_test PRIVATE pbc_${name} ${ARG_TEST_USES} GTest::gtest_main)
    add_test(NAME ${name} COMMAND ${name}_test)
  endif()
endfunction()

# pbc_share(NAME FILE...): the files stand in share/pbc/NAME beside the program, built or installed. The target is pbc_NAME.
function(pbc_share name)
  set(share ${CMAKE_BINARY_DIR}/share/pbc/${name})
  set(copied ${CMAKE_CURRENT_BINARY_DIR}/${name}.stamp)
  add_custom_command(
    OUTPUT ${copied}
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${share}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${share}
    COMMAND ${CMAKE_COMMAND} -E copy ${ARGN} ${share}
    COMMAND ${CMAKE_COMMAND} -E touch ${copied}
    DEPENDS ${ARGN}
    VERBATIM)
  add_custom_target(pbc_${name} DEPENDS ${copied})
  install(FILES ${ARGN} DESTINATION share/pbc/${name})
endfunction()
