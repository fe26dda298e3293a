// SPDX-License-Identifier: Apache-2.0
//
// Dates to text and back, by format.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pbc/value.h"

namespace pbc {

/// The fields of time.struct_time.
struct BrokenDownTime {
  std::int64_t year = 1900;
  int month = 1, day = 1;
  int hour = 0, minute = 0, second = 0;
  int weekday = 0;   // 0: Monday
  int year_day = 1;  // from 1
  int is_dst = -1;
  const char* zone = "UTC";
};

/// time.strftime in the C locale and UTC, glibc's extensions (%-d, %s) included.
std::string format_time(std::string_view format, const BrokenDownTime& time);

/// What strptime reads beyond the fields.
struct ParsedTime {
  BrokenDownTime time;
  int microsecond = 0;
  std::optional<std::int64_t> offset;  // %z, microseconds east of UTC
  std::string zone;                    // %Z, as written
};
/// CPython's _strptime. Raises ValueError.
ParsedTime parse_time(const Value& text, const Value& format);

}  // namespace pbc
