// SPDX-License-Identifier: Apache-2.0
//
// Runs of a playbook on many events at the same time.
#pragma once

#include "host/options.h"
#include "live/live.h"

namespace pbc::host {

/// Prints a line of JSON for each event when it ends. Gives the exit code: 0 where all runs succeeded. At the first
/// interrupt no further event is begun, at the second one runs end where they wait. Throws io::InputError for what
/// cannot be used, before anything has run.
int run_events(const Playbook& playbook, const RunOptions& options, live::Gateway* gateway);

}  // namespace pbc::host
