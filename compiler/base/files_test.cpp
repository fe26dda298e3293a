// SPDX-License-Identifier: Apache-2.0
#include "compiler/base/files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace pbc {
namespace {

class FilesTest : public testing::Test {
 protected:
  FilesTest() { std::filesystem::create_directories(directory_); }
  ~FilesTest() override { std::filesystem::remove_all(directory_); }

  std::string path(const std::string& name) const { return (directory_ / name).string(); }

  std::filesystem::path directory_ =
      std::filesystem::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(FilesTest, ReadsBackWhatItWrote) {
  const std::string text("a\0b\n\xFF", 5);
  EXPECT_EQ(write_file(path("x"), text), "");
  const FileText read = read_file(path("x"), 100);
  ASSERT_TRUE(read) << read.error;
  EXPECT_EQ(read.text, text);
}

TEST_F(FilesTest, ReplacesAndLeavesNothingBeside) {
  EXPECT_EQ(write_file(path("x"), "old"), "");
  ASSERT_EQ(::chmod(path("x").c_str(), 0755), 0);
  EXPECT_EQ(write_file(path("x"), "new"), "");
  EXPECT_EQ(read_file(path("x"), 100).text, "new");
  struct stat status {};
  ASSERT_EQ(::stat(path("x").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0755U);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory_), {}), 1);
}

TEST_F(FilesTest, WritesThroughASymbolicLink) {
  EXPECT_EQ(write_file(path("target"), "old"), "");
  std::filesystem::create_symlink("target", path("link"));
  EXPECT_EQ(write_file(path("link"), "new"), "");
  EXPECT_TRUE(std::filesystem::is_symlink(path("link")));
  EXPECT_EQ(read_file(path("target"), 100).text, "new");
}

TEST_F(FilesTest, SaysWhyAFileCannotBeRead) {
  EXPECT_EQ(read_file(path("none"), 100).error, "cannot open file: no such file or directory");
  EXPECT_EQ(read_file(directory_.string(), 100).error, "cannot read file: is a directory");
}

TEST_F(FilesTest, SaysWhyAFileCannotBeWritten) {
  EXPECT_EQ(write_file(path("none/x"), ""), "cannot write file: no such file or directory");
  EXPECT_EQ(write_file(directory_.string(), ""), "cannot write file: is a directory");
}

TEST_F(FilesTest, RefusesMoreThanTheLimit) {
  std::ofstream(path("x")) << std::string(3 << 20, 'x');
  const FileText read = read_file(path("x"), 2 << 20);
  EXPECT_TRUE(read.too_large);
  EXPECT_EQ(read.error, "file exceeds the limit of 2 MB");
  EXPECT_TRUE(read_file(path("x"), 3 << 20));
  EXPECT_TRUE(read_file("/dev/zero", 1 << 20).too_large);
}

TEST_F(FilesTest, AnEmptyFileIsAFile) {
  EXPECT_EQ(write_file(path("x"), ""), "");
  EXPECT_TRUE(read_file(path("x"), 0));
}

}  // namespace
}  // namespace pbc
