// SPDX-License-Identifier: Apache-2.0
//
// Compound statements (Language Reference 8).
#include <fmt/format.h>

#include "compiler/syntax/checker.h"

namespace pbc::syntax {

namespace {
constexpr int kMaxBlocks = 20;  // CPython: CO_MAXBLOCKS
}

bool Checker::compound_statement() {
  const std::uint32_t begin = token().begin;
  switch (tok()) {
    case Tok::kIf:
      if_statement();
      break;
    case Tok::kWhile:
      while_statement();
      break;
    case Tok::kFor:
      for_statement(begin);
      break;
    case Tok::kTry:
      try_statement();
      break;
    case Tok::kWith:
      with_statement(begin);
      break;
    case Tok::kDef:
      function_definition(begin, false);
      break;
    case Tok::kClass:
      class_definition();
      break;
    case Tok::kAt:
      decorators();
      break;
    case Tok::kAsync:
      async_statement();
      break;
    default:
      if (!at_match_statement()) return false;
      match_statement();
  }
  futures_allowed_ = false;
  return true;
}

/// `:` and the statements behind it. `owner` names what they belong to, for the message when there are none.
void Checker::block(std::string_view owner, std::uint32_t owner_begin) {
  if (!accept(Tok::kColon)) {
    Diagnostic& diagnostic = fail_here(fmt::format("`:` after `{}`", owner));
    if (failed_at_ < tokens_.size() && tokens_[failed_at_].tok == Tok::kEqual) diagnostic.help("did you mean `==`?");
    return;
  }
  scopes_.settle(0);
  if (!accept(Tok::kNewline)) {
    simple_statements();
    if (!failed_) scopes_.settle(0);
    return;
  }
  if (!accept(Tok::kIndent)) {
    Span place = here();
    place.end = place.begin + (at(Tok::kEnd) || at(Tok::kDedent) ? 0 : 1);
    if (!log_.any_in({place.begin, place.begin + 1})) {
      object(place, fmt::format("expected an indented block after `{}`", owner))
          .note({owner_begin, owner_begin + static_cast<std::uint32_t>(owner.size())},
                "the block belongs to this line");
    }
    return;
  }
  statements();
  accept(Tok::kDedent);
}

void Checker::nested_block(std::string_view owner, std::uint32_t owner_begin, bool loop) {
  const Flow outer = flow_;
  if (loop) {
    flow_.in_loop = true;
    if (flow_.in_star_handler) flow_.in_star_handler_loop = true;
  }
  if (++flow_.blocks == kMaxBlocks + 1) {
    log_.add(DiagKind::kNestingTooDeep, {owner_begin, owner_begin + 1},
             fmt::format("more than {} loops, `try` and `with` blocks inside one another", kMaxBlocks));
  }
  block(owner, owner_begin);
  flow_ = outer;
}

void Checker::if_statement() {
  const char* owner = "if";
  do {
    line_ = pos_;
    const std::uint32_t begin = token().begin;
    ++pos_;
    named_expression();
    block(owner, begin);
    if (failed_) return;
    owner = "elif";
  } while (at(Tok::kElif));
  else_block();
}

void Checker::else_block() {
  if (failed_ || !at(Tok::kElse)) return;
  line_ = pos_;
  const std::uint32_t begin = token().begin;
  ++pos_;
  if (at(Tok::kIf)) {
    fail_here("`:` after `else`").help("did you mean `elif`?");
    return;
  }
  block("else", begin);
}

void Checker::while_statement() {
  const std::uint32_t begin = token().begin;
  ++pos_;
  named_expression();
  nested_block("while", begin, true);
  else_block();
}

void Checker::for_statement(std::uint32_t begin) {
  ++pos_;
  const Expr target = target_list();
  if (!failed_) check_target(target, Target::kFor);
  expect(Tok::kIn, "after the targets of `for`");
  complain_about_expression(star_expressions());
  nested_block("for", begin, true);
  else_block();
}

void Checker::try_statement() {
  const std::uint32_t begin = token().begin;
  const Span keyword = here();
  ++pos_;
  nested_block("try", begin, false);
  if (failed_) return;
  bool star = false;
  bool any = false;
  while (at(Tok::kExcept) && !failed_) {
    except_clause(star, !any);
    any = true;
  }
  if (any) else_block();
  if (failed_) return;
  if (at(Tok::kFinally)) {
    any = true;
    line_ = pos_;
    const std::uint32_t finally_begin = token().begin;
    ++pos_;
    block("finally", finally_begin);
  }
  if (!any && !failed_) object(keyword, "expected an `except` or `finally` block after `try`");
}

void Checker::except_clause(bool& star, bool first) {
  line_ = pos_;
  const std::uint32_t begin = token().begin;
  ++pos_;
  const Span star_place = here();
  const bool this_star = accept(Tok::kStar);
  if (first) star = this_star;
  if (this_star != star) object(star_place, "both `except` and `except*` on the same `try`");
  bool bare = false;
  if (at(Tok::kColon)) {
    bare = true;
    if (this_star) fail_here("one or more exception types");
  } else {
    expression();
    if (at(Tok::kComma)) {
      fail_here({}).help("several exception types need parentheses; a name for the exception comes after `as`");
    }
    if (accept(Tok::kAs)) {
      const Span name = expect_name("a name after `as`");
      if (!failed_) {
        forbid_debug(name);
        scopes_.bind(name, Scopes::Binding::kAssigned);
      }
    }
  }
  if (failed_) return;
  const Flow outer = flow_;
  if (this_star) {
    flow_.in_star_handler = true;
    flow_.in_star_handler_loop = false;
  }
  nested_block(this_star ? "except*" : "except", begin, false);
  flow_ = outer;
  if (bare && at(Tok::kExcept)) object({begin, begin + 6}, "`except:` without a type is not the last one");
}

/// Whether `with (` begins a list of items in parentheses: one with an `as`, closed right before the `:`. Without an
/// `as` the parentheses may as well be an expression's.
bool Checker::at_parenthesized_items() const {
  if (!at(Tok::kLeftParen)) return false;
  int depth = 0;
  bool has_as = false;
  for (std::size_t i = pos_; i < tokens_.size() && tokens_[i].tok != Tok::kNewline; ++i) {
    const Tok tok = tokens_[i].tok;
    if (tok == Tok::kLeftParen || tok == Tok::kLeftBracket || tok == Tok::kLeftBrace) ++depth;
    if (tok == Tok::kAs && depth == 1) has_as = true;
    if (tok == Tok::kRightParen || tok == Tok::kRightBracket || tok == Tok::kRightBrace) --depth;
    if (depth == 0) return has_as && i + 1 < tokens_.size() && tokens_[i + 1].tok == Tok::kColon;
  }
  return false;
}

void Checker::with_statement(std::uint32_t begin) {
  ++pos_;
  if (at_parenthesized_items()) {
    ++pos_;
    do {
      with_item();
    } while (accept(Tok::kComma) && !at(Tok::kRightParen));
    expect(Tok::kRightParen, "after the items of `with`");
  } else {
    do {
      with_item();
    } while (accept(Tok::kComma));
  }
  nested_block("with", begin, false);
}

void Checker::with_item() {
  expression();
  if (!accept(Tok::kAs)) return;
  const Expr target = star_expression();
  if (!failed_) check_target(target, Target::kWith);
}

void Checker::function_definition(std::uint32_t begin, bool is_async) {
  ++pos_;
  const Span name = expect_name("the function's name");
  if (failed_) return;
  forbid_debug(name);
  scopes_.bind(name, Scopes::Binding::kAssigned);
  if (at(Tok::kLeftBracket)) {
    fail_here("`(` after the function's name").help("type parameters need Python 3.12");
    return;
  }
  expect(Tok::kLeftParen, "after the function's name");
  const std::vector<Span> names = parameters(ParameterList::kDef, Tok::kRightParen);
  expect(Tok::kRightParen, "after the parameters");
  if (accept(Tok::kArrow)) expression();
  if (failed_) return;
  scopes_.settle(0);
  scopes_.push(is_async ? Scopes::Kind::kAsyncFunction : Scopes::Kind::kFunction);
  bind_parameters(names);
  const Flow outer = flow_;
  flow_ = {};
  block("def", begin);
  flow_ = outer;
  scopes_.pop();
}

void Checker::class_definition() {
  const std::uint32_t begin = token().begin;
  ++pos_;
  const Span name = expect_name("the class's name");
  if (failed_) return;
  forbid_debug(name);
  scopes_.bind(name, Scopes::Binding::kAssigned);
  if (at(Tok::kLeftBracket)) {
    fail_here("`:` after the class's name").help("type parameters need Python 3.12");
    return;
  }
  if (accept(Tok::kLeftParen)) arguments(true);
  scopes_.settle(0);
  scopes_.push(Scopes::Kind::kClass);
  const Flow outer = flow_;
  flow_ = {};
  block("class", begin);
  flow_ = outer;
  scopes_.pop();
}

void Checker::decorators() {
  while (accept(Tok::kAt)) {
    named_expression();
    if (!failed_ && !accept(Tok::kNewline)) fail_here("end of line after the decorator");
    line_ = pos_;
  }
  if (failed_) return;
  scopes_.settle(0);
  const std::uint32_t begin = token().begin;
  if (at(Tok::kDef)) return function_definition(begin, false);
  if (at(Tok::kClass)) return class_definition();
  if (at(Tok::kAsync) && tok(1) == Tok::kDef) return async_statement();
  fail_here("a function or class after the decorator");
}

void Checker::async_statement() {
  const std::uint32_t begin = token().begin;
  const Span keyword = here();
  ++pos_;
  if (at(Tok::kDef)) return function_definition(begin, true);
  if (!at(Tok::kFor) && !at(Tok::kWith)) {
    fail_here("`def`, `for` or `with` after `async`");
    return;
  }
  if (scopes_.kind() != Scopes::Kind::kAsyncFunction) {
    object(keyword, fmt::format("`async {}` outside of an asynchronous function", text(here())));
  }
  at(Tok::kFor) ? for_statement(begin) : with_statement(begin);
}

/// `else`, `elif`, `except` or `finally` where no statement wants it. Behind a header that was reported already it most
/// likely belongs there.
void Checker::orphan_clause() {
  const Span keyword = here();
  if (!after_broken_header_) object(keyword, fmt::format("`{}` belongs to no statement", text(keyword)));
  while (!at(Tok::kNewline) && !at(Tok::kEnd)) ++pos_;
  accept(Tok::kNewline);
  if (!accept(Tok::kIndent)) return;
  statements();
  accept(Tok::kDedent);
  after_broken_header_ = true;
}

}  // namespace pbc::syntax
