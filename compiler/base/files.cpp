// SPDX-License-Identifier: Apache-2.0
#include "compiler/base/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace pbc {

namespace {

/// "no such file or directory": the system's own words, in the style of our messages.
std::string reason(int error) {
  std::string text = std::generic_category().message(error);
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  /// False when the system reports an error only now, as network file systems do.
  bool close() {
    const int fd = fd_;
    fd_ = -1;
    return fd < 0 || ::close(fd) == 0;
  }

 private:
  int fd_;
};

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

FileText read_file(const std::string& path, std::size_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return {{}, fmt::format("cannot open file: {}", reason(errno))};
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return {{}, fmt::format("cannot read file: {}", reason(errno))};
  if (S_ISDIR(status.st_mode)) return {{}, "cannot read file: is a directory"};

  FileText too_large{{}, fmt::format("file exceeds the limit of {} MB", limit >> 20), true};
  const auto expected = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
  if (expected > limit) return too_large;

  // One byte more than expected tells the end of a file of that size without another growth.
  std::string text(expected + 1, '\0');
  std::size_t length = 0;
  while (true) {
    if (length == text.size()) text.resize(std::min(text.size() * 2 + 4096, limit + 1));
    const ssize_t got = ::read(file.get(), text.data() + length, text.size() - length);
    if (got < 0) {
      if (errno == EINTR) continue;
      return {{}, fmt::format("cannot read file: {}", reason(errno))};
    }
    if (got == 0) break;
    length += static_cast<std::size_t>(got);
    if (length > limit) return too_large;
  }
  text.resize(length);
  return {std::move(text), {}};
}

std::string write_file(const std::string& path, std::string_view text) {
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) return "cannot write file: is a directory";
  if (exists && !S_ISREG(status.st_mode)) {
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!file || !write_all(file.get(), text) || !file.close()) {
      return fmt::format("cannot write file: {}", reason(errno));
    }
    return {};
  }

  // A symbolic link stays one: its target is replaced.
  std::error_code unresolved;
  const std::string target = exists ? std::filesystem::canonical(path, unresolved).string() : path;
  if (unresolved) return fmt::format("cannot write file: {}", reason(unresolved.value()));
  std::string temporary = target + ".XXXXXX";
  Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!file) return fmt::format("cannot write file: {}", reason(errno));

  // mkstemp makes files private; a new file gets what the umask gives, a replaced one keeps its mode.
  const mode_t mask = ::umask(0);
  ::umask(mask);
  const mode_t mode = exists ? status.st_mode & 07777 : 0666 & ~mask;
  if (!write_all(file.get(), text) || ::fchmod(file.get(), mode) != 0 || !file.close() ||
      std::rename(temporary.c_str(), target.c_str()) != 0) {
    const int error = errno;
    ::unlink(temporary.c_str());
    return fmt::format("cannot write file: {}", reason(error));
  }
  return {};
}

}  // namespace pbc
