// SPDX-License-Identifier: Apache-2.0
#include "compiler/opt/bound_variables.h"

#include <vector>

#include "compiler/ir/ops.h"
#include "compiler/ir/walk.h"

namespace pbc::opt {

using ir::Module;
using ir::OpId;
using ir::OpKind;
using ir::VariableId;

BoundVariables::BoundVariables(const Module& module) {
  for (const ir::FunctionId function : module.functions.ids()) {
    ir::for_each_op(module, function, [&](OpId op, ir::RegionId) {
      const bool unbinds = module.ops[op].kind == OpKind::kDelete || ir::is_handler(module.ops[op].kind);
      if (unbinds && module.ops[op].variable) deleted_.insert(module.ops[op].variable);
    });
    // Parameters are bound before any function inside of theirs can run, too.
    for (const ir::Parameter& parameter : module.functions[function].parameters) bound_.insert(parameter.variable);
  }
  for (const ir::Function& function : module.functions) visit(module, function.body);
}

void BoundVariables::visit(const Module& module, ir::RegionId region) {
  std::vector<VariableId> bound_here;
  for (const OpId id : module.regions[region].ops) {
    const ir::Op& op = module.ops[id];
    if (op.kind == OpKind::kLoad && bound_.contains(op.variable) && !deleted_.contains(op.variable)) safe_.insert(id);
    for (const ir::RegionId inner : op.regions) visit(module, inner);
    if (op.kind == OpKind::kStore && bound_.insert(op.variable)) bound_here.push_back(op.variable);
  }
  for (const VariableId variable : bound_here) bound_.erase(variable);
}

}  // namespace pbc::opt
