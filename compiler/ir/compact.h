// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "compiler/ir/id_set.h"
#include "compiler/ir/module.h"

namespace pbc::ir {

/// The module with the functions of `keep` only, and with nothing that they do not use. `keep` must hold the module's
/// body, the parents of all it holds, and every function that one of them names. Costs O(size of the module).
Module compact(const Module& module, const IdSet<FunctionId>& keep);

}  // namespace pbc::ir
