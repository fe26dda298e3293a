// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/span.h"

namespace pbc::syntax {

/// The source as tree-sitter gets to read it. The pinned grammar serves editors and reads some valid Python in another
/// way than CPython does, or not at all. The lexer and the checker know better, and rewrite those places here, byte for
/// byte: every token keeps its place, and what a node says is read from the source itself.
///
/// - Line ends inside brackets and behind `\` become blanks, and so do comments: the grammar derives dedents from both.
/// - `print`, `exec`, `type`, `match` and `case` as names get a capital, so that they begin no statement.
/// - `&` and `^` change places: the grammar binds `^` tighter, Python `&` (Language Reference 6.17).
/// - Letters outside of ASCII become `_`: the grammar knows other names than Python does.
/// - `except *E` becomes `except* E`.
/// - The `=` of a format that begins with one becomes `_`: the grammar takes `{x:=9}` for an assignment expression.
/// - The operand of `*` and of `await` gets parentheses where the grammar would take too little: `[*a.b]`, `await a **
/// b`.
///
/// The parentheses move what is behind them, so places need to_source(); all else keeps its place.
class ParserText {
 public:
  explicit ParserText(std::string_view source) : text_(source) {}

  const std::vector<Span>& comments() const { return comments_; }

  void blank(Span span);
  void comment(Span span);
  void name(Span span);
  /// The name before was a soft keyword after all.
  void keyword(Span span, std::string_view spelling) { text_.replace(span.begin, spelling.size(), spelling); }
  void binary_operator(Span span);
  void except_star(Span star, std::uint32_t except_end);
  void format(std::uint32_t begin) {
    if (text_[begin] == '=') text_[begin] = '_';
  }
  void parenthesize(Span operand) { operands_.insert(operand); }
  /// The operand was an assignment's target after all, where the grammar knows no parentheses.
  void unparenthesize(Span operand) { operands_.erase(operand); }

  /// The text with its parentheses, and by `inserted` where in it they stand, in ascending order.
  std::string finish(std::vector<std::uint32_t>& inserted) const;

 private:
  std::string text_;
  std::vector<Span> comments_;
  std::set<Span> operands_;
};

}  // namespace pbc::syntax
