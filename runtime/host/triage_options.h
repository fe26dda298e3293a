// SPDX-License-Identifier: Apache-2.0
//
// The command line of a bundle's front: `./bundle mail.eml` (docs/triage.md).
#pragma once

#include <CLI/CLI.hpp>

#include "host/options.h"

namespace pbc::host {

/// Adds what only the front has.
void add_triage_options(CLI::App& app, TriageOptions& options);

/// Adds what only `serve` has.
void add_serve_options(CLI::App& app, ServeOptions& options);

}  // namespace pbc::host
