// SPDX-License-Identifier: Apache-2.0
//
// Which playbooks of a bundle are for an event (docs/triage.md, Which playbooks apply).
#pragma once

#include <string>

#include "pbc/front.h"
#include "triage/settings.h"

namespace pbc::host {

/// Why the playbook does not run on the event; empty: it does. `rule`: what the configuration says of it, or null.
std::string why_not(const FrontPlaybook& playbook, const triage::PlaybookRule* rule, const Value& container,
                    const Values& artifacts);

}  // namespace pbc::host
