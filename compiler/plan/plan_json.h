// SPDX-License-Identifier: Apache-2.0
//
// Plans as JSON (docs/explain.md).
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "compiler/plan/plan.h"

namespace pbc::plan {

using Json = nlohmann::ordered_json;

/// The parts of a plan: `[{"name", "file", "blocks": [...], "edges": [...]}]`.
Json json_of(const Plan& plan);

/// Indented by 2; bytes that are not UTF-8 are shown as U+FFFD.
std::string to_text(const Json& json);

}  // namespace pbc::plan
