// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/stored_once.h"

#include "compiler/ir/walk.h"

namespace pbc::ir {

void StoredOnce::enter(FunctionId function) {
  stores_.clear();
  // The caller stores parameters; `except ... as`, `del` and their like change a variable too.
  for (const Parameter& parameter : module_.functions[function].parameters)
    stores_[parameter.variable].push_back(Operand());
  for_each_op(module_, function, [&](OpId id, RegionId) {
    const Op& op = module_.ops[id];
    if (op.variable && op.kind != OpKind::kLoad)
      stores_[op.variable].push_back(op.kind == OpKind::kStore ? op.operands[0] : Operand());
  });
}

Operand StoredOnce::resolve(const Operand& operand) const {
  if (!operand.is_value()) return operand;
  const Op& op = module_.ops[operand.value()];
  if (op.kind != OpKind::kLoad) return operand;
  if (module_.variables[op.variable].kind == Variable::Kind::kCell) return operand;  // nested functions may store it
  const auto stores = stores_.find(op.variable);
  const bool is_known = stores != stores_.end() && stores->second.size() == 1 && !stores->second[0].is_absent();
  return is_known ? stores->second[0] : operand;
}

}  // namespace pbc::ir
