// SPDX-License-Identifier: Apache-2.0
//
// Decides whether a text is a Python 3.11 program, by the grammar of the Language Reference 10 and the further rules of
// CPython's compile(). tree-sitter builds the tree but is made to accept nearly everything; this decides and explains.
//
// A recursive descent over the tokens, one function per rule, in one file per construct (check_*.cpp). A function that
// sees a mistake reports it and moves to the end of the tokens, where every other rule ends without a word; the
// statement's loop then goes back and on with the next line. So a logical line gives at most one syntax error.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source_file.h"
#include "compiler/syntax/error_log.h"
#include "compiler/syntax/lexer.h"
#include "compiler/syntax/scopes.h"
#include "compiler/syntax/token.h"

namespace pbc::syntax {

/// What an expression is, as far as it matters for being assigned to or deleted.
enum class Shape : std::uint8_t {
  kName,
  kAttribute,
  kSubscript,
  kTuple,
  kList,
  kStarred,
  kCall,
  kLiteral,
  kFString,
  kTrue,
  kFalse,
  kNone,
  kEllipsis,
  kDict,
  kSet,
  kLambda,
  kConditional,
  kOperation,
  kComparison,
  kAwait,
  kYield,
  kNamed,
  kGenerator,
  kListComprehension,
  kSetComprehension,
  kDictComprehension,
};

struct Expr {
  Shape shape = Shape::kLiteral;
  Span span;
  bool parenthesized = false;
  std::vector<Expr> elements{};  // of a tuple, list or starred expression
};

class Checker {
 public:
  /// `parser_text` gets the rewrites that only show in the grammar.
  Checker(const SourceFile& source, ParserText& parser_text, ErrorLog& log);

  /// Reports everything that is wrong with `tokens`, which are the whole file.
  void check(std::span<const Token> tokens);

 private:
  /// Where statements stand, beyond their scope.
  struct Flow {
    bool in_loop = false;
    bool in_star_handler = false;       // inside `except*`: no return
    bool in_star_handler_loop = false;  // a loop began inside of it: break and continue are fine
    int blocks = 0;                     // nested for, while, try and with of this function
  };
  enum class ParameterList : std::uint8_t { kDef, kLambda };

  // checker.cpp: moving over tokens, reporting
  Tok tok() const { return tokens_[pos_].tok; }
  Tok tok(std::size_t ahead) const { return tokens_[std::min(pos_ + ahead, tokens_.size() - 1)].tok; }
  const Token& token() const { return tokens_[pos_]; }
  bool at(Tok tok) const { return this->tok() == tok; }
  bool at_name(std::string_view text) const;
  bool accept(Tok tok);
  bool expect(Tok tok, std::string_view where);
  Span expect_name(std::string_view what);
  Span here() const { return token().span(); }
  Span since(std::size_t first) const;
  std::string_view text(Span span) const { return source_.text(span); }
  /// The text for a message: of its first line, and not too much of that.
  std::string quoted(Span span) const;
  std::string describe_token() const;
  Diagnostic& fail(Span span, std::string message);
  Diagnostic& fail_here(std::string_view expected);
  Diagnostic& object(Span span, std::string message);
  bool enter();
  void leave() { --depth_; }

  // check_statements.cpp
  void statements();
  void statement();
  void recover(Tok first);
  void simple_statements();
  void simple_statement();
  void expression_statement();
  void assignment(Expr target);
  void annotated_assignment(const Expr& target);
  void delete_statement();
  void return_statement();
  void raise_statement();
  void assert_statement();
  void jump_statement();
  void scope_statement();
  bool python2_statement();
  void complain_about_expression(const Expr& expr);

  // check_imports.cpp
  void import_statement();
  void import_from_statement();
  void imported_name(bool from_future);
  Span dotted_name();

