// SPDX-License-Identifier: Apache-2.0
//
// A folder of playbooks, as the SOAR editor or a repository holds it.
#pragma once

#include <string>
#include <vector>

namespace pbc::driver {

/// Not one that is called NAME.py: that was meant as a file, and reading it says what it is.
bool is_folder(const std::string& path);

/// The Python files of a folder and of those below it, in alphabetical order. Hidden folders and links to folders are
/// left alone.
struct PythonFiles {
  std::vector<std::string> playbooks;         // those that define on_start(), or cannot be read
  std::vector<std::string> custom_functions;  // those in a folder of this name
  std::vector<std::string> others;
  /// Where names of playbooks and custom functions are looked for, as --path has them: the folder itself, and those
  /// below it that hold any.
  std::vector<std::string> paths;
  std::string error;  // not empty: why the folder could not be read to its end
};
PythonFiles python_files(const std::string& folder);

/// Whether the file is a playbook: it defines on_start() as the editor writes it, at the beginning of a line.
bool defines_on_start(const std::string& file);

}  // namespace pbc::driver
