// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/span.h"
#include "compiler/syntax/token.h"

namespace pbc::syntax {

/// The text that tree-sitter gets to read instead of the source: of every token only what decides about the tree, since
/// reading costs tree-sitter as much as building. What a node says is read from the source itself.
///
/// - A name becomes `x`, unless the grammar knows it; a string without fields becomes `""`, so that its node has no
///   content; indentation is one blank a level. Comments, blank lines, and blanks that part no tokens are left out.
///
/// The pinned grammar also serves editors, and reads some valid Python in another way than CPython does, or not at all.
/// The lexer and the checker know better, and so:
///
/// - `&` and `^` change places: the grammar binds `^` tighter, Python `&` (Language Reference 6.17).
/// - `except *E` becomes `except*E`.
/// - The operand of `*` and of `await` gets parentheses where the grammar would take too little: `[*a.b]`, `await a **
///   b`.
///
/// F-strings are taken over byte for byte, except that in their fields line ends and backslashes become blanks, letters
/// outside of ASCII `_`, `print` and other names that begin statements get a capital, and the `=` of a format that
/// begins with one becomes `_`: the grammar takes `{x:=9}` for an assignment expression.
class ParserText {
 public:
  explicit ParserText(std::string_view source) : source_(source), edited_(source) {}

  /// Comments in order, each from its `#` to the end of its line.
  const std::vector<Span>& comments() const { return comments_; }
  void comment(Span span) { comments_.push_back(span); }

  /// The name is a soft keyword where it stands.
  void soft_keyword(Span name) { soft_keywords_.insert(name); }
  void parenthesize(Span operand) { operands_.insert(operand); }
  /// The operand was an assignment's target after all, where the grammar knows no parentheses.
  void unparenthesize(Span operand) { operands_.erase(operand); }

  // Places inside the fields of f-strings.
  void blank_in_field(Span span);
  void name_in_field(Span span);
  void binary_operator_in_field(Span span);
  void format(std::uint32_t begin);

  /// Writes the text, of the tokens of the whole file.
  void write(std::span<const Token> tokens);
  const std::string& text() const { return text_; }
  /// What a range of the text stands for in the source.
  Span to_source(std::uint32_t begin, std::uint32_t end) const {
    return {places_[begin].begin, places_[end == begin ? begin : end - 1].end};
  }

 private:
  void put(char c, Span place);
  void put_token(const Token& token);
  void put_name(Span span);
  void put_string(Span span);
  void put_as_it_is(Span span);
  void open(std::uint32_t at);
  void close(std::uint32_t at);

  std::string_view source_;
  std::vector<Span> comments_;
  std::set<Span> soft_keywords_, operands_;
  std::string edited_;  // the source, changed in the fields of f-strings

  std::string text_;
  std::vector<Span> places_;                      // by byte of the text, and of its end: what it stands for
  std::vector<std::uint32_t> opening_, closing_;  // where parentheses are to stand, the next one last
};

}  // namespace pbc::syntax
