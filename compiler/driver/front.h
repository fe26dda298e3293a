// SPDX-License-Identifier: Apache-2.0
//
// What a bundle knows of its playbooks before any of them runs (docs/triage.md).
#pragma once

#include "compiler/driver/compile.h"

namespace pbc::driver {

/// Of a bundle whose modules are as they were lifted. What is wrong with a sidecar is a warning of its playbook.
emit::Front front_of(const Options& options, Compilation* bundle);

}  // namespace pbc::driver
