// SPDX-License-Identifier: Apache-2.0
#include "compiler/base/suggest.h"
#include "compiler/ir/constants.h"
#include "compiler/ir/reader.h"
#include "compiler/ir/text.h"

namespace pbc::ir {

// --- Names ---

NameId Reader::read_name() {
  const Token token = peek();
  const bool is_operator = token.kind == Token::Kind::kSign && leading_operator(token.text) == token.text;
  const bool is_name = token.kind == Token::Kind::kName && token.suffix == 0;
  if (!is_operator && !is_name && token.kind != Token::Kind::kString) {
    unexpected("a name");
    return {};
  }
  next();
  if (!peek().begins_line) {
    if (token.is_name("not") && accept_name("in")) return module_.intern("not in");
    if (token.is_name("is") && accept_name("not")) return module_.intern("is not");
  }
  return module_.intern(token.text);
}

/// `name`, or `@function::name` for one of a function around this one.
VariableId Reader::read_variable() {
  FunctionId owner = function_;
  if (peek().kind == Token::Kind::kFunction) {
    owner = read_function_name();
    expect_sign("::");
  }
  const Token token = next();
  const auto& known = variables_[owner];
  const auto found = known.find(key(token));
  if (found != known.end()) return found->second;
  if (owner == function_) return add_variable(owner, token, Variable::Kind::kLocal);
  error(token, "function has no variable `" + token.text + "`");
  return {};
}

VariableId Reader::add_variable(FunctionId owner, const Token& token, Variable::Kind kind) {
  if (token.kind != Token::Kind::kName && token.kind != Token::Kind::kString) {
    error(token, "expected the name of a variable");
    return {};
  }
  const VariableId id = module_.variables.add({module_.intern(token.text), kind, owner});
  if (!variables_[owner].emplace(key(token), id).second) error(token, "variable is declared twice");
  module_.functions[owner].variables.push_back(id);
  return id;
}

FunctionId Reader::read_function_name() {
  const Token token = expect(Token::Kind::kFunction, "the name of a function");
  const auto found = functions_.find(key(token));
  if (found != functions_.end()) return found->second;
  std::vector<std::string_view> names;
  for (const auto& [name, id] : functions_) names.push_back(name.first);
  error(token, "unknown function `@" + token.text + "`", did_you_mean(token.text, names));
  return {};
}

// --- Operands ---

Operand Reader::read_operand() {
  const bool starred = accept_sign("*");
  const Token token = peek();
  Operand operand;
  if (token.kind == Token::Kind::kValue) {
    next();
    const auto found = values_.find(key(token));
    if (found == values_.end()) {
      error(token, "value `%" + token.text + "` is not defined before");
    } else {
      operand = found->second;
    }
  } else if (token.kind == Token::Kind::kFunction) {
    operand = read_function_name();
  } else if (token.is_sign("[") || token.is_sign("(") || token.is_sign("{")) {
    operand = read_term();
  } else if (const auto constant = read_constant()) {
    operand = *constant;
  } else {
    unexpected("an operand");
  }
  operand.starred = starred;
  return operand;
}

std::optional<Operand> Reader::read_constant() {
  using Kind = Constant::Kind;
  const Token token = peek();
  Constant constant;
  switch (token.kind) {
    case Token::Kind::kString:
      constant = {Kind::kStr, token.text};
      break;
    case Token::Kind::kBytes:
      constant = {Kind::kBytes, token.text};
      break;
    case Token::Kind::kInt:
      constant = {Kind::kInt, token.text};
      break;
    case Token::Kind::kFloat:
      constant = {Kind::kFloat, token.text};
      break;
    default:
      if (token.is_name("None")) {
        constant = none_constant();
      } else if (token.is_name("True") || token.is_name("False")) {
        constant = bool_constant(token.is_name("True"));
      } else if (token.is_name("inf") || token.is_name("nan")) {
        constant = {Kind::kFloat, token.text};
      } else if (token.is_sign("...")) {
        constant = {Kind::kEllipsis, {}};
      } else {
        return std::nullopt;
      }
  }
  next();
  if (!is_well_formed(constant)) error(token, "number `" + token.text + "` is not in its shortest form");
  return Operand(module_.intern(std::move(constant)));
}

Operand Reader::read_term() {
  if (++depth_ > kDeepestNesting) error(peek(), "terms are nested too deep");
  const Token open = next();
  Term term;
  if (open.is_sign("{")) {
    term.kind = Term::Kind::kDict;
    read_pairs(term.elements);
  } else if (open.is_sign("(")) {
    term.kind = Term::Kind::kTuple;
    read_elements(term.elements, ")");
  } else {
    read_elements(term.elements, "]");
  }
  --depth_;
  return module_.terms.add(std::move(term));
}

void Reader::read_elements(std::vector<Operand>& out, std::string_view close) {
  while (!peek().is_sign(close) && !failed_) {
    out.push_back(read_operand());
    if (!accept_sign(",")) break;
  }
  expect_sign(close);
}

/// Up to the closing brace; the opening one is read already.
void Reader::read_pairs(std::vector<Operand>& out) {
  while (!peek().is_sign("}") && !failed_) {
    if (accept_sign("**")) {
      out.emplace_back();
      out.push_back(read_operand());
      out.back().starred = true;
    } else {
      out.push_back(read_operand());
      expect_sign(":");
      out.push_back(read_operand());
    }
    if (!accept_sign(",")) break;
  }
  expect_sign("}");
}

void Reader::read_arguments(Op& op) {
  expect_sign("(");
  while (!peek().is_sign(")") && !failed_) {
    const bool is_keyword = peek(1).is_sign("=");
    if (accept_sign("**")) {
      op.operands.push_back(read_operand());
      op.operands.back().starred = true;
      op.keywords.emplace_back();
    } else if (is_keyword) {
      op.keywords.push_back(read_name());
      expect_sign("=");
      op.operands.push_back(read_operand());
    } else if (op.kind == OpKind::kPhantom) {
      read_api_positional(op);
    } else if (!op.keywords.empty()) {
      unexpected("`name=`: positional arguments stand first");
    } else {
      op.operands.push_back(read_operand());
    }
    if (!accept_sign(",")) break;
  }
  expect_sign(")");
}

/// One of any number of arguments that all belong to the parameter `*parts`.
void Reader::read_api_positional(Op& op) {
  const auto& parameters = phantom::info(op.api).parameters;
  if (parameters.empty() || !parameters[0].starts_with('*')) {
    unexpected("`name=`: the function takes no positional arguments here");
    return;
  }
  op.keywords.push_back(module_.intern(parameters[0]));
  op.operands.push_back(read_operand());
}

}  // namespace pbc::ir
