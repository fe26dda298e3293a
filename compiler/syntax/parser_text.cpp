// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/parser_text.h"

#include <algorithm>
#include <array>

namespace pbc::syntax {

void ParserText::blank(Span span) { std::fill(text_.begin() + span.begin, text_.begin() + span.end, ' '); }

void ParserText::comment(Span span) {
  comments_.push_back(span);
  blank(span);
}

void ParserText::name(Span span) {
  static constexpr std::array<std::string_view, 5> kStatementNames = {"print", "exec", "type", "match", "case"};
  const std::string_view name = std::string_view(text_).substr(span.begin, span.end - span.begin);
  if (std::ranges::find(kStatementNames, name) != kStatementNames.end()) {
    text_[span.begin] = static_cast<char>(text_[span.begin] - 'a' + 'A');
  }
  for (std::uint32_t at = span.begin; at < span.end; ++at) {
    if (static_cast<unsigned char>(text_[at]) >= 0x80) text_[at] = '_';
  }
}

void ParserText::binary_operator(Span span) {
  char& first = text_[span.begin];
  if (first == '&') {
    first = '^';
  } else if (first == '^') {
    first = '&';
  }
}

void ParserText::except_star(Span star, std::uint32_t except_end) {
  text_[star.begin] = ' ';
  text_[except_end] = '*';
}

}  // namespace pbc::syntax
