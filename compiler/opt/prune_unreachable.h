// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "compiler/opt/pass.h"

namespace pbc::opt {

/// Removes code and functions that cannot run and values that nobody uses; prune_unreachable.cpp says what exactly.
void prune_unreachable(ir::Module& module, PassContext& context);

}  // namespace pbc::opt
