// SPDX-License-Identifier: Apache-2.0
//
// The lexical structure of Python (Language Reference 2): text -> tokens, with the rules and limits of CPython 3.11's
// tokenizer. The tokens feed the Checker; the tree is tree-sitter's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/error_log.h"
#include "compiler/syntax/parser_text.h"
#include "compiler/syntax/token.h"

namespace pbc::syntax {

inline constexpr std::size_t kMaxBrackets = 200;     // CPython: MAXLEVEL
inline constexpr std::size_t kMaxIndentations = 99;  // CPython: MAXINDENT - 1
inline constexpr std::size_t kMaxTokens =
    6'000'000;  // some 30 MB of usual code; bounds the memory of a parse to 1.8 GB

/// Makes the tokens of a file, or of an expression inside an f-string. Errors go to the log; the text around them still
/// becomes tokens, so that later errors are found too.
class Lexer {
 public:
  enum class Mode { kFile, kExpression };

  /// `range` is the part of `text` to read. In kExpression mode line ends are blanks.
  Lexer(std::string_view text, Span range, Mode mode, ParserText& parser_text, ErrorLog& log);

  /// All tokens; the last one is kEnd.
  std::vector<Token> run();

 private:
  struct Bracket {
    char open;
    std::uint32_t at;
  };

  char peek(std::uint32_t ahead = 0) const { return at_ + ahead < end_ ? text_[at_ + ahead] : '\0'; }
  bool done() const { return at_ >= end_; }
  void emit(Tok tok, std::uint32_t begin) { tokens_.push_back({tok, begin, at_}); }

  // lexer.cpp
  void token();
  void line_end();
  void word();
  void symbol();
  void string(std::uint32_t begin);
  void open_bracket(char open);
  void close_bracket(char close);
  bool line_continuation();
  /// A statement begins while brackets are open: reports the innermost, closes all, and goes back to the line's start.
  bool leaves_unclosed_brackets(Tok keyword, std::uint32_t begin);
  void finish();

  // lex_indentation.cpp
  void indentation();
  void indent_to(std::uint32_t column, std::uint32_t alternative);
  void check_tabs(std::uint32_t alternative, std::uint32_t expected);

  // lex_number.cpp
  void number();
  std::string scan_number();
  std::string digits_of_base(int base, std::string_view base_name);
  bool decimal_digits();
  std::string fraction_and_exponent(bool leading_zeros);
  std::string end_of_number(std::string_view literal);

  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t end_;
  Mode mode_;
  ParserText& parser_text_;
  ErrorLog& log_;
  std::vector<Token> tokens_;
  std::vector<Bracket> brackets_;
  // The open indentation levels, counted with tabs of 8 and of 1: only a text that means the same under both is
  // accepted (Language Reference 2.1.8).
  struct Level {
    std::uint32_t column;
    std::uint32_t alternative;
  };
  std::vector<Level> levels_{{0, 0}};
  bool at_line_start_;
  bool tabs_reported_ = false;
};

/// Whether `c` may begin, or go on with, an identifier (Language Reference 2.3).
bool is_identifier_start(char32_t c);
bool is_identifier_part(char32_t c);

}  // namespace pbc::syntax
