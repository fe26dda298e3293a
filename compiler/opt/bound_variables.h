// SPDX-License-Identifier: Apache-2.0
//
// Which reads of variables cannot fail.
#pragma once

#include "compiler/ir/id_set.h"
#include "compiler/ir/module.h"

namespace pbc::opt {

/// Finds the loads that certainly find their variable bound, by a simple rule: the variable is a parameter, or a
/// `store` stands before the load in the same region or in one around it; and nothing in the module ever deletes the
/// variable. All other loads may raise UnboundLocalError or NameError.
class BoundVariables {
 public:
  /// Costs O(size of the module).
  explicit BoundVariables(const ir::Module& module);

  bool is_bound_at(ir::OpId load) const { return safe_.contains(load); }

 private:
  void visit(const ir::Module& module, ir::RegionId region);

  ir::IdSet<ir::VariableId> deleted_;
  ir::IdSet<ir::VariableId> bound_;  // at the place that is visited
  ir::IdSet<ir::OpId> safe_;
};

}  // namespace pbc::opt
