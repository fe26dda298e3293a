// SPDX-License-Identifier: Apache-2.0
//
// Durations as descriptors and configurations write them.
#pragma once

#include <optional>
#include <string_view>

#include "policy/micros.h"

namespace pbc::policy {

/// A whole number of at most nine digits and its unit: "250ms", "30s", "15min", "2h", "1d"; nothing for anything else,
/// and for more than some 3,000 years.
std::optional<Micros> read_duration(std::string_view text);

}  // namespace pbc::policy
