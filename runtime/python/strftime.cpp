// SPDX-License-Identifier: Apache-2.0
#include "python/strftime.h"

#include <ctime>

#include "python/calendar.h"
#include "python/errors.h"

namespace pbc {
namespace {

/// `format` with %s replaced: the C library would ask the machine's time zone for it.
std::string without_epoch(std::string_view format, const BrokenDownTime& time) {
  std::string result;
  for (std::size_t at = 0; at < format.size(); ++at) {
    if (format[at] != '%' || at + 1 >= format.size()) {
      result += format[at];
      continue;
    }
    ++at;
    if (format[at] != 's') {
      result += '%';
      result += format[at];
      continue;
    }
    const std::int64_t month = time.month - 1;
    const std::int64_t days = calendar::to_ordinal(time.year + calendar::floor_div(month, 12),
                                                   static_cast<int>(calendar::floor_mod(month, 12)) + 1, 1) +
                              time.day - 1 - calendar::kEpochOrdinal;
    result += std::to_string(((days * 24 + time.hour) * 60 + time.minute) * 60 + time.second);
  }
  return result;
}

}  // namespace

std::string format_time(std::string_view format, const BrokenDownTime& time) {
  if (format.find('\0') != format.npos) raise_value_error("embedded null character");
  // A leading mark tells an empty result from a buffer that is too small.
  const std::string marked = "x" + without_epoch(format, time);
  std::tm tm{};
  tm.tm_year = static_cast<int>(time.year - 1900);
  tm.tm_mon = time.month - 1;
  tm.tm_mday = time.day;
  tm.tm_hour = time.hour;
  tm.tm_min = time.minute;
  tm.tm_sec = time.second;
  tm.tm_wday = (time.weekday + 1) % 7;
  tm.tm_yday = time.year_day - 1;
  tm.tm_isdst = time.is_dst;
  tm.tm_gmtoff = 0;
  tm.tm_zone = time.zone;
  for (std::size_t size = 256; size <= marked.size() * 1024 + 4096; size *= 4) {
    std::string buffer(size, '\0');
    if (const std::size_t length = std::strftime(buffer.data(), size, marked.c_str(), &tm); length > 0)
      return buffer.substr(1, length - 1);
  }
  raise_error(kMemoryError, "");
}

}  // namespace pbc
