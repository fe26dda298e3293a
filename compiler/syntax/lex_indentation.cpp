// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "compiler/syntax/lexer.h"

namespace pbc::syntax {

namespace {
constexpr std::uint32_t kTabSize = 8;  // Language Reference 2.1.8
}

void Lexer::indentation() {
  at_line_start_ = false;
  std::uint32_t column = 0;
  std::uint32_t alternative = 0;
  std::uint32_t continued = 0;  // the column of the first backslash: it decides what the line it goes on to counts as
  for (; !done(); ++at_) {
    const char c = peek();
    if (c == ' ') {
      ++column;
      ++alternative;
    } else if (c == '\t') {
      column = (column / kTabSize + 1) * kTabSize;
      ++alternative;
    } else if (c == '\f') {
      column = alternative = 0;
    } else if (c == '\\') {
      if (continued == 0) continued = column;
      if (!line_continuation()) break;
      --at_;
    } else {
      break;
    }
  }
  if (done() || peek() == '\n' || peek() == '#') return;  // a blank line means nothing
  if (continued != 0) column = alternative = continued;
  indent_to(column, alternative);
}

void Lexer::indent_to(std::uint32_t column, std::uint32_t alternative) {
  if (column == levels_.back().column) return check_tabs(alternative, levels_.back().alternative);

  if (column > levels_.back().column) {
    if (levels_.size() > kMaxIndentations) {
      log_.add(DiagKind::kNestingTooDeep, {at_, at_ + 1},
               fmt::format("blocks are nested more than {} deep", kMaxIndentations));
      log_.stop();
      return;
    }
    if (alternative <= levels_.back().alternative) check_tabs(0, 1);
    levels_.push_back({column, alternative});
    tokens_.push_back({Tok::kIndent, at_, at_});
    return;
  }

  while (column < levels_[levels_.size() - 2].column) {
    levels_.pop_back();
    tokens_.push_back({Tok::kDedent, at_, at_});
  }
  if (column != levels_[levels_.size() - 2].column) {
    log_.add(DiagKind::kBadDedent, {at_, at_ + 1}, "unindent does not match any outer indentation level");
    // Taken as a line of the innermost block, whose lines may all stand like this one.
    levels_.back() = {column, alternative};
    return;
  }
  levels_.pop_back();
  tokens_.push_back({Tok::kDedent, at_, at_});
  check_tabs(alternative, levels_.back().alternative);
}

void Lexer::check_tabs(std::uint32_t alternative, std::uint32_t expected) {
  if (alternative == expected || tabs_reported_) return;
  tabs_reported_ = true;  // once per file: the other lines are like this one
  log_.add(DiagKind::kMixedTabs, {at_, at_ + 1}, "inconsistent use of tabs and spaces in indentation")
      .help("indent every line of a block the same way; the SOAR editor uses four spaces");
}

}  // namespace pbc::syntax
