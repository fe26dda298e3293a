// SPDX-License-Identifier: Apache-2.0
//
// Where the host compiler, the runtime's headers and its library are.
#pragma once

#include <string>
#include <vector>

namespace pbc::build {

/// What it takes to make an executable of emitted C++.
struct Toolchain {
  std::string compiler;            // a command: $PBC_CXX, else g++, c++ or clang++ of the PATH
  std::string include_directory;   // holds pbc/playbook.h
  std::string library;             // libpbc_runtime.a
  std::vector<std::string> flags;  // of the compiler and of the linker, as the runtime was built with
  std::string error;               // not empty: what is missing, and what to do about it
};

/// Finds them beside the running program: PREFIX/bin/pbc, PREFIX/include/pbc, PREFIX/lib/libpbc_runtime.a.
Toolchain find_toolchain();

/// What stands beside the program: PREFIX/share/pbc, with custom_functions/ of the repository `community`.
std::string share_directory();

/// libpbc_live.so, which reaches the outside.
std::string live_library();

/// Where the descriptors of the apps are: $PBC_CONNECTORS, else PREFIX/share/pbc/connectors.
std::string connectors_directory();

}  // namespace pbc::build
