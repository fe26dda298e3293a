// SPDX-License-Identifier: Apache-2.0
//
// When a service sets a count back to zero by the calendar.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "policy/micros.h"
#include "policy/zone.h"

namespace pbc::policy {

struct Reset {
  enum class Every { kMinute, kHour, kDay, kMonth };

  Every every = Every::kDay;
  Micros time_of_day = 0;  // on the zone's clock; of days and months
  int day_of_month = 1;    // of months; the last day of those that are shorter
  std::string zone = "UTC";

  bool operator==(const Reset&) const = default;
};

/// A Reset whose zone has been read.
class CalendarReset {
 public:
  /// Empty, and why, when there is no such zone, day or time of day.
  static std::optional<CalendarReset> make(const Reset& reset, std::string* error);

  /// The end of the period that `time` is in. Where the zone's clock shows the time of a reset twice, or leaps over it,
  /// the service may mean either moment: the first bounds what may still count in the old period, the second ends it.
  Micros after(Micros time) const;

  const Reset& reset() const { return reset_; }

 private:
  struct Moments {
    Micros first, last;
  };

  CalendarReset(Reset reset, Zone zone) : reset_(std::move(reset)), zone_(std::move(zone)) {}
  Moments moments(std::int64_t period) const;

  Reset reset_;
  Zone zone_;
};

}  // namespace pbc::policy
