// SPDX-License-Identifier: Apache-2.0
//
// Constants, terms, and how one expression goes into another.
#include <charconv>

#include "compiler/emit/emitter.h"
#include "compiler/ir/constants.h"

namespace pbc::emit {

using ir::Constant;

Expression Emitter::constant(const Constant& constant) {
  Expression result;
  result.type = CxxType::kLiteral;
  switch (constant.kind) {
    case Constant::Kind::kNone:
      result.text = "None";
      break;
    case Constant::Kind::kBool:
      result.text = constant.text == "True" ? "true" : "false";
      break;
    case Constant::Kind::kInt: {
      std::int64_t value = 0;
      const auto [end, error] =
          std::from_chars(constant.text.data(), constant.text.data() + constant.text.size(), value);
      const bool fits = error == std::errc() && value != INT64_MIN;
      result.text = fits ? constant.text : "integer(" + string_literal(constant.text) + ")";
      if (!fits)
        result.type = CxxType::kValue;
      else if (value < 0)
        result.binds = Binds::kUnary;
      break;
    }
    case Constant::Kind::kFloat: {
      const bool negative = constant.text.starts_with('-');
      const std::string magnitude = negative ? constant.text.substr(1) : constant.text;
      if (magnitude == "nan")
        result.text = "kNan";
      else
        result.text = (negative ? "-" : "") + (magnitude == "inf" ? std::string("kInfinity") : magnitude);
      if (negative) result.binds = Binds::kUnary;
      break;
    }
    case Constant::Kind::kStr:
      result.text = string_literal(constant.text);
      break;
    case Constant::Kind::kBytes:
      result.text = "bytes(" + string_literal(constant.text) + ")";
      result.type = CxxType::kValue;
      break;
    case Constant::Kind::kEllipsis:
      result.text = "py(\"Ellipsis\")";
      result.type = CxxType::kValue;
      break;
  }
  return result;
}

Expression Emitter::term(const ir::Term& term) {
  std::vector<Expression> elements;
  for (const ir::Operand& element : term.elements) elements.push_back(operand(element));
  std::vector<Expression*> parts;
  for (Expression& element : elements) parts.push_back(&element);
  Expression result;
  sequence(parts, Expression::kNoLine, &result);
  const bool is_dict = term.kind == ir::Term::Kind::kDict;
  std::string text = is_dict ? "dict({" : term.kind == ir::Term::Kind::kList ? "list({" : "tuple({";
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (i != 0) text += ", ";
    if (is_dict) {
      text += "{" + elements[i].text + ", " + elements[i + 1].text + "}";
      ++i;
    } else {
      text += elements[i].text;
    }
  }
  result.text = text + "})";
  return result;
}

Expression Emitter::value_of(Expression expression) {
  if (expression.type == CxxType::kValue) return expression;
  // Braces, because `Value(f)(x)` at the start of a statement would declare f.
  expression.text = "Value{" + expression.text + "}";
  expression.binds = Binds::kPostfix;
  expression.type = CxxType::kValue;
  expression.condition.clear();
  return expression;
}

std::string Emitter::within(const Expression& expression, Binds binds) {
  return expression.binds < binds ? "(" + expression.text + ")" : expression.text;
}

std::string Emitter::within_value(const Expression& expression, Binds binds) {
  return within(value_of(expression), binds);
}

std::string Emitter::as_condition(const Expression& expression, Binds binds) {
  if (!expression.condition.empty())
    return expression.condition_binds < binds ? "(" + expression.condition + ")" : expression.condition;
  if (expression.type == CxxType::kLiteral) return within(value_of(expression), binds);
  return within(expression, binds);
}

}  // namespace pbc::emit
