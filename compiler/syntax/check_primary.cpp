// SPDX-License-Identifier: Apache-2.0
//
// Atoms, brackets, attributes and items (Language Reference 6.2 - 6.4).
#include <fmt/format.h>

#include "compiler/syntax/checker.h"

namespace pbc::syntax {

Expr Checker::await_primary() {
  if (!at(Tok::kAwait)) return primary();
  const std::size_t first = pos_++;
  scopes_.awaits(tokens_[first].span());
  primary();
  if (!failed_ && at(Tok::kStarStar)) parser_text_.parenthesize(since(first));
  return {Shape::kAwait, since(first)};
}

Expr Checker::primary() {
  const std::size_t first = pos_;
  Expr out = atom();
  while (!failed_) {
    if (accept(Tok::kDot)) {
      const Span name = expect_name("a name after `.`");
      out = {Shape::kAttribute, since(first)};
      if (!failed_ && text(name) == "__debug__") out.elements.push_back({Shape::kName, name});
    } else if (accept(Tok::kLeftParen)) {
      arguments(false);
      out = {Shape::kCall, since(first)};
    } else if (accept(Tok::kLeftBracket)) {
      subscripts();
      out = {Shape::kSubscript, since(first)};
    } else {
      break;
    }
  }
  return out;
}

Expr Checker::atom() {
  const Span span = here();
  const auto keyword = [&](Shape shape) {
    ++pos_;
    return Expr{shape, span};
  };
  switch (tok()) {
    case Tok::kName:
      scopes_.use(span);
      return keyword(Shape::kName);
    case Tok::kNumber:
      return keyword(Shape::kLiteral);
    case Tok::kTrue:
      return keyword(Shape::kTrue);
    case Tok::kFalse:
      return keyword(Shape::kFalse);
    case Tok::kNone:
      return keyword(Shape::kNone);
    case Tok::kEllipsis:
      return keyword(Shape::kEllipsis);
    case Tok::kString:
      return strings();
    case Tok::kLeftParen:
      return parenthesized();
    case Tok::kLeftBracket:
      return bracketed();
    case Tok::kLeftBrace:
      return braced();
    default:
      fail_here("an expression");
      return {Shape::kLiteral, span};
  }
}

void Checker::subscripts() {
  if (at(Tok::kRightBracket)) {
    fail_here("an index or slice");
    return;
  }
  do {
    if (at(Tok::kStar)) {
      const std::size_t first = ++pos_;
      expression();
      if (!failed_ && pos_ > first + 1) parser_text_.parenthesize(since(first));
    } else if (!slice()) {
      return;
    }
  } while (accept(Tok::kComma) && !at(Tok::kRightBracket));
  if (!accept(Tok::kRightBracket)) fail_here("`,` or `]`");
}

/// `[lower]:[upper][:[step]]` or an expression.
bool Checker::slice() {
  if (!at(Tok::kColon)) named_expression();
  for (int colons = 0; colons < 2 && accept(Tok::kColon); ++colons) {
    if (!at(Tok::kColon) && !at(Tok::kComma) && !at(Tok::kRightBracket)) expression();
  }
  return !failed_;
}

/// Empty tuple, group, tuple, generator expression.
Expr Checker::parenthesized() {
  const std::size_t first = pos_++;
  if (accept(Tok::kRightParen)) return {Shape::kTuple, since(first), true};
  const Scopes::Mark mark = scopes_.mark();
  Expr inner;
  if (at(Tok::kYield)) {
    inner = yield_expression();
  } else {
    inner = star_named_expression();
    if (at_comprehension()) {
      check_element(inner, "iterable unpacking in a generator expression");
      comprehension(mark, "generator expression", true);
      if (!accept(Tok::kRightParen)) fail_here("`)`");
      return {Shape::kGenerator, since(first), true};
    }
    const bool single = !at(Tok::kComma);
    if (single && inner.shape == Shape::kStarred) {
      fail(inner.span, "starred expression in parentheses").help("a tuple of one needs a comma: `(*x,)`");
    }
    inner = list_of(std::move(inner), &Checker::star_named_expression);
    if (!single && at_comprehension()) {
      fail(inner.span, "several values before the `for` of a generator expression need parentheses");
    }
  }
  if (!accept(Tok::kRightParen)) fail_here(inner.shape == Shape::kYield ? "`)`" : "`,` or `)`");
  inner.parenthesized = true;
  if (inner.shape == Shape::kTuple) inner.span = since(first);
  return inner;
}

/// List or list comprehension.
Expr Checker::bracketed() {
  const std::size_t first = pos_++;
  Expr out{Shape::kList, {}};
  if (!at(Tok::kRightBracket)) {
    const Scopes::Mark mark = scopes_.mark();
    Expr element = star_named_expression();
    if (at_comprehension()) {
      check_element(element, "iterable unpacking in a list comprehension");
      comprehension(mark, "list comprehension", false);
      out.shape = Shape::kListComprehension;
    } else if (at(Tok::kComma)) {
      out.elements = list_of(std::move(element), &Checker::star_named_expression).elements;
      if (at_comprehension()) {
        fail(since(first + 1), "several values before the `for` of a list comprehension need parentheses");
      }
    } else {
      out.elements.push_back(std::move(element));
    }
  }
  if (!accept(Tok::kRightBracket)) fail_here("`,` or `]`");
  out.span = since(first);
  return out;
}

/// Set, dictionary or a comprehension of one.
Expr Checker::braced() {
  const std::size_t first = pos_++;
  const Scopes::Mark mark = scopes_.mark();
  const auto closed = [&](Shape shape) {
    if (!accept(Tok::kRightBrace)) fail_here("`,` or `}`");
    return Expr{shape, since(first)};
  };
  if (at(Tok::kRightBrace)) return closed(Shape::kDict);

  const bool unpacks = at(Tok::kStarStar);
  Expr element;
  if (!unpacks) {
    element = star_named_expression();
    if (!at(Tok::kColon) || element.shape == Shape::kStarred) {
      if (at_comprehension()) {
        check_element(element, "iterable unpacking in a set comprehension");
        comprehension(mark, "set comprehension", false);
        return closed(Shape::kSetComprehension);
      }
      list_of(std::move(element), &Checker::star_named_expression);
      if (at_comprehension()) {
        fail(since(first + 1), "several values before the `for` of a set comprehension need parentheses");
      }
      return closed(Shape::kSet);
    }
    if (element.shape == Shape::kNamed) fail(element.span, "`:=` as a key needs parentheses");
  }
  dict_item();
  if (at_comprehension()) {
    if (unpacks) fail(since(first + 1), "dictionary unpacking in a dict comprehension");
    comprehension(mark, "dict comprehension", false);
    return closed(Shape::kDictComprehension);
  }
  while (accept(Tok::kComma) && !at(Tok::kRightBrace)) {
    if (!at(Tok::kStarStar)) expression();
    dict_item();
  }
  return closed(Shape::kDict);
}

/// What stands behind a key, or `**` and the mapping.
void Checker::dict_item() {
  if (accept(Tok::kStarStar)) {
    operation(1);
    return;
  }
  expect(Tok::kColon, "after the key");
  if (at(Tok::kStar)) fail(here(), "starred expression as a dictionary value");
  expression();
}

void Checker::check_element(const Expr& element, std::string_view message) {
  if (element.shape == Shape::kStarred) fail(element.span, std::string(message));
}

/// The `for` and `if` clauses; the element was read before.
void Checker::comprehension(Scopes::Mark element, std::string_view what, bool is_generator) {
  Scopes::Comprehension facts{element, 0, 0, {}, {}, is_generator, false, what};
  bool first = true;
  while (at_comprehension()) {
    const bool is_async = accept(Tok::kAsync);
    ++pos_;
    const Expr target = target_list();
    if (!failed_) check_target(target, Target::kComprehension);
    expect(Tok::kIn, "after the targets of `for`");
    if (first) facts.first_iterable = scopes_.mark();
    const std::size_t iterable = pos_;
    disjunction();
    if (first) facts.rest = scopes_.mark();
    first = false;
    if (failed_) return;
    facts.is_async = facts.is_async || is_async;
    facts.iterables.push_back(since(iterable));
    const auto collect = [&](const Expr& part, const auto& self) -> void {
      if (part.shape == Shape::kName) facts.targets.push_back(part.span);
      for (const Expr& inner : part.elements) {
        if (part.shape != Shape::kAttribute) self(inner, self);
      }
    };
    collect(target, collect);
    while (accept(Tok::kIf)) disjunction();
  }
  if (!failed_) scopes_.settle_comprehension(facts);
}

}  // namespace pbc::syntax
