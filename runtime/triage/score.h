// SPDX-License-Identifier: Apache-2.0
//
// From what was found out to a verdict.
#pragma once

#include <string>
#include <vector>

#include "triage/facts.h"
#include "triage/settings.h"
#include "triage/verdict.h"

namespace pbc::triage {

Verdict judge(const Facts& facts, const Settings& settings);

/// What a playbook found by what it did: raised the severity, pinned something in red, blocked something.
std::vector<Contribution> findings_of(const PlaybookRun& run, int number);

/// What a person should do.
std::vector<std::string> advise(const Facts& facts, const Verdict& verdict);

}  // namespace pbc::triage
