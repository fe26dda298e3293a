// SPDX-License-Identifier: Apache-2.0
//
// What the commands have in common that show the plan of a playbook.
#pragma once

#include "compiler/driver/compile.h"
#include "compiler/plan/budget.h"
#include "compiler/plan/limits.h"
#include "compiler/plan/plan.h"

namespace pbc::driver {

/// Lifts and links the one playbook that the options name, and reports what is wrong. Nothing but kFine leaves it fit
/// for a plan. `command` is its name, for errors.
ExitCode lift_for_plan(const Options& options, const std::string& command, Compilation* compilation);

/// Runs the passes on the playbook and on all that is linked to it.
ExitCode optimize_all(const Options& options, Compilation* compilation);

/// The modules, with their sources, as plans and budgets take them; it refers to them.
plan::Program program_for_plan(const Compilation& compilation);

/// A playbook as it was written, and as passes leave it.
struct Plans {
  plan::Plan before, after;
};

/// Lifts the playbook of a command, runs the passes, and plans both. `compilation` outlives the plans.
ExitCode plan_both(const Options& options, const std::string& command, Compilation* compilation, Plans* plans);

/// What the options say of events and services; kUsage, with an error, where that cannot be read.
int read_wishes(const Options& options, plan::Wishes* wishes);

/// What an event costs, of the modules as they are now.
plan::Budget budget_of(const Options& options, const Compilation& compilation);

/// What the options ask of the optimizer, in words: "optimized at -O2", "after --passes=a,b".
std::string passes_text(const Options& options);

/// Text to a file, or to stdout where none is named.
int write_out(const std::string& path, std::string_view text);

}  // namespace pbc::driver
