// SPDX-License-Identifier: Apache-2.0
//
// The module time (Python library reference, time), in UTC.
#include <cmath>

#include "python/calendar.h"
#include "python/class.h"
#include "python/clock.h"
#include "python/datetime.h"
#include "python/float_object.h"
#include "python/library.h"
#include "python/strftime.h"
#include "python/struct_time.h"

namespace pbc {
namespace {

BrokenDownTime of_epoch(std::int64_t seconds) {
  const std::int64_t days = calendar::floor_div(seconds, 86400);
  const std::int64_t rest = calendar::floor_mod(seconds, 86400);
  const std::int64_t ordinal = days + calendar::kEpochOrdinal;
  const calendar::Day day = calendar::of_ordinal(ordinal);
  BrokenDownTime time;
  time.year = day.year;
  time.month = day.month;
  time.day = day.day;
  time.hour = static_cast<int>(rest / 3600);
  time.minute = static_cast<int>(rest / 60 % 60);
  time.second = static_cast<int>(rest % 60);
  time.weekday = calendar::weekday(ordinal);
  time.year_day = static_cast<int>(ordinal - calendar::to_ordinal(day.year, 1, 1)) + 1;
  time.is_dst = 0;
  return time;
}

/// Seconds since 1970, rounded down; now when the argument is missing.
std::int64_t seconds_argument(const Value& argument) {
  const Value value = plain_float(argument);
  if (value.is_unset() || value.is_none()) return calendar::floor_div(clock().now(), kSecond);
  if (!value.is(Tag::kFloat)) {
    if (value.is(Tag::kBigInt) && !has_class(value))
      raise_error(kOverflowError, "timestamp out of range for platform time_t");
    return to_index(value);
  }
  const double number = value.as_float();
  if (std::isnan(number)) raise_value_error("Invalid value NaN (not a number)");
  const double whole = std::floor(number);
  if (!(whole >= -9223372036854775808.0 && whole < 9223372036854775808.0))
    raise_error(kOverflowError, "timestamp out of range for platform time_t");
  return static_cast<std::int64_t>(whole);
}

BrokenDownTime moment(const Value& seconds) {
  constexpr std::int64_t kYear = 31556952;
  const std::int64_t since = seconds_argument(seconds);
  if (since / kYear > std::numeric_limits<int>::max() || since / kYear < std::numeric_limits<int>::min())
    raise_error(kOverflowError, "Value too large for defined data type");
  return of_epoch(since);
}

Value gmtime(const Value&, Value* arguments) { return make_struct_time(moment(arguments[0]), kGreenwichTimeType); }
Value localtime(const Value&, Value* arguments) { return make_struct_time(moment(arguments[0])); }

/// time.checktm: the ranges that strftime and asctime insist on; zeros become the first.
BrokenDownTime checked(const Value& value, const char* function) {
  if (value.is_unset()) return moment(None);
  BrokenDownTime time = struct_time_argument(value, function);
  if (time.month == 0) time.month = 1;
  if (time.day == 0) time.day = 1;
  if (time.year_day == 0) time.year_day = 1;
  if (time.month < 1 || time.month > 12) raise_value_error("month out of range");
  if (time.day < 1 || time.day > 31) raise_value_error("day of month out of range");
  if (time.hour < 0 || time.hour > 23) raise_value_error("hour out of range");
  if (time.minute < 0 || time.minute > 59) raise_value_error("minute out of range");
  if (time.second < 0 || time.second > 61) raise_value_error("seconds out of range");
  if (time.year_day < 1 || time.year_day > 366) raise_value_error("day of year out of range");
  return time;
}

Value strftime(const Value&, Value* arguments) {
  if (!arguments[0].is_str()) raise_type_error("strftime() argument 1 must be str, not ", argument_type(arguments[0]));
  const BrokenDownTime time = checked(arguments[1], "strftime");
  return make_str(format_time(arguments[0].text(), time));
}

Value strptime(const Value&, Value* arguments) {
  const Value format = arguments[1].is_unset() ? Value("%a %b %d %H:%M:%S %Y") : arguments[1];
  const Value* both[] = {&arguments[0], &format};
  for (int i = 0; i < 2; ++i) {
    if (!both[i]->is_str())
      raise_type_error("strptime() argument ", std::to_string(i), " must be str, not ",
                       to_str(type_value(type_of(*both[i]))));
  }
  return make_struct_time(parse_time(arguments[0], format).time);
}

Value mktime(const Value&, Value* arguments) {
  const BrokenDownTime time = struct_time_argument(arguments[0], "mktime");
  const std::int64_t month = time.month - 1;
  const std::int64_t year = time.year + calendar::floor_div(month, 12);
  const std::int64_t days = calendar::to_ordinal(year, static_cast<int>(calendar::floor_mod(month, 12)) + 1, 1) +
                            time.day - 1 - calendar::kEpochOrdinal;
  return static_cast<double>(((days * 24 + time.hour) * 60 + time.minute) * 60 + time.second);
}

std::string asctime_text(const BrokenDownTime& time) {
  char text[80];
  std::snprintf(text, sizeof text, "%.3s %.3s%3d %.2d:%.2d:%.2d %lld", calendar::kDayNames[time.weekday],
                calendar::kMonthNames[time.month - 1], time.day, time.hour, time.minute, time.second,
                static_cast<long long>(time.year));
  return text;
}

Value asctime(const Value&, Value* arguments) { return make_str(asctime_text(checked(arguments[0], "asctime"))); }
Value ctime(const Value&, Value* arguments) { return make_str(asctime_text(moment(arguments[0]))); }

Value time(const Value&, Value*) { return static_cast<double>(clock().now()) / 1e6; }
Value time_ns(const Value&, Value*) { return clock().now() * 1000; }

Value sleep(const Value&, Value* arguments) {
  const Value seconds = plain_float(arguments[0]);
  double span = 0;
  if (seconds.is(Tag::kFloat)) {
    span = seconds.as_float();
    if (std::isnan(span)) raise_value_error("Invalid value NaN (not a number)");
  } else {
    span = static_cast<double>(to_index(seconds));
  }
  if (span < 0) raise_value_error("sleep length must be non-negative");
  if (span > 9e12) raise_error(kOverflowError, "timestamp too large to convert to C _PyTime_t");
  clock().sleep(static_cast<std::int64_t>(std::ceil(span * 1e6)));
  return None;
}

constexpr Method kFunctions[] = {
    {"time", time, ""},
    {"time_ns", time_ns, ""},
    {"monotonic", time, ""},
    {"monotonic_ns", time_ns, ""},
    {"perf_counter", time, ""},
    {"perf_counter_ns", time_ns, ""},
    {"process_time", time, ""},
    {"sleep", sleep, "seconds, /"},
    {"gmtime", gmtime, "seconds=, /"},
    {"localtime", localtime, "seconds=, /"},
    {"mktime", mktime, "tuple, /"},
    {"strftime", strftime, "format, tuple=, /"},
    {"strptime", strptime, "string, format=, /"},
    {"asctime", asctime, "tuple=, /"},
    {"ctime", ctime, "seconds=, /"},
};

constexpr Constant kConstants[] = {
    {"timezone", []() -> Value { return 0; }},
    {"altzone", []() -> Value { return 0; }},
    {"daylight", []() -> Value { return 0; }},
    {"tzname",
     [] {
       return make_tuple({"UTC", "UTC"});
     }},
};

constexpr const Type* kTypes[] = {&kStructTimeType};

}  // namespace

constinit const Module kTimeModule{.name = "time", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
