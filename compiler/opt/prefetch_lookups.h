// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "compiler/opt/pass.h"

namespace pbc::opt {

/// The pass of prefetch_lookups.cpp.
void prefetch_lookups(ir::Module& module, PassContext& context);

}  // namespace pbc::opt
