// SPDX-License-Identifier: Apache-2.0
//
// The functions of the module calendar (Python library reference, calendar); weeks start on Monday unless
// setfirstweekday says otherwise.
#include <algorithm>
#include <array>

#include "python/arguments.h"
#include "python/calendar.h"
#include "python/library_more.h"
#include "python/text.h"

namespace pbc {
namespace {

constinit const Type kIllegalMonthError{.name = "IllegalMonthError", .module = "calendar", .base = &kValueError};
constinit const Type kIllegalWeekdayError{.name = "IllegalWeekdayError", .module = "calendar", .base = &kValueError};

struct FirstWeekday {
  int day = 0;
};

/// Any year has the calendar of one of 400.
std::int64_t first_of(std::int64_t year, std::int64_t month) {
  if (month < 1 || month > 12) {
    raise_error(kIllegalMonthError, joined({"bad month number ", std::to_string(month), "; must be 1-12"}));
  }
  return calendar::to_ordinal(year, static_cast<int>(month), 1);
}

Value isleap(const Value&, Value* a) { return calendar::is_leap(to_index(a[0])); }

Value leapdays(const Value&, Value* a) {
  const auto before = [](std::int64_t year) {
    --year;
    return calendar::floor_div(year, 4) - calendar::floor_div(year, 100) + calendar::floor_div(year, 400);
  };
  return before(to_index(a[1])) - before(to_index(a[0]));
}

Value weekday(const Value&, Value* a) {
  std::int64_t year = to_index(a[0]);
  if (year < 1 || year > 9999) year = 2000 + calendar::floor_mod(year, 400);
  const std::int64_t month = to_index(a[1]), day = to_index(a[2]);
  if (month < 1 || month > 12) raise_value_error("month must be in 1..12");
  if (day < 1 || day > calendar::days_in_month(year, static_cast<int>(month)))
    raise_value_error("day is out of range for month");
  return calendar::weekday(calendar::to_ordinal(year, static_cast<int>(month), static_cast<int>(day)));
}

Value monthrange(const Value&, Value* a) {
  const std::int64_t year = to_index(a[0]), month = to_index(a[1]);
  const int first = calendar::weekday(first_of(year, month));
  return make_tuple({Value(first), Value(calendar::days_in_month(year, static_cast<int>(month)))});
}

/// The weeks of a month; 0 for the days of other months.
std::vector<std::array<int, 7>> weeks_of(std::int64_t year, std::int64_t month) {
  const int first = calendar::weekday(first_of(year, month)),
            days = calendar::days_in_month(year, static_cast<int>(month));
  int place = static_cast<int>(calendar::floor_mod(first - run_local<FirstWeekday>().day, 7));
  std::vector<std::array<int, 7>> weeks(1);
  for (int day = 1; day <= days; ++day, ++place) {
    if (place == 7) {
      weeks.emplace_back();
      place = 0;
    }
    weeks.back()[static_cast<std::size_t>(place)] = day;
  }
  return weeks;
}

Value monthcalendar(const Value&, Value* a) {
  Values weeks;
  for (const auto& week : weeks_of(to_index(a[0]), to_index(a[1]))) {
    Values days;
    for (int day : week) days.push_back(day);
    weeks.push_back(make_list(std::move(days)));
  }
  return make_list(std::move(weeks));
}

std::string centered(std::string_view text, std::size_t width) {
  if (text.size() >= width) return std::string(text);
  const std::size_t total = width - text.size(), left = text::center_left(total, width);
  return text::pad(text, left, total - left, " ");
}
std::string stripped(const std::string& text) {
  return std::string(text::strip_space<text::Text>(text, text::Side::kRight));
}

std::string header_of(std::size_t width) {
  std::string header;
  for (int i = 0; i < 7; ++i) {
    const std::string_view name = calendar::kDayNames[(run_local<FirstWeekday>().day + i) % 7];
    header +=
        (i == 0 ? "" : " ") + centered(name.substr(0, width >= 9 ? width : std::min<std::size_t>(width, 3)), width);
  }
  return header;
}

std::size_t bounded(const Value& value, std::int64_t least) {
  return static_cast<std::size_t>(std::clamp<std::int64_t>(index_or(value, 0), least, 1000));
}

Value month_text(const Value&, Value* a) {
  const std::int64_t year = to_index(a[0]), month = to_index(a[1]);
  const std::size_t width = bounded(a[2], 2);
  const std::string lines(bounded(a[3], 1), '\n');
  const auto weeks = weeks_of(year, month);
  std::string text = stripped(
      centered(std::string(calendar::kMonthNames[month - 1]) + " " + std::to_string(year), 7 * (width + 1) - 1));
  text += lines + stripped(header_of(width)) + lines;
  for (const auto& week : weeks) {
    std::string line;
    for (std::size_t i = 0; i < 7; ++i) {
      std::string day = week[i] == 0 ? "" : std::to_string(week[i]);
      if (day.size() == 1) day.insert(0, " ");
      line += (i == 0 ? "" : " ") + centered(day, width);
    }
    text += stripped(line) + lines;
  }
  return make_str(text);
}

Value timegm(const Value&, Value* a) {
  const Values parts = to_values(a[0]);
  if (parts.size() < 6) {
    raise_value_error("not enough values to unpack (expected 6, got ", std::to_string(parts.size()), ")");
  }
  const std::int64_t month = to_index(parts[1]);
  if (month < 1 || month > 12) raise_value_error("month must be in 1..12");
  const std::int64_t first = calendar::to_ordinal(to_index(parts[0]), static_cast<int>(month), 1);
  const Value days = Value(first - calendar::kEpochOrdinal - 1) + parts[2];
  return ((days * Value(24) + parts[3]) * Value(60) + parts[4]) * Value(60) + parts[5];
}

Value setfirstweekday(const Value&, Value* a) {
  const std::int64_t day = to_index(a[0]);
  if (day < 0 || day > 6) {
    raise_error(kIllegalWeekdayError,
                joined({"bad weekday number ", std::to_string(day), "; must be 0 (Monday) to 6 (Sunday)"}));
  }
  run_local<FirstWeekday>().day = static_cast<int>(day);
  return None;
}

/// The names of days or, from 1, of months.
template <bool Months, bool Short>
Value names() {
  Values result;
  if (Months) result.push_back("");
  for (int i = 0; i < (Months ? 12 : 7); ++i) {
    const std::string_view name = Months ? calendar::kMonthNames[i] : calendar::kDayNames[i];
    result.push_back(make_str(Short ? name.substr(0, 3) : name));
  }
  return make_list(std::move(result));
}

template <int Number>
Value number() {
  return Number;
}

constexpr Method kFunctions[] = {
    {"isleap", isleap, "def year"},
    {"leapdays", leapdays, "def y1, y2"},
    {"weekday", weekday, "def year, month, day"},
    {"monthrange", monthrange, "def year, month"},
    {"monthcalendar", monthcalendar, "def year, month"},
    {"month", month_text, "def theyear, themonth, w=, l="},
    {"weekheader", [](const Value&, Value* a) { return make_str(header_of(bounded(a[0], 0))); }, "def width"},
    {"timegm", timegm, "def tuple"},
    {"firstweekday", [](const Value&, Value*) -> Value { return run_local<FirstWeekday>().day; }, "def"},
    {"setfirstweekday", setfirstweekday, "def firstweekday"},
};

constexpr Constant kConstants[] = {
    {"month_name", names<true, false>},
    {"month_abbr", names<true, true>},
    {"day_name", names<false, false>},
    {"day_abbr", names<false, true>},
    {"MONDAY", number<0>},
    {"TUESDAY", number<1>},
    {"WEDNESDAY", number<2>},
    {"THURSDAY", number<3>},
    {"FRIDAY", number<4>},
    {"SATURDAY", number<5>},
    {"SUNDAY", number<6>},
    {"January", number<1>},
    {"February", number<2>},
};

constexpr const Type* kTypes[] = {&kIllegalMonthError, &kIllegalWeekdayError};

}  // namespace

constinit const Module kCalendarModule{
    .name = "calendar", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
