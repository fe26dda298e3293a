// SPDX-License-Identifier: Apache-2.0
//
// f-strings (Language Reference 2.4.3), as CPython 3.11 reads them: first the braces are matched, character by
// character, then each expression is parsed on its own.
#include <fmt/format.h>

#include "compiler/syntax/checker.h"

namespace pbc::syntax {

namespace {
constexpr int kMaxFieldDepth = 2;  // an expression in a format specification may not have one with expressions itself
}

void Checker::format_string(Span body, bool raw) {
  std::uint32_t at = body.begin;
  while (at < body.end && !failed_) {
    at = format_text(at, body.end, raw, 0);
    if (at < body.end && !failed_) at = format_field(at, body.end, raw, 0);
  }
}

/// Text up to the `{` of a field, the end, or in a specification (`depth` > 0) the `}` that closes its field.
std::uint32_t Checker::format_text(std::uint32_t at, std::uint32_t end, bool raw, int depth) {
  const std::string_view all = source_.text();
  const std::uint32_t begin = at;
  while (at < end) {
    const char c = all[at];
    if (c == '\\' && !raw && at + 1 < end) {
      ++at;
      if (all[at] == '{' || all[at] == '}') continue;
      if (all[at] == 'N' && at + 1 < end && all[at + 1] == '{') {
        const std::size_t close = all.substr(0, end).find('}', at);
        if (close != std::string_view::npos) at = static_cast<std::uint32_t>(close);
      }
      ++at;
      continue;
    }
    if (c == '{' || c == '}') {
      const bool doubled = depth == 0 && at + 1 < end && all[at + 1] == c;
      if (!doubled) {
        if (c == '}' && depth == 0) fail({at, at + 1}, "`}` alone in an f-string").help("write `}}` for a brace");
        break;
      }
      ++at;
    }
    ++at;
  }
  if (!raw && !failed_) escapes({begin, at}, false);
  return at;
}

/// `{expression=!r:specification}`; gives the place behind the `}`.
std::uint32_t Checker::format_field(std::uint32_t at, std::uint32_t end, bool raw, int depth) {
  const std::string_view all = source_.text();
  const Span open{at, at + 1};
  if (depth >= kMaxFieldDepth) {
    fail(open, "expressions are nested too deeply in an f-string");
    return end;
  }
  const auto peek = [&](std::uint32_t place) { return place < end ? all[place] : '\0'; };
  const std::uint32_t expression_end = end_of_expression(at + 1, end);
  if (failed_) return end;
  const Span expression{at + 1, expression_end};
  if (text(expression).find_first_not_of(" \t\n\f") == std::string_view::npos) {
    fail(open, "`{` without an expression in an f-string").help("write `{{` for a brace");
    return end;
  }
  format_expression(expression);
  at = expression_end;
  if (peek(at) == '=') {
    ++at;
    while (peek(at) == ' ' || peek(at) == '\t' || peek(at) == '\n' || peek(at) == '\f') ++at;
  }
  if (peek(at) == '!') {
    const char conversion = peek(at + 1);
    if (conversion != 's' && conversion != 'r' && conversion != 'a') {
      fail({at, std::min(at + 2, end)}, "expected `!s`, `!r` or `!a` in an f-string");
      return end;
    }
    at += 2;
  }
  if (peek(at) == ':') {
    ++at;
    if (at < end) parser_text_.format(at);
    while (at < end && all[at] != '}' && !failed_) {
      at = format_text(at, end, raw, depth + 1);
      if (peek(at) == '{' && !failed_) at = format_field(at, end, raw, depth + 1);
    }
  }
  if (!failed_ && peek(at) != '}') fail(open, "`{` is not closed in an f-string").help("write `{{` for a brace");
  return at + 1;
}

/// Where the expression that begins at `at` ends: at `!`, `:`, `=` or `}` outside of brackets and strings.
std::uint32_t Checker::end_of_expression(std::uint32_t at, std::uint32_t end) {
  const std::string_view all = source_.text();
  std::string brackets;
  for (; at < end && !failed_; ++at) {
    const char c = all[at];
    const char next = at + 1 < end ? all[at + 1] : '\0';
    if (c == '\\') {
      fail({at, at + 1}, "backslash in the expression of an f-string");
    } else if (c == '#') {
      fail({at, at + 1}, "`#` in the expression of an f-string");
    } else if (c == '\'' || c == '"') {
      const std::uint32_t begin = at;
      const std::uint32_t quotes = next == c && at + 2 < end && all[at + 2] == c ? 3 : 1;
      const std::string closing(quotes, c);
      const std::size_t close = all.substr(0, end).find(closing, at + quotes);
      const std::size_t backslash = all.substr(0, close).find('\\', at);
      if (backslash != std::string_view::npos && backslash < end) {
        const auto place = static_cast<std::uint32_t>(backslash);
        fail({place, place + 1}, "backslash in the expression of an f-string");
      } else if (close == std::string_view::npos) {
        fail({begin, begin + quotes}, "string is not closed in the expression of an f-string");
      } else {
        at = static_cast<std::uint32_t>(close) + quotes - 1;
      }
    } else if (c == '(' || c == '[' || c == '{') {
      brackets += c;
      if (brackets.size() >= kMaxBrackets) fail({at, at + 1}, "brackets are nested too deeply in an f-string");
    } else if (brackets.empty() && (c == '!' || c == ':' || c == '}' || c == '=' || c == '<' || c == '>')) {
      if (next == '=' && (c == '!' || c == '=' || c == '<' || c == '>')) {
        ++at;
      } else if (c != '<' && c != '>') {
        return at;
      }
    } else if (c == ')' || c == ']' || c == '}') {
      const char open = c == ')' ? '(' : c == ']' ? '[' : '{';
      if (brackets.empty() || brackets.back() != open) {
        fail({at, at + 1}, fmt::format("`{}` closes nothing in the expression of an f-string", c));
      } else {
        brackets.pop_back();
      }
    }
  }
  if (!failed_ && !brackets.empty()) {
    fail({at - 1, at}, fmt::format("`{}` is not closed in the expression of an f-string", brackets.back()));
  }
  return at;
}

/// CPython puts parentheses around the text and parses that, so line ends are blanks, and a `yield` or a tuple may
/// stand without their own.
void Checker::format_expression(Span span) {
  const std::vector<Token> inner = Lexer(source_.text(), span, Lexer::Mode::kExpression, parser_text_, log_).run();
  if (!enter()) return;
  const auto outer_tokens = std::exchange(tokens_, inner);
  const std::size_t outer_pos = std::exchange(pos_, 0);
  const std::size_t outer_line = std::exchange(line_, 0);
  const bool outer_field = std::exchange(in_format_field_, true);

  if (at(Tok::kYield)) {
    yield_expression();
  } else {
    const Scopes::Mark mark = scopes_.mark();
    const Expr first = star_named_expression();
    if (at_comprehension()) {
      check_element(first, "iterable unpacking in a generator expression");
      comprehension(mark, "generator expression", true);
    } else if (!at(Tok::kComma) && first.shape == Shape::kStarred) {
      fail(first.span, "starred expression in an f-string");
    } else {
      list_of(first, &Checker::star_named_expression);
    }
  }
  if (!failed_ && !at(Tok::kEnd)) fail_here({});

  tokens_ = outer_tokens;
  pos_ = outer_pos;
  line_ = outer_line;
  in_format_field_ = outer_field;
  if (failed_) {
    failed_at_ = pos_;
    pos_ = tokens_.size() - 1;
  }
  leave();
}

}  // namespace pbc::syntax
