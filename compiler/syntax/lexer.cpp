// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/lexer.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>

#include "compiler/base/utf8.h"

namespace pbc::syntax {

namespace {

constexpr auto kWordBytes = [] {
  std::array<bool, 256> out{};
  for (int c = 0; c < 256; ++c)
    out[static_cast<std::size_t>(c)] =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c >= 0x80;
  return out;
}();

bool is_word_byte(char c) { return kWordBytes[static_cast<unsigned char>(c)]; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_string_prefix(std::string_view word) {
  if (word.size() > 2) return false;
  std::string lower(word);
  for (char& c : lower) c = static_cast<char>(c | 0x20);
  static constexpr std::array<std::string_view, 8> kPrefixes = {"r", "u", "b", "f", "br", "rb", "fr", "rf"};
  return std::ranges::find(kPrefixes, lower) != kPrefixes.end();
}

char closing(char open) { return open == '(' ? ')' : open == '[' ? ']' : '}'; }

/// Keywords that no expression holds, so that a bracket open before one was never closed.
bool only_starts_statement(Tok tok) {
  switch (tok) {
    case Tok::kAssert:
    case Tok::kBreak:
    case Tok::kClass:
    case Tok::kContinue:
    case Tok::kDef:
    case Tok::kDel:
    case Tok::kElif:
    case Tok::kExcept:
    case Tok::kFinally:
    case Tok::kGlobal:
    case Tok::kImport:
    case Tok::kNonlocal:
    case Tok::kPass:
    case Tok::kRaise:
    case Tok::kReturn:
    case Tok::kTry:
    case Tok::kWhile:
    case Tok::kWith:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool is_identifier_start(char32_t c) {
  if (c < 0x80) return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
      return c != 0x037A && c != 0x0E33 && c != 0x0EB3 && c != 0x2E2F;  // not stable under NFKC
    default:
      return c == 0x1885 || c == 0x1886 || c == 0x2118 || c == 0x212E;  // Other_ID_Start
  }
}

bool is_identifier_part(char32_t c) {
  if (c < 0x80) return is_identifier_start(c) || (c >= '0' && c <= '9');
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC:
      return true;
    default:
      return is_identifier_start(c) || c == 0x00B7 || c == 0x0387 || (c >= 0x1369 && c <= 0x1371) || c == 0x19DA ||
             c == 0x0E33 || c == 0x0EB3;
  }
}

Lexer::Lexer(std::string_view text, Span range, Mode mode, ParserText& parser_text, ErrorLog& log)
    : text_(text),
      at_(range.begin),
      end_(range.end),
      mode_(mode),
      parser_text_(parser_text),
      log_(log),
      at_line_start_(mode == Mode::kFile) {}

std::vector<Token> Lexer::run() {
  if (mode_ == Mode::kFile) tokens_.reserve(text_.size() / 4);
  while (!done() && !log_.stopped()) {
    if (at_line_start_) indentation();
    if (!done() && !log_.stopped()) token();
    if (tokens_.size() > kMaxTokens) {
      log_.add(DiagKind::kFileTooLarge, {at_, at_}, fmt::format("file has more than {} tokens", kMaxTokens));
      log_.stop();
    }
  }
  finish();
  return std::move(tokens_);
}

void Lexer::token() {
  const char c = peek();
  if (c == ' ' || c == '\t' || c == '\f') {
    ++at_;
  } else if (c == '\n') {
    line_end();
  } else if (c == '#') {
    const std::uint32_t begin = at_;
    at_ = static_cast<std::uint32_t>(std::min<std::size_t>(text_.find('\n', at_), end_));
    parser_text_.comment({begin, at_});
  } else if (c == '\\') {
    line_continuation();
  } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
    number();
  } else if (is_word_byte(c)) {
    word();
  } else if (c == '"' || c == '\'') {
    string(at_);
  } else {
    symbol();
  }
}

void Lexer::line_end() {
  ++at_;
  if (!brackets_.empty() || mode_ == Mode::kExpression) {
    if (mode_ == Mode::kExpression) parser_text_.blank_in_field({at_ - 1, at_});
    return;
  }
  if (!tokens_.empty() && tokens_.back().tok != Tok::kNewline && tokens_.back().tok != Tok::kIndent &&
      tokens_.back().tok != Tok::kDedent) {
    tokens_.push_back({Tok::kNewline, at_ - 1, at_});
  }
  at_line_start_ = true;
}

bool Lexer::line_continuation() {
  const std::uint32_t begin = at_++;
  if (peek() != '\n') {
    log_.add({begin + 1, std::min(begin + 2, end_)}, "unexpected character after line continuation character `\\`");
    emit(Tok::kBad, begin);
    return false;
  }
  ++at_;
  if (done()) {
    log_.add({begin, begin + 1}, "unexpected end of file after line continuation character `\\`");
    emit(Tok::kBad, begin);
    return false;
  }
  if (mode_ == Mode::kExpression) parser_text_.blank_in_field({begin, at_});
  return true;
}

void Lexer::word() {
  const std::uint32_t begin = at_;
  while (!done() && is_word_byte(text_[at_])) ++at_;
  const std::string_view text = text_.substr(begin, at_ - begin);
  if ((peek() == '"' || peek() == '\'') && is_string_prefix(text)) return string(begin);

  Tok tok = keyword_or_name(text);
  const bool is_ascii = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  for (std::uint32_t at = is_ascii ? at_ : begin; at < at_;) {
    const CodePoint c = decode_utf8(text_.substr(at, at_ - at));
    if (at == begin ? !is_identifier_start(c.value) : !is_identifier_part(c.value)) {
      std::string shown(text_.substr(at, c.length));
      log_.add({at, at + c.length},
               fmt::format("character `{}` (U+{:04X}) in a name", shown, static_cast<std::uint32_t>(c.value)));
      tok = Tok::kBad;
      break;
    }
    at += c.length;
  }
  if (leaves_unclosed_brackets(tok, begin)) return;
  if (tok == Tok::kName && mode_ == Mode::kExpression) parser_text_.name_in_field({begin, at_});
  emit(tok, begin);
}

bool Lexer::leaves_unclosed_brackets(Tok keyword, std::uint32_t begin) {
  if (brackets_.empty() || mode_ == Mode::kExpression || !only_starts_statement(keyword)) return false;
  std::uint32_t line_start = begin;
  while (line_start > 0 && (text_[line_start - 1] == ' ' || text_[line_start - 1] == '\t')) --line_start;
  if (line_start > 0 && text_[line_start - 1] != '\n') return false;
  const Bracket& bracket = brackets_.back();
  log_.add({bracket.at, bracket.at + 1}, fmt::format("`{}` was never closed", bracket.open));
  brackets_.clear();
  tokens_.push_back({Tok::kBad, line_start, line_start});
  tokens_.push_back({Tok::kNewline, line_start, line_start});
  at_ = line_start;
  at_line_start_ = true;
  return true;
}

void Lexer::symbol() {
  const std::uint32_t begin = at_;
  const Tok tok = operator_at(text_.substr(at_, end_ - at_));
  switch (tok) {
    case Tok::kBad: {
      ++at_;
      const char c = text_[begin];
      log_.add({begin, at_}, fmt::format("unexpected character `{}`", c))
          .help(c == '`' ? "backticks are Python 2; write `repr(...)`" : "");
      break;
    }
    case Tok::kLeftParen:
    case Tok::kLeftBracket:
    case Tok::kLeftBrace:
      ++at_;
      open_bracket(text_[begin]);
      break;
    case Tok::kRightParen:
    case Tok::kRightBracket:
    case Tok::kRightBrace:
      ++at_;
      return close_bracket(text_[begin]);
    case Tok::kAmpersand:
    case Tok::kCaret:
      ++at_;
      if (mode_ == Mode::kExpression) parser_text_.binary_operator_in_field({begin, at_});
      break;
    default:
      at_ += static_cast<std::uint32_t>(spelling(tok).size());
  }
  emit(tok, begin);
}

void Lexer::open_bracket(char open) {
  brackets_.push_back({open, at_ - 1});
  if (brackets_.size() <= kMaxBrackets) return;
  log_.add(DiagKind::kNestingTooDeep, {at_ - 1, at_},
           fmt::format("brackets are nested more than {} deep", kMaxBrackets));
  log_.stop();
}

void Lexer::close_bracket(char close) {
  const std::uint32_t begin = at_ - 1;
  const auto matching = std::ranges::find_if(brackets_.rbegin(), brackets_.rend(),
                                             [&](const Bracket& bracket) { return closing(bracket.open) == close; });
  if (matching == brackets_.rbegin() && !brackets_.empty()) {
    brackets_.pop_back();
    return emit(operator_at(text_.substr(begin, 1)), begin);
  }
  if (brackets_.empty()) {
    log_.add({begin, at_}, fmt::format("`{}` closes nothing", close));
  } else {
    const Bracket& bracket = brackets_.back();
    log_.add({begin, at_}, fmt::format("`{}` does not close `{}`", close, bracket.open))
        .note({bracket.at, bracket.at + 1}, fmt::format("`{}` opened here", bracket.open));
    // The bracket that does match, if any, tells where the reader meant to be.
    if (matching == brackets_.rend()) {
      brackets_.pop_back();
    } else {
      brackets_.erase(matching.base() - 1, brackets_.end());
    }
  }
  emit(Tok::kBad, begin);
}

void Lexer::string(std::uint32_t begin) {
  const char quote = peek();
  const bool triple = peek(1) == quote && peek(2) == quote;
  at_ += triple ? 3 : 1;
  while (!done()) {
    const char c = peek();
    if (c == '\\') {
      at_ = std::min(at_ + 2, end_);
    } else if (c == quote && (!triple || (peek(1) == quote && peek(2) == quote))) {
      at_ += triple ? 3 : 1;
      return emit(Tok::kString, begin);
    } else if (c == '\n' && !triple) {
      break;
    } else {
      ++at_;
    }
  }
  const std::uint32_t opening_end = static_cast<std::uint32_t>(text_.find(quote, begin)) + (triple ? 3 : 1);
  log_.add({begin, opening_end}, triple ? "triple-quoted string is never closed" : "string is not closed on its line");
  emit(Tok::kBad, begin);
}

void Lexer::finish() {
  if (log_.stopped()) {
    tokens_.clear();
  } else if (!brackets_.empty()) {
    const Bracket& bracket = brackets_.back();
    if (mode_ == Mode::kFile) {
      log_.add({bracket.at, bracket.at + 1}, fmt::format("`{}` was never closed", bracket.open));
    } else {
      log_.add({bracket.at, bracket.at + 1}, fmt::format("`{}` is not closed inside the f-string", bracket.open));
    }
    tokens_.push_back({Tok::kBad, end_, end_});
  }
  if (mode_ == Mode::kFile) {
    if (!tokens_.empty() && tokens_.back().tok != Tok::kNewline && tokens_.back().tok != Tok::kDedent) {
      tokens_.push_back({Tok::kNewline, end_, end_});
    }
    for (std::size_t i = 1; i < levels_.size() && !log_.stopped(); ++i) tokens_.push_back({Tok::kDedent, end_, end_});
  }
  tokens_.push_back({Tok::kEnd, end_, end_});
}

}  // namespace pbc::syntax
