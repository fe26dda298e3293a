// SPDX-License-Identifier: Apache-2.0
//
// Whole files in, whole files out. Nothing here throws; an error is one line of text ready for a diagnostic.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pbc {

/// What read_file() gives: `text`, or why there is none.
struct FileText {
  std::string text;
  std::string error;       // empty iff the file was read: "cannot open file: no such file or directory"
  bool too_large = false;  // the error is that the file exceeds the limit

  explicit operator bool() const { return error.empty(); }
};

/// Reads a whole file (pipes and devices too) of at most `limit` bytes; never holds more than that in memory.
FileText read_file(const std::string& path, std::size_t limit);

/// Writes `text` beside `path` and renames it over `path`, so that a reader sees the old file or the new one and a
/// failure leaves no half file. A `path` that is no regular file (/dev/stdout) is written in place. Returns an error
/// text, empty on success.
std::string write_file(const std::string& path, std::string_view text);

}  // namespace pbc
