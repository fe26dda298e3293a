// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/block_graph.h"

#include "compiler/ir/walk.h"

namespace pbc::ir {

BlockGraph::BlockGraph(const Module& module) : module_(module) {
  for (FunctionId function : module.functions.ids()) {
    std::set<Choice> choices;
    walk({owner(function)}, module.functions[function].body, &choices);
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

void BlockGraph::mention(const Where& where, const Operand& operand, OpId at, Way way,
                         const std::set<Choice>& choices) {
  // A load has its edge already, as what else it may be used for.
  if (const auto load = operand.is_value() ? loads_.find(operand.value()) : loads_.end(); load != loads_.end()) {
    edges_[load->second].at = at;
    edges_[load->second].way = way;
    loads_.erase(load);
  }
  if (!operand.is_function()) return;
  const FunctionId to = operand.function();
  if (to.is_none() || to == module_.module_body()) return;
  edges_.push_back({where.from, owner(to), choices, at, way, where.repeats, where.is_handler});
}

void BlockGraph::mention_operands(const Where& where, OpId id, const std::set<Choice>& choices) {
  const Op& op = module_.ops[id];
  const std::size_t named = op.operands.size() - op.keywords.size();
  for (std::size_t i = 0; i < op.operands.size(); ++i) {
    const Operand& operand = op.operands[i];
    Way way = Way::kValue;
    if (op.kind == OpKind::kCall && i == 0) way = Way::kCall;
    if (op.kind == OpKind::kPhantom && i >= named && op.keywords[i - named] &&
        phantom::role(op.api, module_.text(op.keywords[i - named])) == phantom::ArgumentRole::kCallback)
      way = Way::kCallback;
    if (operand.is_term())
      for_each_operand(module_, module_.terms[operand.term()].elements, [&](const Operand& element) {
        if (element.is_function()) mention(where, element, id, Way::kValue, choices);
      });
    else if (operand.is_function() || way != Way::kValue)
      mention(where, operand, id, way, choices);
  }
}

BlockGraph::Where BlockGraph::inside(Where where, const Op& op, std::size_t region) const {
  switch (op.kind) {
    case OpKind::kFor:
      where.repeats |= region == 0;
      break;
    case OpKind::kWhile:
      where.repeats |= region != 2;
      break;
    case OpKind::kListOf:
    case OpKind::kSetOf:
    case OpKind::kDictOf:
      where.repeats = true;
      break;
    case OpKind::kExcept:
    case OpKind::kExceptGroup:
      where.is_handler = true;
      break;
    default:
      break;
  }
  return where;
}

void BlockGraph::walk(Where where, RegionId region, std::set<Choice>* choices) {
  const std::set<Choice> before = *choices;
  for (const OpId id : module_.regions[region].ops) {
    const Op& op = module_.ops[id];
    if (op.kind == OpKind::kLoadGlobal) {
      const FunctionId to = module_.find_function(module_.text(op.names[0]));
      if (!to.is_none()) {
        const std::size_t count = edges_.size();
        mention(where, to, id, Way::kValue, *choices);
        if (edges_.size() > count) loads_[id] = count;
      }
    }
    // The statement that makes a function is no way to it.
    if (op.kind != OpKind::kStoreGlobal && op.kind != OpKind::kStore) mention_operands(where, id, *choices);
    const bool chooses = op.kind == OpKind::kIf || op.kind == OpKind::kSelect;
    for (std::size_t i = 0; i < op.regions.size(); ++i) {
      std::set<Choice> inside = *choices;
      if (chooses) inside.insert({id, i == 0});
      if (op.kind == OpKind::kAnd || op.kind == OpKind::kOr) inside.insert({id, op.kind == OpKind::kAnd});
      walk(this->inside(where, op, i), op.regions[i], &inside);
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
