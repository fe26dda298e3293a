// SPDX-License-Identifier: Apache-2.0
//
// Rehearsals (docs/passes.md, prefetch-lookups): a block runs, while an act is under way, for the look-ups that it will
// ask for when the act has ended. They are sent; nothing else that it does leaves a trace. It sees what is there, and
// of acts under way the parameters; where it needs more, its rehearsal is over.
#pragma once

#include "phantom/run.h"

namespace pbc::engine {

struct Rehearsal {
  ActionRun& owner;      // in whose name requests are sent: the act that has begun
  const ActionRun& act;  // what the block waits for: the owner, or an act that a rehearsed block issued
  Value app_runs;        // of the act, as far as they are known when it begins: a list
  const Rehearsal* outer;
};

/// The rehearsal of a block that waits for the act `block`, which is under way; or null.
const Rehearsal* rehearsal_of(const Run& run, std::string_view block);

/// Rehearses the blocks that are marked to be asked ahead of when `act` ends.
void rehearse(Run& run, ActionRun& owner, const ActionRun& act);

/// An act in a block that is rehearsed: sends what it would ask, and rehearses what waits for it in turn.
void ask_ahead(Run& run, const ActionRun& act);

}  // namespace pbc::engine
