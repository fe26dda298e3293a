// SPDX-License-Identifier: Apache-2.0
//
// The rules of the zones of the tz database, read from the system's compiled files (RFC 8536).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pbc::zones {

/// What clocks show between two transitions.
struct Period {
  std::int64_t offset = 0;  // seconds east of UTC
  bool is_dst = false;
  std::string name;
};

/// One end of daylight saving time in the rule for the far future: "M3.2.0/2".
struct Change {
  char form = 0;  // M, J, or D for a day from 0; 0: there is no rule
  int month = 0, week = 0, day = 0;
  std::int64_t time = 7200;
};

struct Rules {
  std::vector<std::int64_t> transitions;  // seconds since 1970, UTC
  std::vector<std::size_t> after;         // the period that each transition begins
  std::vector<Period> periods;            // the first is what held before all transitions
  bool has_rule = false;                  // for after the last transition: two periods of `periods` and when they begin
  std::size_t standard = 0, daylight = 0;
  Change to_daylight, to_standard;

  std::size_t at_utc(std::int64_t seconds) const;
  /// Of a time on the clock; where the clock shows it twice or never, `fold` says which side of the change is meant.
  std::size_t at_local(std::int64_t seconds, int fold) const;
  bool is_fixed() const { return transitions.empty() && !has_rule; }
  /// Daylight saving time's part of a period's offset.
  std::int64_t saving(std::size_t period) const;
};

/// Null when there is no such zone or its file is damaged. Valid until the run ends.
const Rules* find(std::string_view name);
/// The names of all zones, sorted.
std::vector<std::string> names();

}  // namespace pbc::zones
