// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/parser_text.h"

#include <algorithm>
#include <array>
#include <utility>

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

std::string ParserText::finish(std::vector<std::uint32_t>& inserted) const {
  if (operands_.empty()) return text_;
  std::vector<std::pair<std::uint32_t, char>> edits;
  for (const Span operand : operands_) edits.emplace_back(operand.begin, '(');
  for (const Span operand : operands_) edits.emplace_back(operand.end, ')');
  // Operands nest or lie apart, so at one place the order of the parentheses does not matter except for `)(`, which
  // would need two operands without a token between them.
  std::ranges::stable_sort(edits, {}, &std::pair<std::uint32_t, char>::first);

  std::string out;
  out.reserve(text_.size() + edits.size());
  std::uint32_t copied = 0;
  for (const auto& [place, parenthesis] : edits) {
    out.append(text_, copied, place - copied);
    copied = place;
    inserted.push_back(static_cast<std::uint32_t>(out.size()));
    out += parenthesis;
  }
  out.append(text_, copied);
  return out;
}

}  // namespace pbc::syntax
