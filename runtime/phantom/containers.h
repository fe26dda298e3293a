// SPDX-License-Identifier: Apache-2.0
//
// Looking up and changing containers, for the API's calls and for REST.
#pragma once

#include "phantom/run.h"

namespace pbc::engine {

/// The run's container, or one of the world's; null when there is none with this id.
const Value* find_container(Run& run, const Value& id);
/// The first dict whose field has the value; null when there is none.
const Value* find_record(const Values& records, std::string_view field, const Value& wanted);
/// One more than the greatest id.
std::int64_t next_record_id(const Values& records, std::int64_t at_least = 0);
/// Replaces fields; (success, message).
Value update_container(Run& run, const Value& container, const Value& fields);
/// The artifacts of another container of the world become the run's; (success, message).
Value merge_container(Run& run, const Value& target, const Value& source);

}  // namespace pbc::engine
