// SPDX-License-Identifier: Apache-2.0
#include "python/files.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "python/python_test.h"

namespace pbc::files {
namespace {

namespace fs = std::filesystem;

/// A run with a directory that the test looks into, and a secret beside it.
class Files : public testing::Test {
 protected:
  Files() {
    std::string pattern = testing::TempDir() + "/pbc-files-test-XXXXXX";
    outside_ = mkdtemp(pattern.data());
    root_ = outside_ / "run";
    fs::create_directories(root_);
    std::ofstream(outside_ / "secret") << "secret";
    set_directory(root_);
  }
  ~Files() override { fs::remove_all(outside_); }

  int write(std::string_view path, std::string_view text = "x") {
    Descriptor opened;
    if (int error = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666, &opened)) return error;
    return ::write(opened.get(), text.data(), text.size()) < 0 ? errno : 0;
  }
  int read(std::string_view path, std::string* text) {
    Descriptor opened;
    if (int error = open(path, O_RDONLY, 0, &opened)) return error;
    char buffer[64];
    const ssize_t got = ::read(opened.get(), buffer, sizeof buffer);
    text->assign(buffer, got < 0 ? 0 : static_cast<std::size_t>(got));
    return got < 0 ? errno : 0;
  }

  HeapScope memory_;
  fs::path outside_, root_;
};

TEST_F(Files, LieBelowTheRunsDirectory) {
  EXPECT_EQ(write("a"), 0);
  EXPECT_EQ(write("/b"), 0);
  EXPECT_EQ(write("/tmp/c"), 0);
  EXPECT_EQ(write("/opt/phantom/vault/tmp/d"), 0);
  EXPECT_EQ(write("/etc/passwd"), ENOENT);
  for (const char* path : {"a", "b", "tmp/c", "opt/phantom/vault/tmp/d"}) EXPECT_TRUE(fs::exists(root_ / path)) << path;
}

TEST_F(Files, ThatAreThereFromTheBeginningArePutThereAtOnceWhereTheDirectoryHasAName) {
  EXPECT_EQ(fill_directory([&] { return write("given", "text"); }), 0);
  EXPECT_TRUE(fs::exists(root_ / "given"));
  EXPECT_EQ(fill_directory([] { return ENOSPC; }), ENOSPC);
}

TEST(FilesOfARun, ThatAreThereFromTheBeginningArePutThereOnceSomebodyLooks) {
  HeapScope memory;
  int count = 0;
  const auto fill = [&] {
    if (++count == 1) return ENOSPC;
    return make_folder("/vault", 0755);
  };
  EXPECT_EQ(fill_directory(fill), 0);
  EXPECT_EQ(count, 0);
  std::vector<Entry> entries;
  EXPECT_EQ(list("/", &entries), ENOSPC);
  ASSERT_EQ(list("/", &entries), 0);
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].name, "vault");
  struct stat status;
  EXPECT_EQ(stat("/vault", true, &status), 0);
  EXPECT_EQ(count, 2);
}

TEST(FilesOfARun, AreNotMadeForNobody) {
  int count = 0;
  {
    HeapScope memory;
    fill_directory([&] { return ++count; });
  }
  EXPECT_EQ(count, 0);
}

TEST_F(Files, DoNotShowTheHost) {
  struct stat status;
  for (const char* path : {"/etc/passwd", "/proc/self/environ", "/proc/self/root/etc/passwd", "/dev/sda", "/sys"})
    EXPECT_EQ(stat(path, true, &status), ENOENT) << path;
  std::vector<Entry> entries;
  EXPECT_EQ(list("/", &entries), 0);
  EXPECT_TRUE(entries.empty());
}

TEST_F(Files, DoNotLetDotDotOut) {
  make_folder("inner", 0777);
  std::string text;
  for (const char* path : {"..", "../secret", "/../secret", "inner/../../secret", "inner/../..", "./../secret/."})
    EXPECT_EQ(read(path, &text), kLeadsOut) << path;
  EXPECT_EQ(write("../new"), kLeadsOut);
  EXPECT_EQ(make_folder("inner/../../new", 0777), kLeadsOut);
  EXPECT_EQ(remove_file("../secret"), kLeadsOut);
  EXPECT_EQ(write("inner/file"), 0);
  EXPECT_EQ(rename("inner/file", "../file"), kLeadsOut);
  EXPECT_EQ(rename("../secret", "mine"), kLeadsOut);
  EXPECT_EQ(make_link("../secret", "mine"), kLeadsOut);
  EXPECT_EQ(change_folder(".."), kLeadsOut);
  EXPECT_EQ(write("inner/../ok"), 0);
  EXPECT_TRUE(fs::exists(outside_ / "secret"));
}

