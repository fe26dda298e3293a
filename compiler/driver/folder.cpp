// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/folder.h"

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

PythonFiles python_files(const std::string& folder) {
  std::vector<fs::path> files;
  const auto options = fs::directory_options::skip_permission_denied;
  for (auto entry = fs::recursive_directory_iterator(folder, options); entry != fs::end(entry); ++entry) {
    const fs::path& path = entry->path();
    if (entry->is_directory()) {
      if (path.filename().string().starts_with('.')) entry.disable_recursion_pending();
    } else if (path.extension() == ".py") {
      files.push_back(path.lexically_normal());
    }
  }
  std::ranges::sort(files);
  PythonFiles found;
  found.paths.push_back(folder);
  for (const fs::path& path : files) {
    const bool is_custom_function = path.parent_path().filename() == "custom_functions";
    std::vector<std::string>& kind = defines_on_start(path) ? found.playbooks
                                     : is_custom_function   ? found.custom_functions
                                                            : found.others;
    kind.push_back(path.string());
    const std::string own = (is_custom_function ? path.parent_path() : path).parent_path().string();
    if (std::ranges::find(found.paths, own) == found.paths.end()) found.paths.push_back(own);
  }
  return found;
}

}  // namespace pbc::driver
