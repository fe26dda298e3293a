// SPDX-License-Identifier: Apache-2.0
//
// Looking up and changing artifacts, for the API's calls and for REST.
#pragma once

#include "phantom/run.h"

namespace pbc::engine {

/// The container's artifacts in ascending order of id.
Values sorted_artifacts(const Run& run);
const Value* find_artifact(const Run& run, const Value& id);
/// (success, message)
Value change_artifact(Run& run, const Value& id, const Value& fields);
Value remove_artifact(Run& run, const Value& id);

}  // namespace pbc::engine
