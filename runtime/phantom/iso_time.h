// SPDX-License-Identifier: Apache-2.0
//
// Times as ISO 8601 text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "phantom/world.h"

namespace pbc::engine {

/// A date, or a date and a time with or without seconds, fraction and offset; without an offset it is UTC.
std::optional<Micros> parse_iso_time(std::string_view text);

/// 2024-01-02T03:04:05.678901Z
std::string iso_text(Micros time);

}  // namespace pbc::engine
