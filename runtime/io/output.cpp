// SPDX-License-Identifier: Apache-2.0
#include "io/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "io/input.h"

namespace pbc::io {

void OutputFile::fail() const { throw InputError{file_ + ": cannot write: " + std::strerror(errno)}; }

namespace {

/// These names mean an open file, such as /dev/stdout: it is written to and never replaced, even when it is a regular
/// one.
bool is_open_file(const std::string& file) {
  return file.starts_with("/dev/std") || file.starts_with("/dev/fd/") || file.starts_with("/proc/");
}

/// Where a link leads, so that the file behind it is replaced and not the link.
std::string without_links(const std::string& file) {
  char* found = realpath(file.c_str(), nullptr);
  std::string path = found ? found : file;
  std::free(found);
  return path;
}

}  // namespace

unsigned file_mask() {
  static const unsigned mask = [] {
    const mode_t own = umask(0);
    umask(own);
    return own;
  }();
  return mask;
}

OutputFile::OutputFile(std::string file) : file_(std::move(file)) {
  if (file_.empty()) return;
  struct stat status {};
  bool exists = stat(file_.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) {
    errno = EISDIR;
    fail();
  }
  if (exists && (!S_ISREG(status.st_mode) || is_open_file(file_))) {
    descriptor_ = open(file_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  } else {
    target_ = exists ? without_links(file_) : file_;
    temporary_ = target_ + ".XXXXXX";
    descriptor_ = mkostemp(temporary_.data(), O_CLOEXEC);
    if (descriptor_ < 0) {
      temporary_.clear();
    } else {
      const unsigned mask = file_mask();
      if (fchmod(descriptor_, exists ? status.st_mode & 07777 : 0666 & ~mask) != 0) {
        // The permissions of mkostemp's file stay: readable by its owner.
      }
    }
  }
  if (descriptor_ < 0) fail();
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

void OutputFile::commit(const std::string& text) {
  if (!is_wanted()) return;
  for (std::size_t done = 0; done < text.size();) {
    ssize_t count = write(descriptor_, text.data() + done, text.size() - done);
    if (count >= 0) {
      done += static_cast<std::size_t>(count);
    } else if (errno != EINTR) {
      fail();
    }
  }
  if (close(std::exchange(descriptor_, -1)) != 0) fail();
  if (temporary_.empty()) return;
  if (std::rename(temporary_.c_str(), target_.c_str()) != 0) fail();
  temporary_.clear();
}

}  // namespace pbc::io
