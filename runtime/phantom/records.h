// SPDX-License-Identifier: Apache-2.0
//
// Containers and artifacts as records: their fields and what those are when nobody gives them (docs/contracts.md,
// Event).
#pragma once

#include <cstdint>
#include <span>

#include "pbc/value.h"

namespace pbc::engine {

/// What a field is when it is not given, which says too what it must be when it is.
enum class Default : std::uint8_t { kText, kNull, kList, kObject, kNow, kFalse, kOne };

struct RecordField {
  const char* name;
  Default fallback;
  const char* text = "";  // Default::kText
};

// In the order in which defaults are added behind what was given: of an artifact, `container` stands between the two.
std::span<const RecordField> container_fields();
std::span<const RecordField> artifact_head_fields();
std::span<const RecordField> artifact_fields();

Value default_of(const RecordField& field, const Value& now);

/// Adds the defaults that are missing to a dict with an `id`.
void complete_container(const Value& record, const Value& now, std::size_t artifact_count);
void complete_artifact(const Value& record, std::int64_t container, const Value& now);

}  // namespace pbc::engine
