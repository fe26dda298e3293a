// SPDX-License-Identifier: Apache-2.0
//
// Comprehensions: one operation that walks the first iterable; `add` inside it makes the elements. Their variables are
// their own (Python reference, 6.2.4).
#include "compiler/lift/lifter.h"

namespace pbc::lift {

using ir::Operand;
using ir::OpKind;

Operand Lifter::comprehension(const Node& node, OpKind kind) {
  std::vector<Node> clauses;
  for (const Node& child : node.children()) {
    if (child.has_token("async")) unsupported(child, "`async for`");
    if (child.is(NodeKind::kForInClause) || child.is(NodeKind::kIfClause)) clauses.push_back(child);
  }
  const auto iterable = clauses.front().fields(Field::kRight);
  ir::Op op{.kind = kind};
  op.operands = {iterable.size() == 1 ? expression(iterable.front())
                                      : Operand(emit(OpKind::kTuple, clauses.front(), elements(iterable)))};
  const ScopeId outer = scope_;
  scope_ = scopes_.of(node);
  for (std::string_view name : scopes_[scope_].bound) {
    ir::Variable variable;
    variable.name = module_.intern(name);
    variable.kind =
        scopes_[scope_].captured.contains(name) ? ir::Variable::Kind::kCell : ir::Variable::Kind::kComprehension;
    variable.owner = function_;
    const ir::VariableId id = module_.variables.add(variable);
    variables_[{scope_, name}] = id;
    module_.functions[function_].variables.push_back(id);
  }
  op.regions = {region([&] {
    const Node target = clauses.front().field(Field::kLeft);
    const Operand element = emit(OpKind::kIncoming, target);
    assign(target, element);
    comprehension_clauses(clauses, 1, node.field(Field::kBody), kind);
  })};
  scope_ = outer;
  return emit(std::move(op), node);
}

void Lifter::comprehension_clauses(Nodes clauses, std::size_t next, const Node& body, OpKind kind) {
  if (next == clauses.size()) {
    if (kind == OpKind::kDictOf) {
      const Operand key = expression(body.field(Field::kKey));
      const Operand value = expression(body.field(Field::kValue));
      emit(OpKind::kAddItem, body, {key, value});
    } else {
      emit(kind == OpKind::kGenerator ? OpKind::kSuspend : OpKind::kAdd, body, {expression(body)});
    }
    return;
  }
  const Node& clause = clauses[next];
  ir::Op op;
  if (clause.is(NodeKind::kIfClause)) {
    op.kind = OpKind::kIf;
    op.operands = {expression(clause.first_child())};
    op.regions = {region([&] { comprehension_clauses(clauses, next + 1, body, kind); }), empty_region()};
  } else {
    op.kind = OpKind::kFor;
    const auto iterable = clause.fields(Field::kRight);
    op.operands = {iterable.size() == 1 ? expression(iterable.front())
                                        : Operand(emit(OpKind::kTuple, clause, elements(iterable)))};
    op.regions = {region([&] {
                    const Operand element = emit(OpKind::kIncoming, clause.field(Field::kLeft));
                    assign(clause.field(Field::kLeft), element);
                    comprehension_clauses(clauses, next + 1, body, kind);
                  }),
                  empty_region()};
  }
  emit(std::move(op), clause);
}

}  // namespace pbc::lift
