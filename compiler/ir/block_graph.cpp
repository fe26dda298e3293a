// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/block_graph.h"

#include "compiler/ir/walk.h"

namespace pbc::ir {

BlockGraph::BlockGraph(const Module& module) : module_(module) {
  for (FunctionId function : module.functions.ids()) {
    std::set<Choice> choices;
    walk(owner(function), module.functions[function].body, &choices);
  }
  from_.resize(module.functions.size());
  for (std::size_t i = 0; i < edges_.size(); ++i) from_[edges_[i].from.index()].push_back(i);
}

FunctionId BlockGraph::owner(FunctionId function) const {
  const FunctionId body = module_.module_body();
  while (function != body && module_.functions[function].parent != body) function = module_.functions[function].parent;
  const FunctionRole role = module_.functions[function].role;
  const bool is_nameless = role == FunctionRole::kLambda || role == FunctionRole::kGeneratorExpression;
  return is_nameless ? body : function;
}

bool BlockGraph::leaves(RegionId region) const {
  const auto& ops = module_.regions[region].ops;
  if (ops.empty()) return false;
  const OpKind last = module_.ops[ops.back()].kind;
  return last == OpKind::kReturn || last == OpKind::kRaise;
}

void BlockGraph::mention(FunctionId from, FunctionId to, const std::set<Choice>& choices) {
  if (!to.is_none() && to != module_.module_body()) edges_.push_back({from, owner(to), choices});
}

void BlockGraph::walk(FunctionId from, RegionId region, std::set<Choice>* choices) {
  const std::set<Choice> before = *choices;
  for (const OpId id : module_.regions[region].ops) {
    const Op& op = module_.ops[id];
    if (op.kind == OpKind::kLoadGlobal) mention(from, module_.find_function(module_.text(op.names[0])), *choices);
    // The statement that makes a function is no way to it.
    if (op.kind != OpKind::kStoreGlobal && op.kind != OpKind::kStore)
      for_each_operand(module_, id, [&](const Operand& operand) {
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

std::set<FunctionId> BlockGraph::reach(const std::vector<FunctionId>& start, const Without& without) const {
  std::set<FunctionId> reached(start.begin(), start.end());
  std::vector<FunctionId> work = start;
  while (!work.empty()) {
    const FunctionId at = work.back();
    work.pop_back();
    for (const std::size_t i : from_[at.index()])
      if (const Edge& edge = edges_[i]; !(without && without(edge)) && reached.insert(edge.to).second)
        work.push_back(edge.to);
  }
  return reached;
}

}  // namespace pbc::ir
