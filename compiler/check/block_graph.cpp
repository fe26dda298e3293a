// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/block_graph.h"

#include "compiler/ir/walk.h"

namespace pbc::check {

using ir::OpKind;

BlockGraph::BlockGraph(const ir::Module& module) : module_(module) {
  for (ir::FunctionId function : module.functions.ids()) {
    std::set<Choice> choices;
    walk(owner(function), module.functions[function].body, &choices);
  }
  from_.resize(module.functions.size());
  for (std::size_t i = 0; i < edges_.size(); ++i) from_[edges_[i].from.index()].push_back(i);
}

ir::FunctionId BlockGraph::owner(ir::FunctionId function) const {
  const ir::FunctionId body = module_.module_body();
  while (function != body && module_.functions[function].parent != body) function = module_.functions[function].parent;
  const ir::FunctionRole role = module_.functions[function].role;
  const bool is_nameless = role == ir::FunctionRole::kLambda || role == ir::FunctionRole::kGeneratorExpression;
  return is_nameless ? body : function;
}

bool BlockGraph::leaves(ir::RegionId region) const {
  const auto& ops = module_.regions[region].ops;
  if (ops.empty()) return false;
  const OpKind last = module_.ops[ops.back()].kind;
  return last == OpKind::kReturn || last == OpKind::kRaise;
}

void BlockGraph::mention(ir::FunctionId from, ir::FunctionId to, const std::set<Choice>& choices) {
  if (!to.is_none() && to != module_.module_body()) edges_.push_back({from, owner(to), choices});
}

void BlockGraph::walk(ir::FunctionId from, ir::RegionId region, std::set<Choice>* choices) {
  const std::set<Choice> before = *choices;
  for (const ir::OpId id : module_.regions[region].ops) {
    const ir::Op& op = module_.ops[id];
    if (op.kind == OpKind::kLoadGlobal) mention(from, module_.find_function(module_.text(op.names[0])), *choices);
    // The statement that makes a function is no way to it.
    if (op.kind != OpKind::kStoreGlobal && op.kind != OpKind::kStore)
      ir::for_each_operand(module_, id, [&](const ir::Operand& operand) {
        if (operand.is_function()) mention(from, operand.function(), *choices);
      });
    for (std::size_t i = 0; i < op.regions.size(); ++i) {
      std::set<Choice> inside = *choices;
      if (op.kind == OpKind::kIf) inside.insert({id, i == 0});
      walk(from, op.regions[i], &inside);
    }
    if (op.kind == OpKind::kIf)
      for (std::size_t i = 0; i < 2; ++i)
        if (leaves(op.regions[i])) choices->insert({id, i != 0});
  }
  *choices = before;
}

std::set<ir::FunctionId> BlockGraph::reach(const std::vector<ir::FunctionId>& start, const Without& without) const {
  std::set<ir::FunctionId> reached(start.begin(), start.end());
  std::vector<ir::FunctionId> work = start;
  while (!work.empty()) {
    const ir::FunctionId at = work.back();
    work.pop_back();
    for (const std::size_t i : from_[at.index()])
      if (const Edge& edge = edges_[i]; !(without && without(edge)) && reached.insert(edge.to).second)
        work.push_back(edge.to);
  }
  return reached;
}

}  // namespace pbc::check
