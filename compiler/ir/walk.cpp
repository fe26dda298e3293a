// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/walk.h"

namespace pbc::ir {

SideTable<OpId, std::uint32_t> use_counts(const Module& module) {
  SideTable<OpId, std::uint32_t> counts;
  for (const FunctionId function : module.functions.ids()) {
    for_each_op(module, function, [&](OpId op, RegionId) {
      for_each_operand(module, op, [&](const Operand& operand) {
        if (operand.is_value()) counts.set(operand.value(), counts[operand.value()] + 1);
      });
    });
  }
  return counts;
}

}  // namespace pbc::ir
