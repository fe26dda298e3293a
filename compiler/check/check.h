// SPDX-License-Identifier: Apache-2.0
//
// What a whole playbook tells that one statement does not, and that no SOAR tool says: datapaths that name no block or
// no output, blocks that nothing reaches, joins that never fire, calls that cannot do what was meant.
#pragma once

#include <functional>

#include "compiler/diag/diag_sink.h"
#include "compiler/ir/module.h"
#include "compiler/phantom/catalogue.h"

namespace pbc::check {

/// Gives what apps can do. Asked only by a playbook that has something to look up: reading takes longer than all
/// checks.
using CatalogueSource = std::function<const phantom::Catalogue&()>;

/// Reports warnings only: all of this runs on a SOAR server, if not as its author hoped.
void check(const ir::Module& module, const CatalogueSource& catalogue, DiagSink& diags);

}  // namespace pbc::check
