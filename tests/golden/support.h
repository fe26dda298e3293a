// SPDX-License-Identifier: Apache-2.0
//
// What the tests of whole programs share: where things are, and the comparison of a text with a file.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/golden/process.h"

namespace pbc::golden {

/// The compiler under test: PBC of the environment, else the one of this build.
const std::string& pbc_path();
/// The root of the source tree: PBC_SOURCE of the environment, else the one of this build.
const std::filesystem::path& source_root();
/// A folder of the build tree for what tests make; PBC_CACHE_DIR of the programs under test is in it.
const std::filesystem::path& scratch();

/// Is PBC_BLESS=1 set: write goldens instead of comparing?
bool blessing();

/// `pbc ARGUMENTS...` in `directory`.
Command pbc_command(const std::filesystem::path& directory, std::vector<std::string> arguments);

/// The executable of a playbook, compiled once; a failing compilation fails the current test and gives "".
std::string executable_of(const std::filesystem::path& playbook, const std::string& level = "-O2");

/// Bytes of a file; empty when there is none.
std::string read(const std::filesystem::path& file);

/// Fails the current test, with a diff and the commands to reproduce and to bless, when `golden` does not hold `text`.
/// No file is the same as an empty one. When blessing, makes the file hold it.
void expect_golden(const std::filesystem::path& golden, const std::string& text, const std::string& reproduce);

/// All files below `folder` whose name ends in `suffix`, sorted.
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder, const std::string& suffix);

/// The playbooks of playbooks/, without the custom functions beside them.
std::vector<std::filesystem::path> shipped_playbooks();

/// A folder that is new, and gone at the end of the scope.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace pbc::golden
