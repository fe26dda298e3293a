// SPDX-License-Identifier: Apache-2.0
#include "compiler/build/build.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <thread>

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
  std::string beside = target + ".XXXXXX";
  const int made = mkostemp(beside.data(), O_CLOEXEC);
  if (made < 0) return "cannot write `" + output + "`: " + std::generic_category().message(errno);
  close(made);
  error.clear();
  fs::copy_file(from, beside, fs::copy_options::overwrite_existing, error);
  if (!error) fs::rename(beside, target, error);
  if (!error) return "";
  std::error_code ignored;
  fs::remove(beside, ignored);
  return "cannot write `" + output + "`: " + error.message();
}

/// What the host compiler gets besides files.
std::vector<std::string> options_of(const Toolchain& toolchain, const Request& request) {
  std::vector<std::string> options = {"-std=c++20", "-I" + toolchain.include_directory};
  options.insert(options.end(), toolchain.flags.begin(), toolchain.flags.end());
  options.push_back("-O" + std::to_string(request.optimize));
  // From level 2 on, g++ 12 fails in this pass on the static lists of functions.
  if (request.optimize >= 2) options.emplace_back("-fno-ipa-cp");
  // Python rounds after each operation on floats; some machines would fuse two.
  options.emplace_back("-ffp-contract=off");
  return options;
}

std::string key_of(const Toolchain& toolchain, const Request& request, const std::vector<std::string_view>& texts) {
  std::vector<std::string_view> parts = texts;
  const std::vector<std::string> options = options_of(toolchain, request);
  const std::string library_stamp = stamp(toolchain);
  parts.insert(parts.end(), options.begin(), options.end());
  parts.insert(parts.end(), {toolchain.compiler, toolchain.library, library_stamp});
  return content_key(parts);
}

std::string key_of(const Toolchain& toolchain, const Request& request) {
  std::vector<std::string_view> texts(request.units.begin(), request.units.end());
  texts.push_back(request.source);
  return key_of(toolchain, request, texts);
}

/// Runs the host compiler in `directory`.
Outcome run_compiler(const Toolchain& toolchain, const Request& request, const std::vector<std::string>& arguments,
                     const std::string& directory) {
  Outcome outcome;
  std::vector<std::string> command = options_of(toolchain, request);
  command.insert(command.begin(), arguments.begin(), arguments.end());
  command.insert(command.begin(), toolchain.compiler);
  const ProcessResult result = run_process(command, directory);
  if (result.exit_code != 0) {
    outcome.error = "the C++ compiler `" + toolchain.compiler + "` failed";
    outcome.output = result.output;
  }
  return outcome;
}

/// The object of one unit: in the cache, or made there; without a cache, made in the workspace.
Outcome compile_unit(const Toolchain& toolchain, const Request& request, std::size_t unit, const Workspace& workspace,
                     const std::string& cache, std::string* object) {
  const std::string name = "unit" + std::to_string(unit);
  const std::string made = workspace.path() + "/" + name + ".o";
  *object = cache.empty() ? made : cache + "/" + key_of(toolchain, request, {request.units[unit]}) + ".o";
  std::error_code error;
  if (!cache.empty() && access(object->c_str(), R_OK) == 0) {
    fs::last_write_time(*object, fs::file_time_type::clock::now(), error);
    return {true, "", ""};
  }
  Outcome outcome;
  outcome.error = write_file(workspace.path() + "/" + name + ".cpp", request.units[unit]);
  if (outcome.error.empty())
    outcome = run_compiler(toolchain, request, {"-c", name + ".cpp", "-o", name + ".o"}, workspace.path());
  if (!cache.empty() && outcome.error.empty()) outcome.error = install(made, *object);
  return outcome;
}

/// Compiles the units, as many at once as there are processors. Gives the first failure.
Outcome compile_units(const Toolchain& toolchain, const Request& request, const Workspace& workspace,
                      std::vector<std::string>* objects) {
  const std::string cache = request.use_cache ? objects_directory() : "";
  const std::size_t count = request.units.size();
  objects->resize(count);
  std::vector<Outcome> outcomes(count);
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> failed = false;
  const auto work = [&] {
    for (std::size_t unit = next++; unit < count && !failed; unit = next++) {
      outcomes[unit] = compile_unit(toolchain, request, unit, workspace, cache, &(*objects)[unit]);
      if (!outcomes[unit].error.empty()) failed = true;
    }
  };
  {
    std::vector<std::jthread> workers;
    const std::size_t processors = std::max(1u, std::thread::hardware_concurrency());
    try {
      for (std::size_t i = 1; i < std::min(processors, count); ++i) workers.emplace_back(work);
    } catch (const std::system_error&) {
      // No more threads are to be had: those that there are do the work.
    }
    work();
  }
  const auto failure = std::ranges::find_if(outcomes, [](const Outcome& outcome) { return !outcome.error.empty(); });
  return failure == outcomes.end() ? Outcome() : *failure;
}

/// Compiles into `executable`, which must be on a file system where it may be renamed into place.
Outcome compile(const Toolchain& toolchain, const Request& request, const std::string& executable) {
  Outcome outcome;
  const Workspace workspace;
  if (workspace.path().empty()) {
    outcome.error = "cannot make a folder for temporary files; set TMPDIR to one that can be written";
    return outcome;
  }
  const bool is_one = request.units.size() == 1;
  std::vector<std::string> arguments;
  if (is_one) {
    arguments = {"playbook.cpp"};
    outcome.error = write_file(workspace.path() + "/playbook.cpp", request.units[0]);
  } else {
    outcome = compile_units(toolchain, request, workspace, &arguments);
  }
  for (const auto& [name, text] : {std::pair("source.py", request.source), std::pair("source.s", kSourceAssembly)})
    if (outcome.error.empty()) outcome.error = write_file(workspace.path() + "/" + name, text);
  if (!outcome.error.empty()) return outcome;
  arguments.insert(arguments.end(), {"source.s", toolchain.library, "-o", executable});
  outcome = run_compiler(toolchain, request, arguments, workspace.path());
  if (!is_one && request.use_cache && !objects_directory().empty()) trim_cache(objects_directory(), kMaxObjects);
  std::error_code error;
  if (!outcome.error.empty()) fs::remove(executable, error);
  return outcome;
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
  trim_cache(directory, kMaxEntries);
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
