// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/report.h"
#include "triage/facts.h"
#include "triage/verdict.h"

namespace pbc::host {

/// A verdict and its reasons for a terminal.
std::string triage_text(const triage::Facts& facts, const triage::Verdict& verdict, const Style& style);

/// "0.873"; "-" without a score.
std::string shown_score(const std::optional<double>& score);

}  // namespace pbc::host
