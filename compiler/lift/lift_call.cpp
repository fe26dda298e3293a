// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "compiler/lift/lifter.h"

namespace pbc::lift {

using ir::Operand;
using ir::OpKind;

namespace {

bool needs_interpreter(std::string_view name) { return name == "eval" || name == "exec" || name == "compile"; }

}  // namespace

Operand Lifter::call(const Node& node) {
  const Node function = node.field(Field::kFunction);
  const Node list = node.field(Field::kArguments);
  if (function.is(NodeKind::kAttribute)) {
    const Node object = function.field(Field::kObject);
    const std::string_view name = mangled(function.field(Field::kAttribute).text());
    if (is_phantom(object)) return phantom_call(node, name);
    ir::Op op{.kind = OpKind::kCallMethod};
    op.names[0] = module_.intern(name);
    op.operands = {expression(object)};
    arguments(list, &op);
    return emit(std::move(op), node);
  }
  if (function.is(NodeKind::kIdentifier)) {
    const std::string_view name = function.text();
    const bool builtin = scopes_.resolve(scope_, name).kind == Resolution::Kind::kBuiltin;
    const bool bare = list.children().empty();
    if (builtin && name == "super" && bare) return super_call(node);
    if (builtin && asks_for_locals(node)) return local_variables(node);
    if (builtin && needs_interpreter(name))
      diags_
          .warning(DiagKind::kUnsupportedConstruct, function.span(),
                   "`" + std::string(name) + "()` needs an interpreter, which an executable does not have")
          .help("the run raises NotImplementedError when it gets here");
  }
  ir::Op op{.kind = OpKind::kCall};
  op.operands = {expression(function)};
  arguments(list, &op);
  return emit(std::move(op), node);
}

/// The dict of a call of the function; a comprehension, which is no call here, has a new one each time.
Operand Lifter::kept_locals(const Node& node) {
  if (scopes_[scope_].kind == Scope::Kind::kComprehension) return emit(OpKind::kDict, node);
  ir::VariableId& kept = kept_locals_[function_];
  if (!kept) {
    ir::Variable variable;
    variable.name = module_.intern("locals()");
    variable.owner = function_;
    kept = module_.variables.add(variable);
    module_.functions[function_].variables.push_back(kept);
  }
  ir::Op op{.kind = OpKind::kLocals};
  op.variable = kept;
  return emit(std::move(op), node);
}

/// `locals()`: the namespace of a class or the module, or the variables of a function that are bound by now, in
/// CPython's order: parameters, other variables, those that functions inside share, and those of functions around.
Operand Lifter::local_variables(const Node& node) {
  const Scope& scope = scopes_[scope_];
  if (scope.kind == Scope::Kind::kModule)
    return emit(OpKind::kCall, node, {emit(OpKind::kBuiltin, node, {}, "globals")});
  if (scope.kind == Scope::Kind::kClass) return emit(OpKind::kNamespace, node, {open_class(scope_).names});
  const Operand all = kept_locals(node);
  const auto add = [&](ir::VariableId variable) {
    ir::Op op{.kind = OpKind::kAddVariable};
    op.operands = {all};
    op.variable = variable;
    emit(std::move(op), node);
  };
  std::set<ir::VariableId> parameters;
  if (scope.kind == Scope::Kind::kFunction || scope.kind == Scope::Kind::kLambda) {
    using Kind = ir::Parameter::Kind;
    for (const bool collecting : {false, true})
      for (const ir::Parameter& parameter : module_.functions[function_].parameters) {
        const bool collects = parameter.kind == Kind::kArgs || parameter.kind == Kind::kKwargs;
        if (collects == collecting) add(parameter.variable);
        parameters.insert(parameter.variable);
      }
  }
  std::vector<std::string_view> own;
  std::vector<std::string_view> shared;
  for (const std::string_view name : scope.bound)
    if (!scope.globals.contains(name) && !parameters.contains(variable(scope_, name)))
      (scope.shared.contains(name) ? shared : own).push_back(name);
  std::ranges::sort(shared);
  for (const auto* names : {&own, &shared})
    for (const std::string_view name : *names) add(variable(scope_, name));
  for (const auto& [name, owner] : scope.free) add(variable(owner, name));
  return all;
}

/// Positional arguments, then keyword arguments; Python evaluates `f(k=x, *y)` in that order too.
void Lifter::arguments(const Node& list, ir::Op* op) {
  if (list.is(NodeKind::kGeneratorExpression)) {
    op->operands.push_back(expression(list));
    return;
  }
  std::vector<Node> positional;
  std::vector<Node> keywords;
  for (const Node& argument : list.children()) {
    const bool is_keyword = argument.is(NodeKind::kKeywordArgument) || argument.is(NodeKind::kDictionarySplat);
    (is_keyword ? keywords : positional).push_back(argument);
  }
  for (const Operand& operand : elements(positional)) op->operands.push_back(operand);
  for (const Node& keyword : keywords) {
    if (keyword.is(NodeKind::kDictionarySplat)) {
      Operand mapping = expression(keyword.first_child());
      mapping.starred = true;
      op->operands.push_back(mapping);
      op->keywords.push_back({});
    } else {
      op->operands.push_back(expression(keyword.field(Field::kValue)));
      op->keywords.push_back(module_.intern(mangled(keyword.field(Field::kName).text())));
    }
  }
}

}  // namespace pbc::lift
