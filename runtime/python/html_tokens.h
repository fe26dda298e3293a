// SPDX-License-Identifier: Apache-2.0
//
// HTML as a row of tags and texts, read as leniently as CPython's html.parser reads it: nothing is an error.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pbc::html {

struct Token {
  enum class Kind : std::uint8_t { kStart, kEnd, kEmpty, kText, kComment, kDeclaration, kInstruction, kUnknown };
  Kind kind;
  std::string text;  // of a tag: its name in lower case
  std::vector<std::pair<std::string, std::optional<std::string>>> attributes{};
  std::string source{};  // of a tag, as it stands
  std::size_t at = 0;    // where it stands
  bool is_raw = false;   // the contents of script or style
};

/// Calls `take` for each token of `text`; gives the length of what was read. Unless `is_all`, what may go on in text
/// that is still to come is left unread.
std::size_t read_tokens(std::string_view text, bool is_all, bool resolves_references,
                        const std::function<void(const Token&)>& take);

/// `&amp;` and its kin as what they stand for.
std::string unescaped(std::string_view text);

}  // namespace pbc::html
