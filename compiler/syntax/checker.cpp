// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/checker.h"

#include <fmt/format.h>

#include <utility>

namespace pbc::syntax {

namespace {
constexpr int kMaxExpressionDepth = 300;  // brackets alone may use 200 of them
}

Checker::Checker(const SourceFile& source, ParserText& parser_text, ErrorLog& log)
    : source_(source), parser_text_(parser_text), log_(log), scopes_(source.text(), log) {}

void Checker::check(std::span<const Token> tokens) {
  tokens_ = tokens;
  statements();
  scopes_.finish();
}

bool Checker::at_name(std::string_view name) const { return at(Tok::kName) && text(here()) == name; }

bool Checker::accept(Tok tok) {
  if (!at(tok)) return false;
  ++pos_;
  return true;
}

bool Checker::expect(Tok tok, std::string_view where) {
  if (accept(tok)) return true;
  fail_here(fmt::format("`{}` {}", spelling(tok), where));
  return false;
}

Span Checker::expect_name(std::string_view what) {
  const Span span = here();
  if (!accept(Tok::kName)) {
    Diagnostic& diagnostic = fail_here(what);
    const Tok found = keyword_or_name(text(span));
    if (is_keyword(found)) diagnostic.help("keywords cannot be names");
  }
  return span;
}

/// From the first token with that number to the token before the current one.
Span Checker::since(std::size_t first) const {
  const std::size_t last = pos_ > first ? pos_ - 1 : first;
  return {tokens_[first].begin, tokens_[last].end};
}

std::string Checker::quoted(Span span) const {
  constexpr std::size_t kMaxShown = 60;
  const std::string_view all = text(span);
  std::size_t end = std::min({all.size(), all.find('\n'), kMaxShown});
  while (end > 0 && end < all.size() && (static_cast<unsigned char>(all[end]) & 0xC0) == 0x80) --end;
  return fmt::format("`{}{}`", all.substr(0, end), end < all.size() ? "..." : "");
}

std::string Checker::describe_token() const {
  switch (tok()) {
    case Tok::kEnd:
      return in_format_field_ ? "end of the f-string's field" : "end of file";
    case Tok::kNewline:
      return "end of line";
    case Tok::kIndent:
      return "indented line";
    case Tok::kDedent:
      return "end of block";
    default:
      return (is_keyword(tok()) ? "keyword " : "") + quoted(here());
  }
}

/// Reports and gives up the logical line. Silent when something else in the line was reported before: it may be the
/// cause of this.
Diagnostic& Checker::fail(Span span, std::string message) {
  static thread_local Diagnostic unheard;
  if (failed_) return unheard = {};
  failed_ = true;
  failed_at_ = pos_;
  std::size_t last = pos_;
  while (last + 1 < tokens_.size() && tokens_[last].tok != Tok::kNewline) ++last;
  pos_ = tokens_.size() - 1;
  if (log_.any_in({tokens_[line_].begin, std::max(tokens_[last].end, tokens_[line_].begin + 1)})) return unheard = {};
  return log_.add(span, std::move(message));
}

Diagnostic& Checker::fail_here(std::string_view expected) {
  const std::string found = describe_token();
  Span span = here();
  // The end of a line is a place on it, not the start of the next one.
  if (at(Tok::kNewline) || at(Tok::kEnd)) span.end = span.begin;
  if (expected.empty()) return fail(span, fmt::format("unexpected {}", found));
  return fail(span, fmt::format("expected {}, found {}", expected, found));
}

/// Reports and goes on: the text has the shape of Python.
Diagnostic& Checker::object(Span span, std::string message) {
  static thread_local Diagnostic unheard;
  if (failed_) return unheard = {};
  return log_.add(span, std::move(message));
}

/// Every rule that calls itself through brackets or keywords enters here and leaves after.
bool Checker::enter() {
  if (++depth_ <= kMaxExpressionDepth) return true;
  if (!failed_) {
    log_.add(DiagKind::kNestingTooDeep, here(),
             fmt::format("expressions are nested more than {} deep", kMaxExpressionDepth));
    log_.stop();
    fail_here({});
  }
  return false;
}

}  // namespace pbc::syntax
