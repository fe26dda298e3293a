// SPDX-License-Identifier: Apache-2.0
#include "compiler/build/toolchain.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace pbc::build {
namespace fs = std::filesystem;

namespace {

/// The first command of the list that the PATH holds, with its folder.
std::string find_command(std::initializer_list<std::string_view> names) {
  const char* path = std::getenv("PATH");
  for (std::string_view name : names) {
    std::istringstream folders(path == nullptr ? "/usr/bin:/bin" : path);
    for (std::string folder; std::getline(folders, folder, ':');) {
      std::string command = folder + "/" + std::string(name);
      if (access(command.c_str(), X_OK) == 0) return command;
    }
  }
  return "";
}

/// The folder that holds the bin/ of the running program.
fs::path prefix_directory() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error).parent_path().parent_path();
}

}  // namespace

std::string share_directory() { return prefix_directory() / "share" / "pbc"; }

std::string live_library() {
  const char* chosen = std::getenv("PBC_LIVE_LIBRARY");
  if (chosen != nullptr && *chosen != '\0') return chosen;
  return prefix_directory() / "lib" / "libpbc_live.so";
}

std::string connectors_directory() {
  const char* chosen = std::getenv("PBC_CONNECTORS");
  if (chosen != nullptr && *chosen != '\0') return chosen;
  return fs::path(share_directory()) / "connectors";
}

Toolchain find_toolchain() {
  Toolchain toolchain;
  std::error_code error;
  const fs::path prefix = prefix_directory();
  toolchain.include_directory = prefix / "include";
  // The shared one, which only test builds hold, links sooner (PBC_SHARED_RUNTIME).
  toolchain.library = prefix / "lib" / "libpbc_runtime.so";
  if (!fs::exists(toolchain.library, error)) toolchain.library = prefix / "lib" / "libpbc_runtime.a";
  if (!fs::exists(toolchain.library, error)) {
    toolchain.error = "cannot find the runtime library `" + toolchain.library + "`; build or install pbc as a whole";
    return toolchain;
  }
  const char* chosen = std::getenv("PBC_CXX");
  toolchain.compiler = chosen != nullptr && *chosen != '\0' ? chosen : find_command({"g++", "c++", "clang++"});
  if (toolchain.compiler.empty()) {
    toolchain.error = "cannot find a C++ compiler; install g++ 12 or later, or name one in PBC_CXX";
    return toolchain;
  }
  // Linking is a third of the time; where GNU's older linker is not the only one, it is the slowest.
  for (std::string_view linker : {"mold", "lld", "gold"})
    if (!find_command({"ld." + std::string(linker)}).empty()) {
      toolchain.flags.push_back("-fuse-ld=" + std::string(linker));
      break;
    }
  // libpbc_live.so is looked for beside the runtime, and beside the executable where that is taken elsewhere.
  toolchain.flags.push_back("-Wl,-rpath," + (prefix / "lib").string() + ":$ORIGIN");
  std::ifstream flags(prefix / "lib" / "pbc_host_flags");
  for (std::string flag; std::getline(flags, flag);)
    if (!flag.empty()) toolchain.flags.push_back(flag);
  return toolchain;
}

}  // namespace pbc::build
