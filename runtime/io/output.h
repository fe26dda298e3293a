// SPDX-License-Identifier: Apache-2.0
//
// Output files: whole or not at all.
#pragma once

#include <string>

namespace pbc::io {

/// The process' umask, as it was when it was first asked for: to read it takes changing it, so before threads begin.
unsigned file_mask();

/// A file that is written to a temporary name beside its own and then renamed. Opening it early finds out, before
/// anything has happened, that it cannot be written. A link stays one: the file behind it is replaced. What is no
/// regular file (a terminal, a pipe) or the system's (/dev/stdout, wherever it leads) is appended to directly.
class OutputFile {
 public:
  /// Does nothing for an empty name. Throws InputError when the file cannot be written.
  explicit OutputFile(std::string file);
  /// Removes the temporary file unless it was committed.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  bool is_wanted() const { return !file_.empty(); }
  /// Throws InputError.
  void commit(const std::string& text);

 private:
  [[noreturn]] void fail() const;

  std::string file_;
  std::string target_;     // what file_ leads to
  std::string temporary_;  // empty when written to directly
  int descriptor_ = -1;
};

}  // namespace pbc::io
