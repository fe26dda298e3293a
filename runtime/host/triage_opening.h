// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/options.h"
#include "pbc/playbook.h"
#include "triage/triage.h"

namespace pbc::host {

/// What the triages of a bundle are opened with. Reads the files that the options name: throws io::InputError.
triage::Opening opening_of(const Playbook& bundle, const RunOptions& options);

/// Throws io::InputError where the configuration speaks of a playbook that the bundle does not have.
void check_playbooks(const triage::Triage& triage, const RunOptions& options);

}  // namespace pbc::host
