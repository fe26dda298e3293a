// SPDX-License-Identifier: Apache-2.0
//
// The files of a run: everything that Python code can reach lies below one folder, the run's directory, which is "/" to
// it. Absolute paths start there and so do absolute symbolic links; relative paths start at the current folder, "/" at
// first. A path that climbs out by ".." is refused with kLeadsOut.
//
// Paths are resolved one component at a time with folders held open (openat, O_NOFOLLOW), so that nothing that changes
// meanwhile, a link least of all, can lead out. Only regular files can be opened, and /dev/null.
//
// Functions give 0 or an errno, kLeadsOut or kNoRegularFile; raise_os_error() makes Python's exception of it.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "python/objects.h"

namespace pbc::files {

inline constexpr int kLeadsOut = 10001;       // PermissionError: the path leads out of the run's directory
inline constexpr int kNoRegularFile = 10002;  // PermissionError: a device, pipe or socket

/// Names the run's directory; without it, a temporary one is made at the first use and removed at the end of the run.
/// Before the first use. The folder is made if it does not exist.
void set_directory(std::string path);
/// What is in the directory from the beginning: `fill` puts it there and gives 0 or an errno. It is called when
/// something first reaches the directory, or at once where that has a name.
int fill_directory(std::function<int()> fill);

/// A file descriptor, closed at the end of the scope.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();
  int get() const { return fd_; }
  int release() {
    const int fd = fd_;
    fd_ = -1;
    return fd;
  }

 private:
  int fd_;
};

int open(std::string_view path, int flags, int mode, Descriptor* opened);
int stat(std::string_view path, bool follow, struct stat* found);
struct Entry {
  std::string name;
  unsigned char type;  // DT_REG ...
};
/// In alphabetical order, which the system leaves open.
int list(std::string_view path, std::vector<Entry>* entries);
int make_folder(std::string_view path, int mode);
int remove_file(std::string_view path);
int remove_folder(std::string_view path);
int rename(std::string_view from, std::string_view to);
int make_link(std::string_view target, std::string_view path);
int make_symbolic_link(std::string_view target, std::string_view path);
int read_link(std::string_view path, std::string* target);
int change_mode(std::string_view path, int mode);
/// Times as utimensat takes them: of the last access, of the last change.
int set_times(std::string_view path, const struct timespec times[2]);
int check_access(std::string_view path, int mode);
/// The absolute path without links; components that do not exist are kept as they are.
int real_path(std::string_view path, std::string* real);

const std::string& current_folder();
int change_folder(std::string_view path);

/// Counts `bytes` that are about to be written against what a run may write to files, 4 GiB in all; OSError (ENOSPC).
void charge(std::size_t bytes);

/// The descriptors that Python code holds as numbers (os.open, tempfile.mkstemp).
void hand_out(int fd);
bool is_handed_out(int fd);
/// Closed by whoever takes it back; false when it was not handed out.
bool take_back(int fd);

/// OSError for `error`, of the subclass that the number chooses, with the file names that are given.
[[noreturn]] void raise_os_error(int error, const Value& file = None, const Value& second_file = None);
/// Raises unless `error` is 0.
inline void check(int error, const Value& file = None, const Value& second_file = None) {
  if (error != 0) raise_os_error(error, file, second_file);
}

/// os.fspath(v): a str or bytes. TypeError "expected str, bytes or os.PathLike object, not x".
Value fs_path(const Value& v);
/// fs_path(v) as the text of a system call; ValueError "embedded null byte". `name` stands before the TypeError's text.
std::string path_text(const Value& v);

}  // namespace pbc::files
