// SPDX-License-Identifier: Apache-2.0
//
// What pbc prints besides its product: diagnostics, remarks, statistics, errors of its own.
#pragma once

#include <string>

#include "compiler/driver/compile.h"

namespace pbc::driver {

/// `error: what` on stderr; returns `code`.
int fail(ExitCode code, const std::string& what);
/// An error of the compiler itself, with what a report of it needs.
int fail_internal(const std::string& what);

/// Diagnostics, remarks and counters on stderr, in the format of the options.
void report(const Options& options, const Compilation& compilation);

/// The same for `pbc check`, whose product they are: on stdout, with the statistics of the playbook.
void report_check(const Options& options, const Compilation& compilation);

/// The diagnostics of all files as one SARIF log on stdout.
void report_sarif(const std::vector<std::unique_ptr<Compilation>>& compilations);

}  // namespace pbc::driver
