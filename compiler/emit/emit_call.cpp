// SPDX-License-Identifier: Apache-2.0
//
// Calls of values, methods and functions of the playbook; imports.
#include <algorithm>

#include "compiler/emit/emitter.h"

namespace pbc::emit {

using ir::OpKind;
using Kind = ir::Parameter::Kind;

/// `{a, b}`, or with stars or keywords `{a, star(b)}, {{"key", c}, expand(d)}`
std::string Emitter::arguments(const std::vector<Expression>& values, const std::vector<ir::Operand>& operands,
                               const std::vector<ir::NameId>& keywords, std::size_t first) {
  const std::size_t positional_end = values.size() - keywords.size();
  if (first == values.size()) return "";
  std::string text = "{";
  for (std::size_t i = first; i < positional_end; ++i) {
    if (i != first) text += ", ";
    text += operands[i].starred ? "star(" + values[i].text + ")" : values[i].text;
  }
  text += "}";
  const bool starred = std::any_of(operands.begin() + static_cast<long>(first), operands.end(),
                                   [](const ir::Operand& operand) { return operand.starred; });
  if (keywords.empty()) return starred ? text + ", {}" : text;
  text += ", {";
  for (std::size_t i = positional_end; i < values.size(); ++i) {
    if (i != positional_end) text += ", ";
    const ir::NameId name = keywords[i - positional_end];
    if (operands[i].starred)
      text += "expand(" + values[i].text + ")";
    else
      text += "{" + string_literal(module_.text(name)) + ", " + values[i].text + "}";
  }
  return text + "}";
}

void Emitter::emit_call(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  if (op.kind == OpKind::kCall && op.operands[0].is_function() && fits(op, op.operands[0].function()))
    return emit_static_call(id, op.operands[0].function());
  // The lists of positional and of keyword arguments are in order each, but C++ may evaluate the second one first.
  const bool both = !op.keywords.empty() && op.operands.size() > op.keywords.size() + 1;
  auto values = both ? take_unordered(op.operands) : take(op.operands);
  std::vector<Expression*> parts;
  for (Expression& value : values) parts.push_back(&value);
  Expression result;
  sequence(parts, line(id), &result);
  const std::string callee = within_value(values[0], Binds::kPostfix);
  const std::string list = arguments(values, op.operands, op.keywords, 1);
  if (const LocalType type = fn_.types.of_builtin_call(id); type != LocalType::kValue) {
    const std::string_view name = module_.text(module_.ops[op.operands[0].value()].names[0]);
    result.text = std::string(name) + "(" + list.substr(1, list.size() - 2) + ")";
    result.type = type == LocalType::kBool ? CxxType::kBool : CxxType::kNumber;
  } else if (has_handler() && is_int_call(op)) {
    result.text = "int_or_failure(" + values[1].text + ")";
    return hold_attempt(id, result);
  } else if (op.kind == OpKind::kCallMethod) {
    result.text =
        callee + ".call(" + string_literal(module_.text(op.names[0])) + (list.empty() ? "" : ", ") + list + ")";
  } else {
    result.text = callee + "(" + list + ")";
  }
  hold(id, std::move(result));
}

/// Whether the call binds to the function's parameters as it stands, so that a struct of arguments can say it.
bool Emitter::fits(const ir::Op& op, ir::FunctionId callee) const {
  const ir::Function& function = module_.functions[callee];
  if (!function.is_static) return false;
  std::vector<bool> given(function.parameters.size());
  const std::size_t positional = op.operands.size() - op.keywords.size();
  for (std::size_t i = 1; i < op.operands.size(); ++i) {
    if (op.operands[i].starred) return false;
    std::size_t index = i - 1;
    if (i >= positional) {
      const auto found = std::ranges::find_if(function.parameters, [&](const ir::Parameter& parameter) {
        return module_.variables[parameter.variable].name == op.keywords[i - positional];
      });
      if (found == function.parameters.end() || found->kind == Kind::kPositionalOnly || found->kind == Kind::kArgs ||
          found->kind == Kind::kKwargs)
        return false;
      index = static_cast<std::size_t>(found - function.parameters.begin());
    } else if (index >= function.parameters.size() || function.parameters[index].kind > Kind::kNormal) {
      return false;
    }
    if (given[index]) return false;
    given[index] = true;
  }
  for (std::size_t i = 0; i < given.size(); ++i) {
    const ir::Parameter& parameter = function.parameters[i];
    const bool optional =
        !parameter.default_value.is_absent() || parameter.kind == Kind::kArgs || parameter.kind == Kind::kKwargs;
    if (!given[i] && !optional) return false;
  }
  return true;
}

void Emitter::emit_static_call(ir::OpId id, ir::FunctionId callee) {
  const ir::Op& op = module_.ops[id];
  const ir::Function& function = module_.functions[callee];
  const std::size_t positional = op.operands.size() - op.keywords.size();
  // The members of the struct are given in its order; that is the order of evaluation.
  std::vector<std::pair<std::size_t, std::size_t>> members;  // parameter, operand
  for (std::size_t i = 1; i < op.operands.size(); ++i) {
    std::size_t index = i - 1;
    if (i >= positional)
      for (index = 0; module_.variables[function.parameters[index].variable].name != op.keywords[i - positional];)
        ++index;
    members.emplace_back(index, i);
  }
  const bool in_order = std::ranges::is_sorted(members);
  std::vector<ir::Operand> operands(op.operands.begin() + 1, op.operands.end());
  auto values = in_order ? take(operands) : take_unordered(operands);
  std::vector<Expression*> parts;
  for (Expression& value : values) parts.push_back(&value);
  Expression result;
  sequence(parts, line(id), &result);
  std::ranges::sort(members);
  std::string text;
  const std::vector<std::string>& names = parameter_names(callee);
  for (const auto& [parameter, operand] : members)
    text += (text.empty() ? "." : ", .") + names[parameter] + " = " + values[operand - 1].text;
  result.text = function_names_.at(callee) + "({" + text + "})";
  if (!failing_.contains(callee)) return hold(id, std::move(result));
  if (has_handler()) return hold_attempt(id, result);
  result.text = "or_throw(" + result.text + ")";
  hold(id, std::move(result));
}

void Emitter::emit_import(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  const std::string name = string_literal(module_.text(op.names[0]));
  Expression result;
  result.first_line = result.last_line = line(id);
  result.ordered = true;
  if (op.kind == OpKind::kImportFrom)
    result.text = "import_from(" + name + ", " + string_literal(module_.text(op.names[1])) + ")";
  else
    result.text = (op.kind == OpKind::kImport ? "import(" : "import_leaf(") + name + ")";
  hold(id, std::move(result));
}

}  // namespace pbc::emit
