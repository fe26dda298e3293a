// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/options.h"
#include "pbc/playbook.h"

namespace pbc::host {

/// `./bundle serve`: triages what comes in over HTTP until it is told to end (docs/triage.md, Serving). Gives the exit
/// code; throws io::InputError for what it cannot begin with.
int run_serve(const Playbook& bundle, const RunOptions& options, const ServeOptions& serve);

}  // namespace pbc::host
