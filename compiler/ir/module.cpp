// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/module.h"

namespace pbc::ir {

NameId Module::intern(std::string_view text) {
  std::string key(text);
  const auto found = name_ids_.find(key);
  if (found != name_ids_.end()) return found->second;
  const NameId id = names_.add(key);
  name_ids_.emplace(std::move(key), id);
  return id;
}

ConstantId Module::intern(Constant constant) {
  std::string key(1, static_cast<char>(constant.kind));
  key += constant.text;
  const auto found = constant_ids_.find(key);
  if (found != constant_ids_.end()) return found->second;
  const ConstantId id = constants.add(std::move(constant));
  constant_ids_.emplace(std::move(key), id);
  return id;
}

OpId Module::add(Op op, Span span, std::uint32_t line) {
  op_spans.push_back(span);
  op_lines.push_back(line);
  return ops.add(std::move(op));
}

FunctionId Module::add(Function function, Span span, std::uint32_t line) {
  function_spans.push_back(span);
  function_lines.push_back(line);
  return functions.add(std::move(function));
}

bool Module::is_top_level(FunctionId id) const {
  const Function& function = functions[id];
  return id != module_body() && function.parent == module_body() && function.role != FunctionRole::kLambda &&
         function.role != FunctionRole::kGeneratorExpression && function.role != FunctionRole::kMethod;
}

FunctionId Module::find_function(std::string_view name) const {
  for (const FunctionId id : functions.ids())
    if (is_top_level(id) && text(functions[id].name) == name) return id;
  return {};
}

std::string_view text(FunctionRole role) {
  switch (role) {
    case FunctionRole::kModule:
      return "module";
    case FunctionRole::kStart:
      return "start";
    case FunctionRole::kFinish:
      return "finish";
    case FunctionRole::kBlock:
      return "block";
    case FunctionRole::kPlain:
      return "function";
    case FunctionRole::kMethod:
      return "method";
    case FunctionRole::kNested:
      return "nested";
    case FunctionRole::kLambda:
      return "lambda";
    case FunctionRole::kGeneratorExpression:
      return "generator";
  }
  return "function";
}

bool is_static_by_default(FunctionRole role) {
  return role == FunctionRole::kStart || role == FunctionRole::kFinish || role == FunctionRole::kBlock ||
         role == FunctionRole::kPlain;
}

std::string default_qualified_name(const Module& module, FunctionId parent, std::string_view name) {
  if (!parent || parent == module.module_body()) return std::string(name);
  return module.functions[parent].qualified_name + ".<locals>." + std::string(name);
}

}  // namespace pbc::ir