  // check_compound.cpp
  bool compound_statement();
  void block(std::string_view owner, std::uint32_t owner_begin);
  void nested_block(std::string_view owner, std::uint32_t owner_begin, bool loop);
  void if_statement();
  void while_statement();
  void for_statement(std::uint32_t begin);
  void else_block();
  void try_statement();
  void except_clause(bool& star, bool first);
  void with_statement(std::uint32_t begin);
  bool at_parenthesized_items() const;
  void with_item();
  void function_definition(std::uint32_t begin, bool is_async);
  void class_definition();
  void decorators();
  void async_statement();
  void orphan_clause();

  // check_parameters.cpp
  std::vector<Span> parameters(ParameterList list, Tok end);
  void bind_parameters(const std::vector<Span>& names);
  bool parameter(ParameterList list, bool starred, std::vector<Span>& names);

  // check_match.cpp
  bool at_match_statement() const;
  void match_statement();
  void case_block();
  using Captures = std::vector<Span>;
  struct PatternFacts {
    bool irrefutable = false;  // matches everything, so nothing may stand behind it
    std::string what;
  };
  PatternFacts open_pattern(Captures& captures);
  PatternFacts as_pattern(Captures& captures);
  PatternFacts or_pattern(Captures& captures);
  PatternFacts closed_pattern(Captures& captures);
  void sequence_pattern(Captures& captures, Tok end);
  void star_pattern(Captures& captures, bool& seen);
  void mapping_pattern(Captures& captures);
  void class_pattern(Captures& captures);
  void literal_pattern();
  void capture(Span name, Captures& captures);

  // check_expressions.cpp
  Expr star_expressions();
  Expr star_expression();
  Expr star_named_expression();
  Expr named_expression();
  Expr expression();
  Expr lambda();
  Expr disjunction();
  Expr conjunction();
  Expr inversion();
  Expr comparison();
  Expr operation(int least_precedence);
  Expr factor();
  Expr yield_expression();
  Expr yield_or_star_expressions();
  Expr list_of(Expr first, Expr (Checker::*element)());

  // check_primary.cpp
  Expr primary();
  Expr await_primary();
  Expr atom();
  void subscripts();
  bool slice();
  Expr parenthesized();
  Expr bracketed();
  Expr braced();
  void dict_item();
  bool at_comprehension() const { return at(Tok::kFor) || (at(Tok::kAsync) && tok(1) == Tok::kFor); }
  void comprehension(Scopes::Mark element, std::string_view what, bool is_generator);
  void check_element(const Expr& element, std::string_view message);

  // check_calls.cpp
  void arguments(bool of_class);
  void keyword_argument(std::vector<std::string_view>& seen);

  // check_targets.cpp
  enum class Target : std::uint8_t { kAssign, kFor, kWith, kDelete, kComprehension };
  void check_target(const Expr& target, Target use);
  void check_target_part(const Expr& target, Target use, bool nested);
  Expr target_list();
  void bind_names(const Expr& target, Scopes::Binding binding);
  void forbid_debug(Span name);

  // check_strings.cpp
  Expr strings();
  void escapes(Span body, bool bytes);

  // check_format_strings.cpp
  void format_string(Span body, bool raw);
  std::uint32_t format_field(std::uint32_t at, std::uint32_t end, bool raw, int depth);
  std::uint32_t format_text(std::uint32_t at, std::uint32_t end, bool raw, int depth);
  std::uint32_t end_of_expression(std::uint32_t at, std::uint32_t end);
  void format_expression(Span span);

  const SourceFile& source_;
  ParserText& parser_text_;
  ErrorLog& log_;
  Scopes scopes_;
  std::span<const Token> tokens_;
  std::size_t pos_ = 0;
  bool failed_ = false;
  std::size_t failed_at_ = 0;
  std::size_t line_ = 0;  // the first token of the logical line
  int depth_ = 0;         // of nested expressions: brackets, lambdas, f-strings
  bool in_format_field_ = false;
  Flow flow_;
  bool after_broken_header_ = false;
  bool futures_allowed_ = true;  // only the docstring and other future imports came before
};

}  // namespace pbc::syntax
