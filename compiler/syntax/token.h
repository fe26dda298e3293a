// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "compiler/source/span.h"

namespace pbc::syntax {

enum class Tok : std::uint8_t {
  kEnd,
  kNewline,  // the end of a logical line
  kIndent,
  kDedent,
  kName,
  kNumber,
  kString,
  kBad,  // text the lexer has already reported
#define PBC_KEYWORD(Name, text) k##Name,
#define PBC_OPERATOR(Name, text) k##Name,
#include "compiler/syntax/tokens.def"
#undef PBC_KEYWORD
#undef PBC_OPERATOR
};

struct Token {
  Tok tok = Tok::kEnd;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  Span span() const { return {begin, end}; }
};

/// The spelling of a keyword or operator; empty for other tokens.
std::string_view spelling(Tok tok);

/// The keyword spelt `text`, or kName.
Tok keyword_or_name(std::string_view text);

/// The longest operator that `text` starts with, or kBad.
Tok operator_at(std::string_view text);

constexpr bool is_keyword(Tok tok) { return tok >= Tok::kFalse && tok <= Tok::kYield; }

}  // namespace pbc::syntax