TEST_F(Files, FollowLinksInsideOnly) {
  // Made by the script, or by whoever fills the folder of --files.
  EXPECT_EQ(make_symbolic_link("../secret", "relative"), 0);
  fs::create_symlink(outside_ / "secret", root_ / "absolute");
  fs::create_directory_symlink(outside_, root_ / "folder");
  fs::create_directory_symlink("..", root_ / "up");
  fs::create_symlink("loop", root_ / "loop");
  std::string text;
  EXPECT_EQ(read("relative", &text), kLeadsOut);
  EXPECT_EQ(read("absolute", &text), ENOENT);
  EXPECT_EQ(read("folder/secret", &text), ENOENT);
  EXPECT_EQ(read("up/secret", &text), kLeadsOut);
  EXPECT_EQ(read("loop", &text), ELOOP);
  EXPECT_EQ(write("absolute", "changed"), ENOENT);
  EXPECT_EQ(change_mode("relative", 0777), kLeadsOut);
  EXPECT_EQ(write("target", "inside"), 0);
  EXPECT_EQ(make_symbolic_link("/target", "good"), 0);
  EXPECT_EQ(read("good", &text), 0);
  EXPECT_EQ(text, "inside");
  std::string real;
  EXPECT_EQ(real_path("good", &real), 0);
  EXPECT_EQ(real, "/target");
  EXPECT_EQ(remove_file("folder"), 0);
  EXPECT_TRUE(fs::exists(outside_ / "secret"));
}

TEST_F(Files, MayHaveSeveralNames) {
  EXPECT_EQ(write("one", "text"), 0);
  EXPECT_EQ(make_link("one", "two"), 0);
  std::string text;
  EXPECT_EQ(remove_file("one"), 0);
  EXPECT_EQ(read("two", &text), 0);
  EXPECT_EQ(text, "text");
  // A hard link to a symbolic link is one to the link, not to what it names.
  EXPECT_EQ(make_symbolic_link("../secret", "link"), 0);
  EXPECT_EQ(make_link("link", "linked"), 0);
  EXPECT_EQ(read("linked", &text), kLeadsOut);
}

TEST_F(Files, AreRegular) {
  ASSERT_EQ(mkfifo((root_ / "pipe").c_str(), 0666), 0);
  const int socket_fd = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = root_ / "socket";
  if (path.size() < sizeof address.sun_path) {
    path.copy(address.sun_path, path.size());
    ASSERT_EQ(bind(socket_fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(write("socket"), kNoRegularFile);
  }
  ::close(socket_fd);
  std::string text;
  EXPECT_EQ(read("pipe", &text), kNoRegularFile);
  EXPECT_EQ(write("pipe"), kNoRegularFile);
  EXPECT_EQ(write("/dev/null"), 0);
}

TEST_F(Files, StayInsideWhileFoldersAreExchanged) {
  // One thread swaps a folder for a link that leads out, the other keeps opening through it.
  fs::create_directory(root_ / "real");
  std::ofstream(root_ / "real" / "secret") << "inside";
  fs::create_directory_symlink("..", root_ / "bad");
  std::atomic<bool> stops = false;
  std::thread exchanger([&] {
    const std::string shown = root_ / "shown", real = root_ / "real", bad = root_ / "bad";
    while (!stops) {
      ::rename(real.c_str(), shown.c_str());
      ::rename(shown.c_str(), real.c_str());
      ::rename(bad.c_str(), shown.c_str());
      ::rename(shown.c_str(), bad.c_str());
    }
  });
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    if (read("shown/secret", &text) == 0) {
      EXPECT_EQ(text, "inside");
    }
  }
  stops = true;
  exchanger.join();
}

TEST_F(Files, RaiseWhatPythonRaises) {
  EXPECT_EQ(raised_by([] { raise_os_error(kLeadsOut, "../x"); }),
            "PermissionError: [Errno 13] The path leads out of the run's directory: '../x'");
  EXPECT_EQ(raised_by([] { raise_os_error(ENOENT, "a", "b"); }),
            "FileNotFoundError: [Errno 2] No such file or directory: 'a' -> 'b'");
  EXPECT_EQ(raised_by([] { path_text(3); }), "TypeError: expected str, bytes or os.PathLike object, not int");
  EXPECT_EQ(raised_by([] { path_text(make_str(std::string_view("a\0b", 3))); }), "ValueError: embedded null byte");
}

TEST_F(Files, AreLimited) {
  EXPECT_EQ(raised_by([] { charge(std::size_t{3} << 30); }), "");
  EXPECT_EQ(raised_by([] { charge(std::size_t{2} << 30); }), "OSError: [Errno 28] No space left on device");
}

TEST(RunFiles, AreGoneWithTheRun) {
  const std::string folder = testing::TempDir() + "/pbc-files-gone";
  fs::create_directories(folder);
  ASSERT_EQ(setenv("TMPDIR", folder.c_str(), 1), 0);
  {
    HeapScope memory;
    EXPECT_TRUE(fs::is_empty(folder));  // nothing is made before it is needed
    Descriptor opened;
    EXPECT_EQ(open("a", O_WRONLY | O_CREAT, 0666, &opened), 0);
    EXPECT_EQ(make_folder("locked", 0), 0);
    EXPECT_FALSE(fs::is_empty(folder));
  }
  EXPECT_TRUE(fs::is_empty(folder));
  unsetenv("TMPDIR");
  fs::remove_all(folder);
}

}  // namespace
}  // namespace pbc::files
