// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "compiler/opt/pass.h"

namespace pbc::opt {

/// The pass of batch_acts.cpp.
void batch_acts(ir::Module& module, PassContext& context);

}  // namespace pbc::opt
