// SPDX-License-Identifier: Apache-2.0
//
// What is known not to be missing, because somebody looked: `if item[0]:`.
#include "compiler/ir/constants.h"
#include "compiler/ir/phantom_call.h"
#include "compiler/plan/function_flow.h"

namespace pbc::plan {

using ir::Operand;
using ir::OpId;
using ir::OpKind;

namespace {

/// None and "" are not sent.
bool is_nothing(const ir::Module& module, const Operand& operand) {
  if (!operand.is_constant()) return false;
  const ir::Constant& constant = module.constants[operand.constant()];
  return constant.kind == ir::Constant::Kind::kNone ||
         (constant.kind == ir::Constant::Kind::kStr && constant.text.empty());
}

}  // namespace

/// The cells that have a value where the condition is as `holds` says.
void FunctionFlow::proven(const Operand& condition, OpId at, bool holds,
                          std::set<std::pair<Element, std::size_t>>* cells) {
  if (!condition.is_value()) return;
  const OpId id = condition.value();
  const ir::Op& op = module_.ops[id];
  if (op.kind == OpKind::kNot) return proven(op.operands[0], id, !holds, cells);
  if ((op.kind == OpKind::kAnd && holds) || (op.kind == OpKind::kOr && !holds)) {
    proven(op.operands[0], id, holds, cells);
    for (const OpId inner : module_.regions[op.regions[0]].ops)
      if (module_.ops[inner].kind == OpKind::kYield) proven(module_.ops[inner].operands[0], inner, holds, cells);
    return;
  }
  Operand looked_at = condition;
  if (op.kind == OpKind::kCompare) {
    const std::string_view word = module_.text(op.names[0]);
    const bool is_unequal = word == "is not" || word == "!=";
    if (!is_nothing(module_, op.operands[1]) || !(is_unequal || word == "is" || word == "==")) return;
    if (is_unequal != holds) return;
    looked_at = op.operands[0];
  } else if (!holds) {
    return;
  }
  const Values values = eval(looked_at, at);
  if (values.size() == 1 && values.front().cell) cells->insert(*values.front().cell);
}

const std::set<std::pair<Element, std::size_t>>& FunctionFlow::proven_at(OpId at) {
  const auto place = places_.at(at);
  // Ifs around it, and ifs before it in the same regions that leave when there is none.
  const auto [known, is_new] = proven_.try_emplace(at);
  if (!is_new) return known->second;
  std::set<std::pair<Element, std::size_t>> cells;
  OpId inner = at;
  for (Place here = place;;) {
    const auto& ops = module_.regions[here.region].ops;
    for (std::size_t i = 0; i < here.index; ++i) {
      const ir::Op& before = module_.ops[ops[i]];
      if (before.kind != OpKind::kIf) continue;
      for (const bool holds : {true, false}) {
        const auto& taken = module_.regions[before.regions[holds ? 0 : 1]].ops;
        if (taken.empty()) continue;
        const OpKind last = module_.ops[taken.back()].kind;
        if (last == OpKind::kContinue || last == OpKind::kReturn || last == OpKind::kRaise)
          proven(before.operands[0], ops[i], !holds, &cells);
      }
    }
    const auto owner = region_owners_.find(here.region);
    if (owner == region_owners_.end()) break;
    inner = owner->second.op;
    if (module_.ops[inner].kind == OpKind::kIf)
      proven(module_.ops[inner].operands[0], inner, owner->second.region == 0, &cells);
    here = places_.at(inner);
  }
  // Looked up anew: finding it may have asked for others.
  return proven_[at] = std::move(cells);
}

void FunctionFlow::refine(Values* values, OpId at) {
  for (Value& value : *values) {
    if (!value.cell || value.depends.size() != 1) continue;
    auto& cells = value.depends.begin()->second.cells;
    if (const auto missing = cells.find(value.cell->second); missing != cells.end() && missing->second)
      if (proven_at(at).contains(*value.cell)) missing->second = false;
  }
}

}  // namespace pbc::plan
