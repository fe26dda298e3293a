// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "compiler/opt/pass.h"

namespace pbc::opt {

/// See share_requests.cpp.
void share_requests(ir::Module& module, PassContext& context);

}  // namespace pbc::opt
