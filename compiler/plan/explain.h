// SPDX-License-Identifier: Apache-2.0
//
// A plan as a person reads it, and the same facts for programs (docs/explain.md).
#pragma once

#include <string>

#include "compiler/plan/plan.h"

namespace pbc::plan {

/// Level by level: what runs, what for it waits and why, what it asks of whom, and what of that is shared.
/// `passes` says what the optimizer did: "optimized at -O2".
std::string explain_text(const Plan& plan, const std::string& passes);

/// One JSON object, indented by 2, with `"schema": 1`.
std::string explain_json(const Plan& plan, const std::string& passes);

}  // namespace pbc::plan
