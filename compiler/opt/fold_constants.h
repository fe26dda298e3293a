// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "compiler/opt/pass.h"

namespace pbc::opt {

/// Computes what constants alone decide; fold_constants.cpp says what exactly.
void fold_constants(ir::Module& module, PassContext& context);

}  // namespace pbc::opt
