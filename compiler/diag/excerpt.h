// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "compiler/source/source_file.h"

namespace pbc {

/// A source line made fit for a terminal, and the line that marks a part of it.
struct Excerpt {
  std::string text;  // at most kMaxExcerptWidth columns around the mark
  std::string mark;  // spaces, `^`, then `~` up to the end of the span or of the line
};

inline constexpr int kMaxExcerptWidth = 160;

/// The first line of `span`, which must be a place in `file`. Tabs become four spaces; wide and combining characters
/// are counted by the columns a terminal gives them; a long line is cut around the span.
Excerpt make_excerpt(const SourceFile& file, Span span);

/// `text` without anything a terminal would obey: control characters become their pictures (U+2400...), directional
/// marks and bytes that are not UTF-8 become U+FFFD.
std::string printable(std::string_view text);

}  // namespace pbc
