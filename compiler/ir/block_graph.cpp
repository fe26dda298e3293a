// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/block_graph.h"

#include "compiler/ir/walk.h"

namespace pbc::ir {

BlockGraph::BlockGraph(const Module& module) : module_(module) {
  for (FunctionId function : module.functions.ids()) {
    Where where;
    walk(owner(function), module.functions[function].body, &where);
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

const BlockGraph::Where& BlockGraph::where(OpId call) const {
  static const Where kNowhere;
  const auto known = where_.find(call);
  return known == where_.end() ? kNowhere : known->second;
}

void BlockGraph::mention(FunctionId from, const Where& where, const Operand& operand, OpId at, Way way) {
  // A load has its edge already, as what else it may be used for.
  if (const auto load = operand.is_value() ? loads_.find(operand.value()) : loads_.end(); load != loads_.end()) {
    edges_[load->second].at = at;
    edges_[load->second].way = way;
    loads_.erase(load);
  }
  if (!operand.is_function()) return;
  const FunctionId to = operand.function();
  if (to.is_none() || to == module_.module_body()) return;
  edges_.push_back({from, owner(to), where.choices, at, way, where.repeats, where.is_handler});
}

void BlockGraph::mention_operands(FunctionId from, const Where& where, OpId id) {
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
        if (element.is_function()) mention(from, where, element, id, Way::kValue);
      });
    else if (operand.is_function() || way != Way::kValue)
      mention(from, where, operand, id, way);
  }
}

BlockGraph::Where BlockGraph::inside(const Where& where, OpId id, const Op& op, std::size_t region) {
  Where inside = where;
  switch (op.kind) {
    case OpKind::kIf:
    case OpKind::kSelect:
      inside.choices.insert({id, region == 0});
      break;
    case OpKind::kAnd:
    case OpKind::kOr:
      inside.choices.insert({id, op.kind == OpKind::kAnd});
      break;
    case OpKind::kFor:
      inside.repeats |= region == 0;
      break;
    case OpKind::kWhile:
      inside.repeats |= region != 2;
      break;
    case OpKind::kListOf:
    case OpKind::kSetOf:
    case OpKind::kDictOf:
      inside.repeats = true;
      break;
    case OpKind::kExcept:
    case OpKind::kExceptGroup:
      inside.is_handler = true;
      break;
    default:
      break;
  }
  return inside;
}

void BlockGraph::walk(FunctionId from, RegionId region, Where* where) {
  const std::set<Choice> before = where->choices;
  for (const OpId id : module_.regions[region].ops) {
    const Op& op = module_.ops[id];
    if (op.kind == OpKind::kPhantom || op.kind == OpKind::kCallMethod) where_.emplace(id, *where);
    if (op.kind == OpKind::kLoadGlobal) {
      const FunctionId to = module_.find_function(module_.text(op.names[0]));
      const std::size_t count = edges_.size();
      if (!to.is_none()) mention(from, *where, to, id, Way::kValue);
      if (edges_.size() > count) loads_[id] = count;
    }
    // The statement that makes a function is no way to it.
    if (op.kind != OpKind::kStoreGlobal && op.kind != OpKind::kStore) mention_operands(from, *where, id);
    for (std::size_t i = 0; i < op.regions.size(); ++i) {
      Where within = inside(*where, id, op, i);
      walk(from, op.regions[i], &within);
    }
    if (op.kind == OpKind::kIf)
      for (std::size_t i = 0; i < 2; ++i)
        if (leaves(op.regions[i])) where->choices.insert({id, i != 0});
  }
  where->choices = before;
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
