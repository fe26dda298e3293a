// SPDX-License-Identifier: Apache-2.0
//
// yield, yield from, generator expressions. The function that holds a `yield` stays as it is, but for a mark; a
// generator expression is a function of its own whose parameter is the iterator of its first `for` (Python
// reference, 6.2.8).
#include "compiler/lift/lifter.h"

namespace pbc::lift {

using ir::FunctionRole;
using ir::Operand;
using ir::OpKind;

namespace {

/// In source order: `for` and `if`.
std::vector<Node> clauses_of(const Node& node) {
  std::vector<Node> clauses;
  for (const Node& child : node.children())
    if (child.is(NodeKind::kForInClause) || child.is(NodeKind::kIfClause)) clauses.push_back(child);
  return clauses;
}

}  // namespace

ir::FunctionId Lifter::declare_generator_expression(const Node& node, ir::FunctionId parent, ScopeId scope) {
  ir::Function function;
  function.name = module_.intern("<genexpr>");
  function.parent = parent;
  function.role = FunctionRole::kGeneratorExpression;
  function.is_generator = true;
  function.qualified_name = ir::default_qualified_name(module_, parent, "<genexpr>");
  function.body = module_.add_region();
  const ir::FunctionId id = module_.add(std::move(function), node.span(), node.line());

  const auto declare = [&](std::string_view name, ir::Variable::Kind kind) {
    ir::Variable variable;
    variable.name = module_.intern(name);
    variable.kind = kind;
    variable.owner = id;
    const ir::VariableId variable_id = module_.variables.add(variable);
    module_.functions[id].variables.push_back(variable_id);
    return variable_id;
  };
  ir::Parameter parameter;
  parameter.variable = declare("items", ir::Variable::Kind::kLocal);
  module_.functions[id].parameters.push_back(parameter);
  for (std::string_view bound : scopes_[scope].bound)
    variables_[{scope, bound}] = declare(
        bound, scopes_[scope].captured.contains(bound) ? ir::Variable::Kind::kCell : ir::Variable::Kind::kLocal);
  return id;
}

Operand Lifter::generator_expression(const Node& node) {
  for (const Node& child : node.children())
    if (child.has_token("async")) unsupported(child, "`async for`");
  const std::vector<Node> clauses = clauses_of(node);
  const auto iterable = clauses.front().fields(Field::kRight);
  ir::Op op{.kind = OpKind::kGenerator};
  op.function = functions_by_span_.at(node.span());
  op.operands = {iterable.size() == 1 ? expression(iterable.front())
                                      : Operand(emit(OpKind::kTuple, clauses.front(), elements(iterable)))};

  const auto saved = std::tuple(function_, scope_, region_, nameerror_handlers_);
  function_ = op.function;
  scope_ = scopes_.of(node);
  region_ = module_.functions[op.function].body;
  nameerror_handlers_ = 0;
  ir::Op items{.kind = OpKind::kLoad};
  items.variable = module_.functions[op.function].parameters.front().variable;
  ir::Op loop{.kind = OpKind::kFor};
  loop.operands = {emit(std::move(items), node)};
  loop.regions = {region([&] {
                    const Node target = clauses.front().field(Field::kLeft);
                    assign(target, emit(OpKind::kIncoming, target));
                    comprehension_clauses(clauses, 1, node.field(Field::kBody), OpKind::kGenerator);
                  }),
                  empty_region()};
  emit(std::move(loop), node);
  std::tie(function_, scope_, region_, nameerror_handlers_) = saved;
  return emit(std::move(op), node);
}

Operand Lifter::yield_expression(const Node& node) {
  const auto children = node.children();
  if (node.has_token("from")) return emit(OpKind::kDelegate, node, {expression(children.front())});
  if (children.empty()) return emit(OpKind::kSuspend, node, {none()});
  return emit(OpKind::kSuspend, node, {expression(children.front())});
}

}  // namespace pbc::lift
