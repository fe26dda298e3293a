// SPDX-License-Identifier: Apache-2.0
//
// The Playbook API as Python modules, for `import phantom.rules`.
#pragma once

#include "python/type.h"

namespace pbc {

extern const Module kPhantomModule;       // the package
extern const Module kPhantomRulesModule;  // every name of api.def

}  // namespace pbc
