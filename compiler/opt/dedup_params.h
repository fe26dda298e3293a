// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "compiler/opt/pass.h"

namespace pbc::opt {

/// See dedup_params.cpp.
void dedup_params(ir::Module& module, PassContext& context);

}  // namespace pbc::opt
