// SPDX-License-Identifier: Apache-2.0
//
// Expressions from lists down to operators (Language Reference 6.5 - 6.16). Chains are loops, so that only brackets,
// lambdas and f-strings nest.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/syntax/checker.h"

namespace pbc::syntax {

namespace {

/// 0 for what is no binary operator; `**` is handled by power().
int precedence(Tok tok) {
  switch (tok) {
    case Tok::kBar:
      return 1;
    case Tok::kCaret:
      return 2;
    case Tok::kAmpersand:
      return 3;
    case Tok::kLeftShift:
    case Tok::kRightShift:
      return 4;
    case Tok::kPlus:
    case Tok::kMinus:
      return 5;
    case Tok::kStar:
    case Tok::kSlash:
    case Tok::kSlashSlash:
    case Tok::kPercent:
    case Tok::kAt:
      return 6;
    default:
      return 0;
  }
}

/// Whether an expression may go on behind a comma, or the comma was a trailing one.
bool starts_expression(Tok tok) {
  switch (tok) {
    case Tok::kName:
    case Tok::kNumber:
    case Tok::kString:
    case Tok::kBad:
    case Tok::kNone:
    case Tok::kTrue:
    case Tok::kFalse:
    case Tok::kEllipsis:
    case Tok::kLeftParen:
    case Tok::kLeftBracket:
    case Tok::kLeftBrace:
    case Tok::kStar:
    case Tok::kPlus:
    case Tok::kMinus:
    case Tok::kTilde:
    case Tok::kNot:
    case Tok::kLambda:
    case Tok::kAwait:
      return true;
    default:
      return false;
  }
}

}  // namespace

Expr Checker::list_of(Expr first, Expr (Checker::*element)()) {
  if (!at(Tok::kComma)) return first;
  Expr tuple{Shape::kTuple, first.span};
  tuple.elements.push_back(std::move(first));
  while (accept(Tok::kComma)) {
    if (!starts_expression(tok())) break;
    tuple.elements.push_back((this->*element)());
  }
  tuple.span.end = pos_ > 0 ? tokens_[pos_ - 1].end : tuple.span.end;
  return tuple;
}

Expr Checker::star_expressions() {
  Expr out = list_of(star_expression(), &Checker::star_expression);
  // Outside of brackets the grammar takes no parentheses behind `*`.
  const auto needs_them = [](const Expr& element) {
    return element.shape == Shape::kStarred && element.elements[0].shape != Shape::kName;
  };
  if (!failed_ && out.shape == Shape::kTuple && !out.parenthesized && std::ranges::any_of(out.elements, needs_them)) {
    parser_text_.parenthesize(out.span);
  }
  return out;
}

Expr Checker::star_expression() {
  if (!at(Tok::kStar)) return expression();
  const std::size_t first = pos_++;
  Expr inner = operation(1);
  if (!failed_ && inner.shape != Shape::kName && !inner.parenthesized) parser_text_.parenthesize(since(first + 1));
  Expr out{Shape::kStarred, since(first)};
  out.elements.push_back(std::move(inner));
  return out;
}

Expr Checker::star_named_expression() { return at(Tok::kStar) ? star_expression() : named_expression(); }

Expr Checker::named_expression() {
  if (!at(Tok::kName) || tok(1) != Tok::kColonEqual) {
    Expr out = expression();
    if (at(Tok::kColonEqual)) fail(out.span, "only a plain name can stand before `:=`");
    return out;
  }
  const std::size_t first = pos_;
  const Span name = here();
  forbid_debug(name);
  pos_ += 2;
  expression();
  scopes_.binds_with_walrus(name);
  return {Shape::kNamed, since(first)};
}

Expr Checker::yield_or_star_expressions() { return at(Tok::kYield) ? yield_expression() : star_expressions(); }

Expr Checker::yield_expression() {
  const std::size_t first = pos_++;
  const bool from = accept(Tok::kFrom);
  scopes_.yields(tokens_[first].span(), from);
  if (from) {
    expression();
  } else if (starts_expression(tok())) {
    complain_about_expression(star_expressions());
  }
  return {Shape::kYield, since(first)};
}

Expr Checker::expression() {
  if (!enter()) return {};
  const std::size_t first = pos_;
  Expr out;
  bool conditional = false;
  while (true) {
    out = at(Tok::kLambda) ? lambda() : disjunction();
    if (out.shape == Shape::kLambda && !out.parenthesized) break;
    if (!accept(Tok::kIf)) break;
    conditional = true;
    disjunction();
    if (!accept(Tok::kElse)) {
      fail_here("`else` after the condition");
      break;
    }
  }
  if (conditional) out = {Shape::kConditional, since(first)};
  leave();
  return out;
}

Expr Checker::lambda() {
  const std::size_t first = pos_++;
  const std::vector<Span> names = parameters(ParameterList::kLambda, Tok::kColon);
  expect(Tok::kColon, "after the parameters of `lambda`");
  scopes_.push(Scopes::Kind::kLambda);
  if (!failed_) bind_parameters(names);
  const Scopes::Mark mark = scopes_.mark();
  expression();
  scopes_.settle(mark);
  scopes_.pop();
  return {Shape::kLambda, since(first)};
}

Expr Checker::disjunction() {
  const std::size_t first = pos_;
  Expr out = conjunction();
  if (!at(Tok::kOr)) return out;
  while (accept(Tok::kOr)) conjunction();
  return {Shape::kOperation, since(first)};
}

Expr Checker::conjunction() {
  const std::size_t first = pos_;
  Expr out = inversion();
  if (!at(Tok::kAnd)) return out;
  while (accept(Tok::kAnd)) inversion();
  return {Shape::kOperation, since(first)};
}

Expr Checker::inversion() {
  const std::size_t first = pos_;
  while (accept(Tok::kNot)) {
  }
  Expr out = comparison();
  if (tokens_[first].tok == Tok::kNot) return {Shape::kOperation, since(first)};
  return out;
}

Expr Checker::comparison() {
  const std::size_t first = pos_;
  Expr out = operation(1);
  bool compared = false;
  while (true) {
    switch (tok()) {
      case Tok::kLessGreater:
        fail_here({}).help("`<>` is Python 2; write `!=`");
        return out;
      case Tok::kNot:
        if (tok(1) != Tok::kIn) return out;
        pos_ += 2;
        break;
      case Tok::kIs:
        ++pos_;
        accept(Tok::kNot);
        break;
      case Tok::kEqualEqual:
      case Tok::kNotEqual:
      case Tok::kLess:
      case Tok::kLessEqual:
      case Tok::kGreater:
      case Tok::kGreaterEqual:
      case Tok::kIn:
        ++pos_;
        break;
      default:
        if (compared) return {Shape::kComparison, since(first)};
        return out;
    }
    compared = true;
    operation(1);
  }
}

Expr Checker::operation(int least_precedence) {
  const std::size_t first = pos_;
  Expr out = factor();
  while (precedence(tok()) >= least_precedence) {
    const int own = precedence(tok());
    ++pos_;
    operation(own + 1);
    out = {Shape::kOperation, since(first)};
  }
  return out;
}

Expr Checker::factor() {
  const std::size_t first = pos_;
  Expr out;
  bool operated = false;
  do {
    while (accept(Tok::kPlus) || accept(Tok::kMinus) || accept(Tok::kTilde)) operated = true;
    out = await_primary();
    if (at(Tok::kStarStar)) operated = true;
  } while (accept(Tok::kStarStar));
  return operated ? Expr{Shape::kOperation, since(first)} : out;
}

}  // namespace pbc::syntax
