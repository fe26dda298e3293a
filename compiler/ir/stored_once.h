// SPDX-License-Identifier: Apache-2.0
//
// What stands behind a variable, where one look at its function tells: it is stored once there.
#pragma once

#include <map>
#include <vector>

#include "compiler/ir/module.h"

namespace pbc::ir {

/// The variables of one function at a time.
class StoredOnce {
 public:
  explicit StoredOnce(const Module& module) : module_(module) {}

  /// From here on it is about this function.
  void enter(FunctionId function);
  /// The operand that is stored in the variable that `operand` loads; `operand` itself where it loads none, or one that
  /// is stored more often or elsewhere. One step only: what is stored may be a load again.
  Operand resolve(const Operand& operand) const;

 private:
  const Module& module_;
  std::map<VariableId, std::vector<Operand>> stores_;
};

}  // namespace pbc::ir
