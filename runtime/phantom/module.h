// SPDX-License-Identifier: Apache-2.0
//
// The Playbook API as Python modules, for `import phantom.rules`.
#pragma once

#include "python/type.h"

namespace pbc {

extern const Module kPhantomModule;          // the package
extern const Module kPhantomRulesModule;     // every name of api.def
extern const Module kPhantomRequestsModule;  // phantom.rules.requests: the platform's REST
extern const Module kPhantomUtilsModule;     // phantom.utils
extern const Module kPhantomVaultModule;     // phantom.vault

}  // namespace pbc
