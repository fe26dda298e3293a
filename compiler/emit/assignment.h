// SPDX-License-Identifier: Apache-2.0
//
// Definite assignment: which loads can only see a bound variable. The others ask at run time.
#pragma once

#include <vector>

#include "compiler/ir/module.h"

namespace pbc::emit {

/// By operation: true for a `load` whose variable is bound on every path that leads to it.
std::vector<bool> definitely_assigned_loads(const ir::Module& module);

}  // namespace pbc::emit
