// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/stored_once.h"

#include "compiler/ir/walk.h"

namespace pbc::ir {

void StoredOnce::enter(FunctionId function) {
  stores_.clear();
  for_each_op(module_, function, [&](OpId id, RegionId) {
    const Op& op = module_.ops[id];
    if (op.kind == OpKind::kStore) stores_[op.variable].push_back(op.operands[0]);
  });
}

Operand StoredOnce::resolve(const Operand& operand) const {
  if (!operand.is_value()) return operand;
  const Op& op = module_.ops[operand.value()];
  if (op.kind != OpKind::kLoad) return operand;
  const auto stores = stores_.find(op.variable);
  return stores != stores_.end() && stores->second.size() == 1 ? stores->second[0] : operand;
}

}  // namespace pbc::ir
