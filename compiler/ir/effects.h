// SPDX-License-Identifier: Apache-2.0
//
// What an operation may do: ops.def, and api.def for the Playbook API, joined over the regions it holds.
#pragma once

#include "compiler/ir/module.h"

namespace pbc::ir {

phantom::Effects effects(const Module& module, OpId op);

/// True when `op` may be removed if nothing uses its value: it neither writes, nor raises, nor leaves. False for
/// `load`: whether its variable may be unbound, and the load raise, is a question of flow (opt/bound_variables.h).
bool is_removable(const Module& module, OpId op);

}  // namespace pbc::ir
