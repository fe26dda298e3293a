// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/folder.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace pbc::driver {

namespace fs = std::filesystem;

bool is_folder(const std::string& path) {
  std::error_code error;
  return !path.ends_with(".py") && fs::is_directory(path, error);
}

bool defines_on_start(const std::string& file) {
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);)
    if (line.starts_with("def on_start(")) return true;
  return false;
}

namespace {

/// Every regular .py file, in alphabetical order; what cannot be read on the way is passed over.
std::vector<fs::path> files_below(const std::string& folder, std::error_code& error) {
  std::vector<fs::path> files;
  auto entry = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && entry != fs::end(entry); entry.increment(error)) {
    std::error_code ignored;  // a link that leads nowhere
    if (entry->is_directory(ignored)) {
      if (entry->path().filename().string().starts_with('.')) entry.disable_recursion_pending();
    } else if (entry->path().extension() == ".py" && entry->is_regular_file(ignored)) {
      files.push_back(entry->path().lexically_normal());
    }
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace

PythonFiles python_files(const std::string& folder) {
  PythonFiles found;
  found.paths.push_back(folder);
  std::error_code error;
  for (const fs::path& path : files_below(folder, error)) {
    const bool is_custom_function = path.parent_path().filename() == "custom_functions";
    // One that cannot be read is no playbook for certain, but reading it says why.
    const bool is_playbook = defines_on_start(path) || access(path.c_str(), R_OK) != 0;
    std::vector<std::string>& kind = is_playbook          ? found.playbooks
                                     : is_custom_function ? found.custom_functions
                                                          : found.others;
    kind.push_back(path.string());
    const std::string own = (is_custom_function ? path.parent_path() : path).parent_path().string();
    if (std::ranges::find(found.paths, own) == found.paths.end()) found.paths.push_back(own);
  }
  if (error) found.error = "cannot read the folder `" + folder + "`: " + error.message();
  return found;
}

}  // namespace pbc::driver
