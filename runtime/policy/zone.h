// SPDX-License-Identifier: Apache-2.0
//
// How far the clocks of a zone are from UTC, by the compiled files of the tz database (RFC 8536).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace pbc::policy {

class Zone {
 public:
  /// "UTC" or "Z", an offset such as "+05:30", or the name of a file of the system's tz database such as
  /// "America/Los_Angeles". Reads that file; empty when there is none or it is damaged.
  static std::optional<Zone> find(std::string_view name);
  /// The contents of such a file, version 2 or later.
  static std::optional<Zone> from_tzif(std::string_view bytes);

  /// Seconds east of UTC at a time given in seconds since 1970 in UTC.
  std::int64_t offset_at(std::int64_t seconds) const;

 private:
  /// One end of daylight saving time: "M3.2.0/2" is the second Sunday of March at two.
  struct Change {
    enum class Form { kWeekday, kDayWithoutLeapDay, kDay };
    Form form = Form::kDay;
    int month = 0, week = 0, day = 0;
    std::int64_t time = 7200;

    std::int64_t moment(int year) const;
  };
  /// What holds after the last transition.
  struct Rule {
    std::int64_t standard = 0, daylight = 0;
    std::optional<Change> to_daylight, to_standard;

    std::int64_t offset_at(std::int64_t seconds) const;
  };
  struct RuleReader;

  std::vector<std::int64_t> transitions_;  // sorted
  std::vector<std::int64_t> offsets_{0};   // one more: what holds before each, and after the last
  std::optional<Rule> rule_;
};

}  // namespace pbc::policy
