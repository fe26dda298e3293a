// SPDX-License-Identifier: Apache-2.0
//
// Joins that let what follows run once.
#include "compiler/ir/phantom_call.h"
#include "compiler/ir/stored_once.h"
#include "compiler/ir/walk.h"
#include "compiler/plan/cost.h"

namespace pbc::plan {

using ir::Operand;
using ir::OpId;
using ir::OpKind;
using phantom::Api;

/// The calls that make the data of a block.
std::vector<OpId> CostWalk::makers_of(std::size_t part, const std::string& name) const {
  const ir::Module& module = *program_.parts[part].module;
  std::vector<OpId> found;
  for (const OpId id : module.ops.ids()) {
    const ir::Op& op = module.ops[id];
    if (op.kind != OpKind::kPhantom || !function_of_.contains({part, id})) continue;
    const bool is_maker = op.api == Api::act || op.api == Api::prompt || op.api == Api::prompt2 ||
                          op.api == Api::playbook || op.api == Api::custom_function;
    if (!is_maker) continue;
    const Operand* own = ir::argument(module, op, "name");
    // A name that is computed may be this one.
    if (own != nullptr ? ir::constant_text(module, own).value_or(name) == name
                       : ir::text_argument(module, op, "action").value_or(name) == name || op.api != Api::act)
      found.push_back(id);
  }
  return found;
}

/// `if phantom.completed(...)`: looks for those that hold once. Whether it found one.
bool CostWalk::find_joins(std::size_t part) {
  const ir::Module& module = *program_.parts[part].module;
  bool found = false;
  for (const ir::FunctionId id : module.functions.ids()) {
    Function& function = functions_[index(part, id)];
    ir::StoredOnce stored(module);
    stored.enter(id);
    ir::for_each_op(module, id, [&](OpId at, ir::RegionId) {
      const ir::Op& op = module.ops[at];
      if (op.kind != OpKind::kIf || function.joins.contains(at)) return;
      const Operand condition = stored.resolve(op.operands[0]);
      if (!condition.is_value()) return;
      const ir::Op& asked = module.ops[condition.value()];
      if (asked.kind != OpKind::kPhantom || (asked.api != Api::completed && asked.api != Api::actions_done)) return;
      if (!fires_once(index(part, id), condition.value())) return;
      function.joins.insert(at);
      ir::for_each_op(module, op.regions[0], [&](OpId inner, ir::RegionId) { function.once.insert(inner); });
      found = true;
    });
  }
  return found;
}

/// All names are done from the moment on when the last of them ends. Where the join is come to only when one of them
/// ends, and each ends once, it holds for the last alone; and then once, if that comes to it once.
bool CostWalk::fires_once(std::size_t joint, OpId asked) const {
  const std::size_t part = functions_[joint].part;
  const ir::Module& module = *program_.parts[part].module;
  std::set<OpId> awaited;
  const ir::Op& op = module.ops[asked];
  for (std::size_t i = 0; i < op.keywords.size(); ++i) {
    if (phantom::role(op.api, module.text(op.keywords[i])) != phantom::ArgumentRole::kBlockNames) continue;
    if (!op.operands[i].is_term()) return false;
    for (const Operand& element : module.terms[op.operands[i].term()].elements) {
      const auto name = ir::constant_text(module, &element);
      if (!name) return false;
      const std::vector<OpId> makers = makers_of(part, *name);
      if (makers.size() > 1) return false;
      for (const OpId maker : makers) {
        if (in_loop_.at({part, maker}) || runs_in_own_[function_of_.at({part, maker})] > 1) return false;
        awaited.insert(maker);
      }
    }
  }
  // What of the program can come to the join without waiting for anything in between.
  Costs costs;
  costs.each.resize(functions_.size());
  costs.once.resize(functions_.size());
  costs.is_known.resize(functions_.size());
  costs.is_at_once = true;
  const Of nothing = [](std::size_t, OpId) { return Formula(); };
  for (const std::size_t function : order_) {
    const Function& which = functions_[function];
    costs.is_known[function] = true;
    if (function == joint) {
      costs.each[function] = Formula::number(1);
    } else if (which.part == part && !which.id.is_none()) {
      costs.each[function] = region(nothing, costs, function, module.functions[which.id].body);
      costs.each[function] = sum({costs.each[function], costs.once[function]});
    }
    if (is_recursive_[function] && !costs.each[function].is_zero()) costs.each[function] = Formula::unbounded();
  }
  for (const std::size_t entry : functions_[run_of(part)].callees)
    if (!costs.each[entry].is_zero()) return false;
  for (const auto& [at, targets] : targets_) {
    if (at.first != part) continue;
    for (const Target& target : targets) {
      if (!target.is_callback && !target.is_unlimited) continue;
      const Formula& comes = costs.each[target.function];
      if (comes.is_zero()) continue;
      const bool is_one = comes.kind() == Formula::Kind::kNumber && comes.number() == 1;
      if (target.is_unlimited || !awaited.contains(at.second) || !is_one) return false;
    }
  }
  return true;
}

}  // namespace pbc::plan
