// SPDX-License-Identifier: Apache-2.0
//
// What a playbook contains, read from its IR (docs/stats.md): the proof that nothing of it was dropped.
#pragma once

#include <string>

#include "compiler/ir/module.h"
#include "compiler/source/source_file.h"

namespace pbc::driver {

/// The object behind the key `stats`, as JSON. `module` must be as it was lifted from `source`.
std::string stats_json(const ir::Module& module, const SourceFile& source);

}  // namespace pbc::driver
