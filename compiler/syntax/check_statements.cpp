// SPDX-License-Identifier: Apache-2.0
//
// Blocks of statements, recovery, and simple statements (Language Reference 7).
#include <fmt/format.h>

#include "compiler/syntax/checker.h"

namespace pbc::syntax {

void Checker::statements() {
  while (!at(Tok::kEnd) && !at(Tok::kDedent) && !log_.stopped() && !log_.full()) statement();
}

void Checker::statement() {
  if (at(Tok::kIndent)) {
    if (!log_.any_in({token().begin, token().end + 1})) object({token().begin, token().begin + 1}, "unexpected indent");
    ++pos_;
    statements();
    accept(Tok::kDedent);
    return;
  }
  line_ = pos_;
  const Tok first = tok();
  if (first == Tok::kElse || first == Tok::kElif || first == Tok::kExcept || first == Tok::kFinally) {
    orphan_clause();
    return;
  }
  if (!compound_statement()) simple_statements();
  after_broken_header_ = false;
  if (failed_) {
    recover(first);
  } else {
    scopes_.settle(0);
  }
}

/// Goes on behind the logical line that has the mistake. A block that hangs on it is checked as the block of what the
/// line was meant to be.
void Checker::recover(Tok first) {
  failed_ = false;
  depth_ = 0;
  pos_ = failed_at_;
  while (!at(Tok::kNewline) && !at(Tok::kEnd)) ++pos_;
  accept(Tok::kNewline);
  scopes_.discard();
  if (!at(Tok::kIndent)) return;
  ++pos_;
  const Flow outer = flow_;
  const bool is_async = first == Tok::kAsync;
  if (first == Tok::kDef || first == Tok::kClass || is_async) {
    scopes_.push(first == Tok::kClass ? Scopes::Kind::kClass
                 : is_async           ? Scopes::Kind::kAsyncFunction
                                      : Scopes::Kind::kFunction);
    flow_ = {};
    statements();
    scopes_.pop();
  } else {
    if (first == Tok::kFor || first == Tok::kWhile) flow_.in_loop = true;
    statements();
  }
  flow_ = outer;
  accept(Tok::kDedent);
  after_broken_header_ = true;
}

void Checker::simple_statements() {
  do {
    simple_statement();
  } while (accept(Tok::kSemicolon) && !at(Tok::kNewline));
  if (!failed_ && !accept(Tok::kNewline)) fail_here({});
}

void Checker::simple_statement() {
  if (!at(Tok::kString) && !at(Tok::kFrom)) futures_allowed_ = false;
  switch (tok()) {
    case Tok::kPass:
      ++pos_;
      break;
    case Tok::kBreak:
    case Tok::kContinue:
      jump_statement();
      break;
    case Tok::kReturn:
      return_statement();
      break;
    case Tok::kRaise:
      raise_statement();
      break;
    case Tok::kGlobal:
    case Tok::kNonlocal:
      scope_statement();
      break;
    case Tok::kDel:
      delete_statement();
      break;
    case Tok::kAssert:
      assert_statement();
      break;
    case Tok::kImport:
      import_statement();
      break;
    case Tok::kFrom:
      import_from_statement();
      break;
    default:
      if (!python2_statement()) expression_statement();
  }
}

void Checker::expression_statement() {
  const bool docstring = futures_allowed_ && pos_ == 0;
  Expr expr = yield_or_star_expressions();
  if (!docstring) futures_allowed_ = false;
  if (failed_) return;
  const bool annotatable =
      expr.shape == Shape::kName || expr.shape == Shape::kAttribute || expr.shape == Shape::kSubscript;
  switch (tok()) {
    case Tok::kEqual:
      return assignment(std::move(expr));
    case Tok::kColon:
      if (annotatable) return annotated_assignment(expr);
      if (expr.shape == Shape::kTuple || expr.shape == Shape::kList) {
        object(expr.span, "only a single name, attribute or item can be annotated, not several");
        annotated_assignment(expr);
      } else {
        fail_here({});
      }
      return;
    case Tok::kPercentEqual:
    case Tok::kAmpersandEqual:
    case Tok::kStarStarEqual:
    case Tok::kStarEqual:
    case Tok::kPlusEqual:
    case Tok::kMinusEqual:
    case Tok::kSlashSlashEqual:
    case Tok::kSlashEqual:
    case Tok::kLeftShiftEqual:
    case Tok::kRightShiftEqual:
    case Tok::kAtEqual:
    case Tok::kCaretEqual:
    case Tok::kBarEqual: {
      if (annotatable) {
        bind_names(expr, Scopes::Binding::kAssigned);
      } else {
        object(expr.span, fmt::format("`{}` needs one name, attribute or item on its left", text(here())));
      }
      ++pos_;
      complain_about_expression(yield_or_star_expressions());
      return;
    }
    case Tok::kColonEqual:
      fail_here({}).help("put parentheses around an assignment expression");
      return;
    default:
      complain_about_expression(expr);
  }
}

/// A starred expression may stand only where several values are built.
void Checker::complain_about_expression(const Expr& expr) {
  if (expr.shape == Shape::kStarred) object(expr.span, "starred expression outside of a list, tuple, set or call");
}

void Checker::assignment(Expr target) {
  while (accept(Tok::kEqual)) {
    check_target(target, Target::kAssign);
    target = yield_or_star_expressions();
    if (failed_) return;
  }
  complain_about_expression(target);
}

void Checker::annotated_assignment(const Expr& target) {
  ++pos_;
  expression();
  if (target.shape == Shape::kName) {
    forbid_debug(target.span);
    scopes_.bind(target.span, target.parenthesized ? Scopes::Binding::kAssigned : Scopes::Binding::kAnnotated);
  } else if (target.shape == Shape::kAttribute) {
    check_target(target, Target::kAssign);
  }
  if (accept(Tok::kEqual)) complain_about_expression(yield_or_star_expressions());
}

void Checker::delete_statement() {
  ++pos_;
  const Expr targets = star_expressions();
  if (failed_) return;
  if (targets.shape == Shape::kTuple && !targets.parenthesized) {
    for (const Expr& target : targets.elements) check_target(target, Target::kDelete);
  } else {
    check_target(targets, Target::kDelete);
  }
}

void Checker::return_statement() {
  const std::size_t first = pos_++;
  const bool has_value = !at(Tok::kNewline) && !at(Tok::kSemicolon);
  if (has_value) complain_about_expression(star_expressions());
  if (failed_) return;
  if (!scopes_.in_function() || scopes_.kind() == Scopes::Kind::kLambda) {
    object(since(first), "`return` outside of a function");
  } else if (flow_.in_star_handler) {
    object(since(first), "`return` inside an `except*` block");
  } else if (has_value) {
    scopes_.returns_value(since(first));
  }
}

void Checker::raise_statement() {
  ++pos_;
  if (at(Tok::kNewline) || at(Tok::kSemicolon)) return;
  expression();
  if (accept(Tok::kFrom)) expression();
  if (at(Tok::kComma)) fail_here({}).help("`raise E, V` is Python 2; write `raise E(V)`");
}

void Checker::assert_statement() {
  ++pos_;
  expression();
  if (accept(Tok::kComma)) expression();
}

void Checker::jump_statement() {
  const Span span = here();
  if (!flow_.in_loop) {
    object(span, fmt::format("`{}` outside of a loop", text(span)));
  } else if (flow_.in_star_handler && !flow_.in_star_handler_loop) {
    object(span, fmt::format("`{}` inside an `except*` block", text(span)));
  }
  ++pos_;
}

void Checker::scope_statement() {
  const bool nonlocal = at(Tok::kNonlocal);
  ++pos_;
  do {
    const Span name = expect_name(nonlocal ? "a name after `nonlocal`" : "a name after `global`");
    if (!failed_) scopes_.declare(name, nonlocal);
  } while (accept(Tok::kComma));
}

/// `print x` and `exec x` were statements in Python 2. As names they may stand before everything but the start of
/// another expression.
bool Checker::python2_statement() {
  const bool print = at_name("print");
  if (!print && !at_name("exec")) return false;
  switch (tok(1)) {
    case Tok::kName:
    case Tok::kNumber:
    case Tok::kString:
    case Tok::kNone:
    case Tok::kTrue:
    case Tok::kFalse:
    case Tok::kLambda:
    case Tok::kLeftBrace:
    case Tok::kEllipsis:
      break;
    case Tok::kNot:
      if (tok(2) == Tok::kIn) return false;
      break;
    default:
      return false;
  }
  const std::size_t first = pos_;
  while (!at(Tok::kNewline) && !at(Tok::kSemicolon) && !at(Tok::kEnd)) ++pos_;
  const std::string shown = quoted(since(first + 1));
  if (!log_.any_in(since(first))) {
    log_.add(print ? DiagKind::kPrintStatement : DiagKind::kSyntaxError, since(first),
             fmt::format("`{}` needs parentheses around its arguments", print ? "print" : "exec"))
        .help(fmt::format("did you mean `{}({})`?", print ? "print" : "exec", shown.substr(1, shown.size() - 2)));
  }
  return true;
}

}  // namespace pbc::syntax
