// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/options.h"
#include "live/live.h"

namespace pbc::host {

/// Runs the playbook, or that of a bundle which the options name, and writes what was asked for. Gives the exit code;
/// throws io::InputError for files that cannot be used and names that nothing has, before anything has run or been
/// written.
int run_playbook(const Playbook& program, const RunOptions& options);

/// Makes the folder that --files names, if any, the run's directory. Throws io::InputError when it cannot be one.
void use_files(const RunOptions& options);

/// Runs the body of a script as CPython runs a file: an uncaught exception ends it with a traceback.
int run_script(const Playbook& playbook, const RunOptions& options);

/// Asks what the lines of a file name, a ledger or a list of {"asset", "action", "parameter"}, so that runs find it
/// known. Comes back when all have been answered. Throws io::InputError.
void warm(const std::string& file, live::Gateway& gateway);

/// What the options say of live runs.
live::Options live_options_of(const RunOptions& options);

}  // namespace pbc::host
