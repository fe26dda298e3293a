// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/parser_text.h"

#include <algorithm>
#include <array>
#include <functional>

namespace pbc::syntax {

namespace {

/// Words as opposed to operators.
bool is_word(Tok tok) { return tok == Tok::kName || tok == Tok::kNumber || tok == Tok::kString || is_keyword(tok); }

/// Operators that are part of no other.
bool stands_alone(Tok tok) {
  switch (tok) {
    case Tok::kLeftParen:
    case Tok::kLeftBracket:
    case Tok::kLeftBrace:
    case Tok::kRightParen:
    case Tok::kRightBracket:
    case Tok::kRightBrace:
    case Tok::kComma:
      return true;
    default:
      return false;
  }
}

/// Whether `after`, which does not follow `before` at once, could be read as a part of it.
bool needs_blank(Tok before, Tok after) {
  if (stands_alone(before) || stands_alone(after)) return false;
  return is_word(before) == is_word(after) || before == Tok::kNumber;
}

}  // namespace

void ParserText::blank_in_field(Span span) { std::fill(edited_.begin() + span.begin, edited_.begin() + span.end, ' '); }

void ParserText::name_in_field(Span span) {
  static constexpr std::array<std::string_view, 5> kStatementNames = {"print", "exec", "type", "match", "case"};
  const std::string_view name = source_.substr(span.begin, span.end - span.begin);
  if (std::ranges::find(kStatementNames, name) != kStatementNames.end()) {
    edited_[span.begin] = static_cast<char>(name[0] - 'a' + 'A');
  }
  for (std::uint32_t at = span.begin; at < span.end; ++at) {
    if (static_cast<unsigned char>(edited_[at]) >= 0x80) edited_[at] = '_';
  }
}

void ParserText::binary_operator_in_field(Span span) { edited_[span.begin] = source_[span.begin] == '&' ? '^' : '&'; }

void ParserText::format(std::uint32_t begin) {
  if (source_[begin] != '=') return;
  edited_[begin] = '_';
}

void ParserText::write(std::span<const Token> tokens) {
  text_.reserve(source_.size() / 2);
  places_.reserve(source_.size() / 2);
  for (const Span operand : operands_) {
    opening_.push_back(operand.begin);
    closing_.push_back(operand.end);
  }
  std::ranges::sort(opening_, std::greater());
  std::ranges::sort(closing_, std::greater());

  const auto end = static_cast<std::uint32_t>(source_.size());
  std::size_t depth = 0;
  bool at_line_start = true;
  const Token* before = nullptr;
  for (const Token& token : tokens) {
    switch (token.tok) {
      case Tok::kIndent:
        ++depth;
        break;
      case Tok::kDedent:
        --depth;
        break;
      case Tok::kNewline:
        put('\n', {token.begin, token.begin});
        at_line_start = true;
        break;
      case Tok::kEnd:
        put('\n', {end, end});
        places_.push_back({end, end});
        break;
      default:
        if (at_line_start) {
          for (std::size_t i = 0; i < depth; ++i) put(' ', {token.begin, token.begin});
        } else if ((before->end != token.begin || before->tok == Tok::kString) && needs_blank(before->tok, token.tok)) {
          put(' ', {before->end, before->end});
        }
        put_token(token);
        at_line_start = false;
        before = &token;
    }
  }
}

/// What stands between tokens, or for all of `place`.
void ParserText::put(char c, Span place) {
  text_ += c;
  places_.push_back(place);
}

void ParserText::put_token(const Token& token) {
  open(token.begin);
  switch (token.tok) {
    case Tok::kName:
      put_name(token.span());
      break;
    case Tok::kString:
      put_string(token.span());
      break;
    case Tok::kAmpersand:
      put('^', token.span());
      break;
    case Tok::kCaret:
      put('&', token.span());
      break;
    default:
      put_as_it_is(token.span());
  }
  close(token.end);
}

void ParserText::put_name(Span span) {
  const std::string_view name = source_.substr(span.begin, span.end - span.begin);
  // The grammar knows these.
  const bool means_something = name == "_" || name == "__future__" || soft_keywords_.contains(span);
  if (means_something) {
    put_as_it_is(span);
  } else {
    put('x', span);
  }
}

void ParserText::put_string(Span span) {
  const std::string_view string = source_.substr(span.begin, span.end - span.begin);
  const auto prefix = static_cast<std::uint32_t>(string.find_first_of("'\""));
  if (string.substr(0, prefix).find_first_of("fF") != std::string_view::npos) return put_as_it_is(span);
  const std::uint32_t quotes =
      string.size() >= prefix + 6 && string[prefix + 1] == string[prefix] && string[prefix + 2] == string[prefix] ? 3
                                                                                                                  : 1;
  put('"', {span.begin, span.begin + prefix + quotes});
  put('"', {span.end - quotes, span.end});
}

void ParserText::put_as_it_is(Span span) {
  for (std::uint32_t at = span.begin; at < span.end; ++at) {
    open(at);
    put(edited_[at], {at, at + 1});
    if (at + 1 < span.end) close(at + 1);
  }
}

void ParserText::open(std::uint32_t at) {
  for (; !opening_.empty() && opening_.back() == at; opening_.pop_back()) put('(', {at, at});
}

void ParserText::close(std::uint32_t at) {
  for (; !closing_.empty() && closing_.back() == at; closing_.pop_back()) put(')', {at, at});
}

}  // namespace pbc::syntax
