// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>

#include "tests/golden/diff.h"

namespace pbc::golden {

namespace fs = std::filesystem;

namespace {

std::string variable(const char* name, const char* fallback) {
  const char* value = std::getenv(name);
  return value == nullptr || *value == '\0' ? fallback : value;
}

}  // namespace

const std::string& pbc_path() {
  static const std::string path = variable("PBC", PBC_EXECUTABLE);
  return path;
}

const fs::path& source_root() {
  static const fs::path root = variable("PBC_SOURCE", PBC_SOURCE_DIRECTORY);
  return root;
}

const fs::path& scratch() {
  static const fs::path folder = [] {
    fs::path made = PBC_SCRATCH_DIRECTORY;
    fs::create_directories(made);
    setenv("PBC_CACHE_DIR", (made / "cache").c_str(), 1);
    return made;
  }();
  return folder;
}

bool blessing() { return variable("PBC_BLESS", "") == "1"; }

Command pbc_command(const fs::path& directory, std::vector<std::string> arguments) {
  scratch();
  arguments.insert(arguments.begin(), "pbc");
  return {pbc_path(), std::move(arguments), directory.string()};
}

std::string executable_of(const fs::path& playbook, const std::string& level) {
  static std::map<std::pair<fs::path, std::string>, std::string> made;
  const auto [entry, is_new] = made.try_emplace({playbook, level});
  if (is_new) {
    std::string name = fs::relative(playbook, source_root()).replace_extension().string() + level;
    std::ranges::replace(name, '/', '.');
    const std::string output = (scratch() / name).string();
    Command command =
        pbc_command(playbook.parent_path(), {"compile", level, playbook.filename().string(), "-o", output});
    command.seconds = 600;
    const Outcome outcome = run(command);
    if (outcome.exit_code == 0) {
      entry->second = output;
    } else {
      ADD_FAILURE() << "exit code " << outcome.exit_code << " of " << shell_text(command) << "\n" << outcome.err;
    }
  }
  EXPECT_NE(entry->second, "") << playbook << " does not compile";
  return entry->second;
}

std::string read(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void expect_golden(const fs::path& golden, const std::string& text, const std::string& reproduce) {
  const std::string expected = read(golden);
  if (expected == text) return;
  if (blessing()) {
    if (text.empty()) {
      fs::remove(golden);
    } else {
      fs::create_directories(golden.parent_path());
      std::ofstream stream(golden, std::ios::binary | std::ios::trunc);
      stream << text;
      stream.close();
      EXPECT_TRUE(stream) << "cannot write " << golden;
    }
    return;
  }
  const testing::TestInfo* test = testing::UnitTest::GetInstance()->current_test_info();
  const std::string name = std::string(test->test_suite_name()) + "." + test->name();
  ADD_FAILURE() << "--- " << fs::relative(golden, source_root()).string() << "\n+++ what came out\n"
                << unified_diff(expected, text) << "reproduce: " << reproduce
                << "\nbless:     PBC_BLESS=1 " PBC_GOLDEN_TEST " --gtest_filter='" << name << "'  (all: make bless)";
}

std::vector<fs::path> files_in(const fs::path& folder, const std::string& suffix) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error))
    if (entry.is_regular_file() && entry.path().filename().string().ends_with(suffix)) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

std::vector<fs::path> shipped_playbooks() {
  std::vector<fs::path> files = files_in(source_root() / "playbooks", ".py");
  std::erase_if(files, [](const fs::path& file) { return file.parent_path().filename() == "custom_functions"; });
  return files;
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (scratch() / "XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) ADD_FAILURE() << "cannot make " << pattern;
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code error;
  fs::remove_all(path_, error);
}

}  // namespace pbc::golden
