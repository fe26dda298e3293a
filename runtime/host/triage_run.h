// SPDX-License-Identifier: Apache-2.0
//
// The triage of one event: its components' look-ups and every playbook that applies, side by side in one execution
// (docs/triage.md). They share one container, one clock and one request cache, so that what several ask about is asked
// once.
#pragma once

#include <string>

#include "host/one_run.h"
#include "pbc/front.h"
#include "triage/triage.h"

namespace pbc::host {

/// What triages of a process have in common.
struct TriageOf {
  const Front& front;
  const triage::Triage& triage;
  const RunOptions& options;
};

/// `name` is what the event is called. The values of `given` belong to another heap of this thread, but for the event,
/// which is this triage's. `leaves`: besides the facts. `until`: what is not there by then, by the system's clock, does
/// not come. Throws io::InputError.
triage::Facts triage_once(const TriageOf& of, const Given& given, const std::string& name, const Outside& outside,
                          const Leaves& leaves, engine::Micros until);

}  // namespace pbc::host
