// SPDX-License-Identifier: Apache-2.0
//
// How long an answer may be used again.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "policy/micros.h"

namespace pbc::policy {

/// What a look-up says about an indicator. kUnknown is an answer too ("never seen"); a failure is none, and is not
/// kept.
enum class Verdict { kMalicious, kSuspicious, kClean, kUnknown };

/// The worse, the longer: what is malicious stays so, what is clean or unknown today may be found out tomorrow.
struct Ttls {
  Micros malicious = 2 * kHour;
  Micros suspicious = kHour;
  Micros clean = 30 * kMinute;
  Micros unknown = 15 * kMinute;

  Micros of(Verdict verdict) const;
};

/// Whole numbers with units, the larger first: "250ms", "90s", "1h30min", "1d"; "0" alone needs none. Units are us, ms,
/// s, min (or m), h and d; blanks may stand between. At most some 3,000 years. Empty, with an error that quotes the
/// text, for anything else.
std::optional<Micros> parse_duration(std::string_view text, std::string* error);

/// In the same form, exactly: "1h30min".
std::string format_duration(Micros duration);

}  // namespace pbc::policy
