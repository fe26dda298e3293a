// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string_view>

namespace pbc::host {

/// stdout is for the lines that tell how runs have ended: while it lives, what playbooks print goes to stderr.
class Lines {
 public:
  Lines() {
    std::fflush(stdout);
    descriptor_ = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    dup2(STDERR_FILENO, STDOUT_FILENO);
    std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
  }
  ~Lines() {
    std::fflush(stdout);
    dup2(descriptor_, STDOUT_FILENO);
    close(descriptor_);
  }
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;

  /// At once. Nobody reads any more where it cannot be written.
  void write(std::string_view line) const {
    while (!line.empty()) {
      const ssize_t size = ::write(descriptor_, line.data(), line.size());
      if (size < 0 && errno == EINTR) continue;
      if (size < 0) return;
      line.remove_prefix(static_cast<std::size_t>(size));
    }
  }

 private:
  int descriptor_ = -1;
};

}  // namespace pbc::host
