// SPDX-License-Identifier: Apache-2.0
#include "compiler/build/build.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "compiler/base/files.h"
#include "compiler/build/cache.h"
#include "compiler/build/process.h"

namespace pbc::build {
namespace fs = std::filesystem;

namespace {

/// A folder of its own for one compilation; gone with everything in it at the end of the scope.
class Workspace {
 public:
  Workspace() {
    std::error_code error;
    std::string pattern = (fs::temp_directory_path(error) / "pbc-XXXXXX").string();
    if (!error && mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~Workspace() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// The playbook's text as two symbols of the executable (runtime/python/traceback).
constexpr std::string_view kSourceAssembly =
    ".section .rodata\n"
    ".globl pbc_source_begin\npbc_source_begin:\n.incbin \"source.py\"\n"
    ".globl pbc_source_end\npbc_source_end:\n.byte 0\n"
    ".section .note.GNU-stack,\"\",@progbits\n";

/// The newest change of the library or the headers, as text: part of the key, because their content is too large to
/// hash at every run.
std::string stamp(const Toolchain& toolchain) {
  std::error_code error;
  std::string text = std::to_string(fs::file_size(toolchain.library, error)) + "@" +
                     std::to_string(fs::last_write_time(toolchain.library, error).time_since_epoch().count());
  for (const fs::directory_entry& entry : fs::directory_iterator(fs::path(toolchain.include_directory) / "pbc", error))
    if (entry.is_regular_file(error))
      text += "," + std::to_string(entry.last_write_time(error).time_since_epoch().count());
  return text;
}

std::string key_of(const Toolchain& toolchain, const Request& request) {
  std::string flags = "-O" + std::to_string(request.optimize) + '\n';
  for (const std::string& flag : toolchain.flags) flags += flag + '\n';
  const std::string library_stamp = stamp(toolchain);
  return content_key({request.cxx, request.source, toolchain.compiler, toolchain.library, flags, library_stamp});
}

/// Compiles into `executable`, which must be on a file system where it may be renamed into place.
Outcome compile(const Toolchain& toolchain, const Request& request, const std::string& executable) {
  Outcome outcome;
  const Workspace workspace;
  if (workspace.path().empty()) {
    outcome.error = "cannot make a folder for temporary files; set TMPDIR to one that can be written";
    return outcome;
  }
  const std::pair<const char*, std::string_view> files[] = {
      {"playbook.cpp", request.cxx}, {"source.py", request.source}, {"source.s", kSourceAssembly}};
  for (const auto& [name, text] : files) {
    outcome.error = write_file(workspace.path() + "/" + name, text);
    if (!outcome.error.empty()) return outcome;
  }
  std::vector<std::string> arguments = {toolchain.compiler, "-std=c++20", "-I" + toolchain.include_directory,
                                        "playbook.cpp",     "source.s",   toolchain.library};
  arguments.insert(arguments.end(), toolchain.flags.begin(), toolchain.flags.end());
  arguments.push_back("-O" + std::to_string(request.optimize));
  // From level 2 on, g++ 12 fails in this pass on the static lists of functions.
  if (request.optimize >= 2) arguments.emplace_back("-fno-ipa-cp");
  // Python rounds after each operation on floats; some machines would fuse two.
  arguments.emplace_back("-ffp-contract=off");
  arguments.insert(arguments.end(), {"-o", executable});
  const ProcessResult result = run_process(arguments, workspace.path());
  if (result.exit_code != 0) {
    std::error_code error;
    fs::remove(executable, error);
    outcome.error = "the C++ compiler `" + toolchain.compiler + "` failed";
    outcome.output = result.output;
  }
  return outcome;
}

/// Writes a finished file to a device or pipe, such as /dev/null, which must not be replaced.
std::string write_through(const std::string& from, const std::string& output) {
  std::ofstream stream(output, std::ios::binary | std::ios::app);
  stream << std::ifstream(from, std::ios::binary).rdbuf();
  stream.close();
  return stream ? "" : "cannot write `" + output + "`";
}

/// Puts a finished file in place of `output` in one step, from wherever it is. A link stays one.
std::string install(const std::string& from, const std::string& output) {
  std::error_code error;
  const fs::file_status status = fs::status(output, error);
  if (fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status))
    return write_through(from, output);
  const std::string target = fs::is_regular_file(status) ? fs::canonical(output, error).string() : output;
  const std::string beside = target + ".tmp" + std::to_string(getpid());
  error.clear();
  fs::copy_file(from, beside, fs::copy_options::overwrite_existing, error);
  if (!error) fs::rename(beside, target, error);
  if (!error) return "";
  std::error_code ignored;
  fs::remove(beside, ignored);
  return "cannot write `" + output + "`: " + error.message();
}

}  // namespace

Outcome build_in_cache(const Toolchain& toolchain, const Request& request, std::string* executable) {
  const std::string directory = cache_directory();
  if (directory.empty())
    return {false, "cannot make the cache folder; set PBC_CACHE_DIR to one that can be written", ""};
  *executable = directory + "/" + key_of(toolchain, request);
  std::error_code error;
  if (access(executable->c_str(), X_OK) == 0) {
    fs::last_write_time(*executable, fs::file_time_type::clock::now(), error);
    return {true, "", ""};
  }
  const std::string fresh = *executable + ".tmp" + std::to_string(getpid());
  Outcome outcome = compile(toolchain, request, fresh);
  if (!outcome.error.empty()) return outcome;
  fs::rename(fresh, *executable, error);
  if (error) outcome.error = "cannot write `" + *executable + "`: " + error.message();
  trim_cache(directory);
  return outcome;
}

Outcome build(const Toolchain& toolchain, const Request& request) {
  std::string executable;
  if (request.use_cache && !cache_directory().empty()) {
    Outcome outcome = build_in_cache(toolchain, request, &executable);
    if (outcome.error.empty()) outcome.error = install(executable, request.output);
    return outcome;
  }
  const Workspace workspace;
  executable = workspace.path() + "/playbook";
  Outcome outcome = compile(toolchain, request, executable);
  if (outcome.error.empty()) outcome.error = install(executable, request.output);
  return outcome;
}

}  // namespace pbc::build
