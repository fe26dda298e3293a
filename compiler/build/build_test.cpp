// SPDX-License-Identifier: Apache-2.0
#include "compiler/build/build.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "compiler/build/cache.h"
#include "compiler/build/process.h"

namespace pbc::build {
namespace {

namespace fs = std::filesystem;

/// A folder that goes with the test.
struct Folder {
  fs::path path;
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "pbc-test-XXXXXX").string();
    path = mkdtemp(pattern.data());
  }
  ~Folder() { fs::remove_all(path); }
};

TEST(Cache, KeysDifferWhereverThePartsDo) {
  EXPECT_EQ(content_key({"a", "b"}), content_key({"a", "b"}));
  EXPECT_NE(content_key({"a", "b"}), content_key({"ab", ""}));
  EXPECT_NE(content_key({"a", "b"}), content_key({"b", "a"}));
  EXPECT_EQ(content_key({}).size(), 64u);
}

TEST(Cache, KeepsTheEntriesThatWereUsedLast) {
  const Folder folder;
  for (std::size_t i = 0; i < kMaxEntries + 3; ++i) {
    const fs::path entry = folder.path / std::to_string(i);
    std::ofstream(entry) << i;
    fs::last_write_time(entry, fs::file_time_type::clock::now() - std::chrono::hours(kMaxEntries + 3 - i));
  }
  trim_cache(folder.path, kMaxEntries);
  EXPECT_FALSE(fs::exists(folder.path / "2"));
  EXPECT_TRUE(fs::exists(folder.path / "3"));
}

TEST(Process, GivesExitCodeAndOutput) {
  const ProcessResult result = run_process({"sh", "-c", "echo out; echo err >&2; exit 3"}, "/");
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_EQ(result.output, "out\nerr\n");
  EXPECT_EQ(run_process({"no-such-program-of-any-kind"}, "/").exit_code, -1);
}

TEST(Build, LeavesTheOutputAloneWhenTheCompilerFails) {
  const Folder folder;
  setenv("PBC_CACHE_DIR", (folder.path / "cache").c_str(), 1);
  const std::string output = folder.path / "playbook";
  std::ofstream(output) << "before";
  Toolchain toolchain;
  toolchain.compiler = "false";
  toolchain.include_directory = folder.path;
  toolchain.library = folder.path / "none.a";
  fs::create_directories(folder.path / "pbc");
  Request request;
  request.units = {"int main() {}"};
  request.output = output;
  for (bool use_cache : {true, false}) {
    request.use_cache = use_cache;
    EXPECT_NE(build(toolchain, request).error, "");
    std::string text;
    std::ifstream(output) >> text;
    EXPECT_EQ(text, "before");
  }
}

}  // namespace
}  // namespace pbc::build
