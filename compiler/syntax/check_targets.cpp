// SPDX-License-Identifier: Apache-2.0
//
// What can be assigned to and deleted (Language Reference 7.2, 7.5, 8.3).
#include <fmt/format.h>

#include "compiler/syntax/checker.h"

namespace pbc::syntax {

namespace {

std::string_view describe(Shape shape) {
  switch (shape) {
    case Shape::kName:
      return "name";
    case Shape::kAttribute:
      return "attribute";
    case Shape::kSubscript:
      return "item";
    case Shape::kTuple:
      return "tuple";
    case Shape::kList:
      return "list";
    case Shape::kStarred:
      return "starred expression";
    case Shape::kCall:
      return "function call";
    case Shape::kLiteral:
      return "literal";
    case Shape::kFString:
      return "f-string";
    case Shape::kTrue:
      return "`True`";
    case Shape::kFalse:
      return "`False`";
    case Shape::kNone:
      return "`None`";
    case Shape::kEllipsis:
      return "`...`";
    case Shape::kDict:
      return "dictionary";
    case Shape::kSet:
      return "set";
    case Shape::kLambda:
      return "lambda";
    case Shape::kConditional:
      return "conditional expression";
    case Shape::kOperation:
      return "expression";
    case Shape::kComparison:
      return "comparison";
    case Shape::kAwait:
      return "`await` expression";
    case Shape::kYield:
      return "`yield` expression";
    case Shape::kNamed:
      return "assignment expression";
    case Shape::kGenerator:
      return "generator expression";
    case Shape::kListComprehension:
      return "list comprehension";
    case Shape::kSetComprehension:
      return "set comprehension";
    case Shape::kDictComprehension:
      return "dict comprehension";
  }
  return {};
}

}  // namespace

/// The targets of `for`: names, attributes, items, and lists of them; `in` must not be taken for the operator.
Expr Checker::target_list() {
  const auto one = [this] {
    if (at(Tok::kStar)) return star_expression();
    return operation(1);
  };
  Expr first = one();
  if (!at(Tok::kComma)) return first;
  Expr tuple{Shape::kTuple, first.span};
  tuple.elements.push_back(std::move(first));
  while (accept(Tok::kComma) && !at(Tok::kIn)) tuple.elements.push_back(one());
  tuple.span.end = tokens_[pos_ - 1].end;
  return tuple;
}

void Checker::check_target(const Expr& target, Target use) {
  check_target_part(target, use, false);
  if (use != Target::kComprehension) bind_names(target, Scopes::Binding::kAssigned);
}

void Checker::check_target_part(const Expr& target, Target use, bool nested) {
  switch (target.shape) {
    case Shape::kName:
      return forbid_debug(target.span);
    case Shape::kAttribute:
      if (!target.elements.empty()) forbid_debug(target.elements[0].span);
      return;
    case Shape::kSubscript:
      return;
    case Shape::kTuple:
    case Shape::kList: {
      if (!target.parenthesized) parser_text_.unparenthesize(target.span);
      bool starred = false;
      for (const Expr& element : target.elements) {
        if (element.shape == Shape::kStarred && use != Target::kDelete) {
          if (starred) object(element.span, "two starred targets in one assignment");
          starred = true;
        }
        check_target_part(element, use, true);
      }
      return;
    }
    case Shape::kStarred:
      if (use == Target::kDelete) break;
      parser_text_.unparenthesize(target.elements[0].span);
      if (!nested) {
        object(target.span, "starred target outside of a list or tuple").help("did you mean to put a comma after it?");
      } else {
        check_target_part(target.elements[0], use, target.elements[0].shape != Shape::kStarred);
      }
      return;
    default:
      break;
  }
  Diagnostic& diagnostic =
      object(target.span,
             fmt::format("cannot {} {}", use == Target::kDelete ? "delete" : "assign to", describe(target.shape)));
  if (use == Target::kAssign && !nested && !target.parenthesized) diagnostic.help("did you mean `==`?");
}

void Checker::bind_names(const Expr& target, Scopes::Binding binding) {
  if (target.shape == Shape::kName) {
    forbid_debug(target.span);
    scopes_.bind(target.span, binding);
  } else if (target.shape == Shape::kTuple || target.shape == Shape::kList || target.shape == Shape::kStarred) {
    for (const Expr& element : target.elements) bind_names(element, binding);
  }
}

void Checker::forbid_debug(Span name) {
  if (text(name) == "__debug__" && !log_.any_in(name)) object(name, "cannot assign to `__debug__`");
}

}  // namespace pbc::syntax
