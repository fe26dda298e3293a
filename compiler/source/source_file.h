// SPDX-License-Identifier: Apache-2.0
//
// One source file as the compiler sees it: UTF-8 text with \n line ends, and the table from bytes to lines.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/span.h"

namespace pbc {

/// A place for people: lines and columns count from 1; columns count code points, as CPython's messages do.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// Text that does not change. Everything that points into it (spans, nodes, views) needs it to stay alive and in place.
class SourceFile {
 public:
  /// Larger files are refused (FileTooLarge).
  static constexpr std::size_t kMaxBytes = std::size_t{64} << 20;

  /// `text` is what the file holds. A byte order mark is dropped, and \r\n and \r become \n, as CPython reads source
  /// (Python Language Reference 2.1.2); all spans count bytes of the text after that.
  SourceFile(std::string path, std::string text);

  SourceFile(const SourceFile&) = delete;
  SourceFile& operator=(const SourceFile&) = delete;

  const std::string& path() const { return path_; }
  std::string_view text() const { return text_; }
  std::string_view text(Span span) const { return text().substr(span.begin, span.end - span.begin); }
  bool had_byte_order_mark() const { return had_byte_order_mark_; }

  /// A text always has at least one line; one that ends in \n has an empty last line.
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }
  /// The line (from 1) that holds `byte`; O(log lines).
  std::uint32_t line_of(std::uint32_t byte) const;
  /// The text of line `line` (from 1) without its line end.
  std::string_view line_text(std::uint32_t line) const;
  std::uint32_t line_start(std::uint32_t line) const { return line_starts_[line - 1]; }
  /// Costs O(length of the line).
  Position position(std::uint32_t byte) const;

 private:
  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
  bool had_byte_order_mark_ = false;
};

}  // namespace pbc
