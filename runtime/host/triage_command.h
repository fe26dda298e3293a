// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/options.h"

namespace pbc::host {

/// Triages what the command line names. Gives the exit code. Throws io::InputError for what cannot be used.
int run_triage(const Playbook& bundle, const RunOptions& options, const TriageOptions& triage);

}  // namespace pbc::host
