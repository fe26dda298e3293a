// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/effects.h"

#include "compiler/ir/walk.h"

namespace pbc::ir {
namespace {

bool has_starred(const Op& op) {
  for (const Operand& operand : op.operands) {
    if (operand.starred) return true;
  }
  return false;
}

/// What the operation itself does, when its operands tell more than its line in ops.def.
phantom::Effects own_effects(const Module& module, const Op& op) {
  switch (op.kind) {
    case OpKind::kPhantom:
      return info(op.kind).effects | phantom::info(op.api).effects;
    case OpKind::kList:
    case OpKind::kTuple:
      // Only unpacking looks at the elements.
      return has_starred(op) ? info(op.kind).effects : phantom::kPure;
    case OpKind::kSet:
    case OpKind::kDict: {
      // Only hashing a key can raise, and a constant has a hash.
      const std::size_t step = op.kind == OpKind::kDict ? 2 : 1;
      for (std::size_t i = 0; i < op.operands.size(); i += step) {
        if (!op.operands[i].is_constant() || op.operands[i].starred) return info(op.kind).effects;
      }
      return phantom::kPure;
    }
    case OpKind::kCompare: {
      const std::string_view op_text = module.text(op.names[0]);
      return op_text == "is" || op_text == "is not" ? phantom::kPure : info(op.kind).effects;
    }
    default:
      return info(op.kind).effects;
  }
}

}  // namespace

phantom::Effects effects(const Module& module, OpId op) {
  phantom::Effects all = own_effects(module, module.ops[op]);
  for (const RegionId region : module.ops[op].regions) {
    for_each_op(module, region, [&](OpId inner, RegionId) { all |= own_effects(module, module.ops[inner]); });
  }
  return all;
}

bool is_removable(const Module& module, OpId op) {
  constexpr phantom::Effects kReads = phantom::kReadsVariables | phantom::kReadsObjects | phantom::kReadsRun |
                                      phantom::kReadsContainer | phantom::kReadsLists | phantom::kReadsStore;
  if (!info(module.ops[op].kind).has_result || module.ops[op].kind == OpKind::kLoad) return false;
  return (effects(module, op) & ~kReads) == 0;
}

}  // namespace pbc::ir
