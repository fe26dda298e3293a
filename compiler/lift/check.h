// SPDX-License-Identifier: Apache-2.0
//
// What a whole playbook tells that one statement does not: datapaths that name no block, blocks that nothing reaches,
// actions that are computed.
#pragma once

#include "compiler/diag/diag_sink.h"
#include "compiler/ir/module.h"

namespace pbc::lift {

/// Reports warnings only: all of this runs on a SOAR server, if not as its author hoped.
void check(const ir::Module& module, DiagSink& diags);

}  // namespace pbc::lift
