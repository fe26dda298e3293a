// SPDX-License-Identifier: Apache-2.0
//
// A page of text for a terminal: sections, aligned columns, wrapped paragraphs. What it is given is data: control
// characters are shown, not obeyed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/report.h"

namespace pbc::host {

enum class Tone : std::uint8_t { kPlain, kStrong, kFaint, kGood, kBad, kWarning };

/// Text with control characters and broken UTF-8 made visible; line breaks stay where `lines` allows them.
std::string visible(std::string_view text, bool lines = false);

/// Columns that a text of visible() takes on a terminal.
std::size_t columns_of(std::string_view text);

class Page {
 public:
  explicit Page(const Style& style) : style_(style) {}

  /// A heading; the section that follows is indented under it.
  void section(std::string_view title);
  /// One line of the section: cells, of which all lines of one table() are aligned. The last cell of a line is cut off
  /// where the page ends.
  struct Cell {
    std::string text;
    Tone tone = Tone::kPlain;
  };
  void table(const std::vector<std::vector<Cell>>& rows);
  void line(std::vector<Cell> cells);
  /// A text with its own line breaks, wrapped at words.
  void paragraph(std::string_view text, std::size_t indent);
  void blank() { text_ += '\n'; }

  const std::string& text() const { return text_; }

 private:
  void add(std::string_view text, Tone tone);
  std::string cut(const std::string& text, std::size_t columns) const;

  const Style& style_;
  std::string text_;
};

}  // namespace pbc::host
