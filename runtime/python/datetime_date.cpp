// SPDX-License-Identifier: Apache-2.0
//
// date (Python library reference, date Objects).
#include "python/class.h"
#include "python/clock.h"
#include "python/datetime.h"
#include "python/strftime.h"
#include "python/struct_time.h"

namespace pbc {
namespace {

const Date& self_of(const Value& self) { return as_native<Date>(self); }

Value new_date(const Value&, Value* arguments) {
  const auto [year, month, day] = required_date(arguments);
  return make_date(year, month, day);
}

/// A day as an instance of the class that the method was called on.
Value day_of_class(const Value& cls, std::int64_t ordinal) {
  const Type& type = *as_type(cls);
  const bool is_datetime = is_subtype(type, kDateTimeType);
  return of_type(type, is_datetime ? make_datetime(Microseconds(ordinal) * kDay) : make_date(ordinal));
}

Value today(const Value& cls, Value*) {
  if (as_type(cls)->own_class != nullptr) return cls.call("fromtimestamp", {static_cast<double>(clock().now()) / 1e6});
  return make_date(calendar::floor_div(clock().now(), kDay) + calendar::kEpochOrdinal);
}

Value fromtimestamp(const Value& cls, Value* arguments) {
  const Value moment = datetime_of_epoch(epoch_argument(arguments[0]), None);
  return of_type(*as_type(cls), make_date(as_datetime(moment)->ordinal()));
}

Value fromordinal(const Value& cls, Value* arguments) {
  const std::int64_t ordinal = int_argument(arguments[0], 0);
  if (ordinal < 1) raise_value_error("ordinal must be >= 1");
  if (ordinal > calendar::kMaxOrdinal)
    raise_value_error("year ", std::to_string(calendar::of_ordinal(ordinal).year), " is out of range");
  return day_of_class(cls, ordinal);
}

Value fromisoformat(const Value& cls, Value* arguments) {
  if (!arguments[0].is_str()) raise_type_error("fromisoformat: argument must be str");
  const auto fields = parse_iso_date(arguments[0].text());
  if (!fields) raise_value_error("Invalid isoformat string: ", to_repr(arguments[0]));
  return of_type(*as_type(cls), make_date(fields->date[0], fields->date[1], fields->date[2]));
}

Value fromisocalendar(const Value& cls, Value* arguments) {
  for (int i = 0; i < 3; ++i) {
    if (arguments[i].is(Tag::kBigInt) && !has_class(arguments[i]))
      raise_value_error("ISO calendar component out of range");
  }
  const std::int64_t year = int_argument(arguments[0], 0);
  const std::int64_t week = int_argument(arguments[1], 0);
  const std::int64_t day = int_argument(arguments[2], 0);
  if (year < 1 || year > 9999) raise_value_error("Year is out of range: ", std::to_string(year));
  if (week < 1 || week > calendar::iso_weeks(year)) raise_value_error("Invalid week: ", std::to_string(week));
  if (day < 1 || day > 7) raise_value_error("Invalid day: ", std::to_string(day), " (range is [1, 7])");
  const std::int64_t ordinal = calendar::iso_week_1(year) + (week - 1) * 7 + day - 1;
  if (ordinal < 1 || ordinal > calendar::kMaxOrdinal)
    raise_value_error("year ", std::to_string(calendar::of_ordinal(ordinal).year), " is out of range");
  return day_of_class(cls, ordinal);
}

Value replace(const Value& self, Value* arguments) {
  const Date& date = self_of(self);
  const std::int64_t year = int_argument(arguments[0], date.year), month = int_argument(arguments[1], date.month),
                     day = int_argument(arguments[2], date.day);
  return like(self, make_date(year, month, day));
}

BrokenDownTime broken_down(const Date& date) {
  BrokenDownTime time;
  time.year = date.year;
  time.month = date.month;
  time.day = date.day;
  time.weekday = calendar::weekday(date.ordinal());
  time.year_day = calendar::days_before_month(date.year, date.month) + date.day;
  return time;
}

Value timetuple(const Value& self, Value*) { return make_struct_time(broken_down(self_of(self))); }
Value toordinal(const Value& self, Value*) { return self_of(self).ordinal(); }
Value weekday(const Value& self, Value*) { return calendar::weekday(self_of(self).ordinal()); }
Value isoweekday(const Value& self, Value*) { return calendar::weekday(self_of(self).ordinal()) + 1; }
Value isoformat(const Value& self, Value*) { return make_str(date_text(self_of(self))); }

Value isocalendar(const Value& self, Value*) {
  const calendar::IsoDay day = calendar::iso_day(self_of(self).ordinal());
  return make_tuple({Value(day.year), Value(day.week), Value(day.weekday)}, kIsoCalendarDateType);
}

Value ctime(const Value& self, Value*) {
  const Date& date = self_of(self);
  const DateTime* datetime = as_datetime(self);
  char text[64];
  std::snprintf(text, sizeof text, "%.3s %.3s %2d %02d:%02d:%02d %04d",
                calendar::kDayNames[calendar::weekday(date.ordinal())], calendar::kMonthNames[date.month - 1], date.day,
                datetime != nullptr ? datetime->at.hour : 0, datetime != nullptr ? datetime->at.minute : 0,
                datetime != nullptr ? datetime->at.second : 0, date.year);
  return make_str(text);
}

Value strftime(const Value& self, Value* arguments) {
  if (!arguments[0].is_str()) raise_type_error("strftime() argument 1 must be str, not ", argument_type(arguments[0]));
  return arguments[0].text().empty() ? Value("") : make_str(self_of(self).own_format(arguments[0].text()));
}

Value dunder_format(const Value& self, Value* arguments) {
  if (!arguments[0].is_str()) raise_type_error("must be str, not ", argument_type(arguments[0]));
  return make_str(self_of(self).format(arguments[0].text()));
}

constexpr Method kNewDate{"function", new_date, "year=, month=, day="};

constexpr Method kMethods[] = {
    {"today", today, "", Binding::kClass},
    {"fromtimestamp", fromtimestamp, "timestamp, /", Binding::kClass},
    {"fromordinal", fromordinal, "ordinal, /", Binding::kClass},
    {"fromisoformat", fromisoformat, "date_string, /", Binding::kClass},
    {"fromisocalendar", fromisocalendar, "year, week, day", Binding::kClass},
    {"replace", replace, "year=, month=, day="},
    {"timetuple", timetuple, ""},
    {"toordinal", toordinal, ""},
    {"weekday", weekday, ""},
    {"isoweekday", isoweekday, ""},
    {"isocalendar", isocalendar, ""},
    {"isoformat", isoformat, ""},
    {"ctime", ctime, ""},
    {"strftime", strftime, "format"},
    {"__format__", dunder_format, "format_spec, /"},
};

constexpr Attribute kAttributes[] = {
    {"year", [](const Value& self) -> Value { return self_of(self).year; }},
    {"month", [](const Value& self) -> Value { return self_of(self).month; }},
    {"day", [](const Value& self) -> Value { return self_of(self).day; }},
};

constexpr Constant kConstants[] = {
    {"min", [] { return make_date(1, 1, 1); }},
    {"max", [] { return make_date(9999, 12, 31); }},
    {"resolution", [] { return make_timedelta(kDay); }},
};

constexpr Attribute kIsoAttributes[] = {
    {"year", [](const Value& self) { return as_tuple(self)[0]; }},
    {"week", [](const Value& self) { return as_tuple(self)[1]; }},
    {"weekday", [](const Value& self) { return as_tuple(self)[2]; }},
};

std::string iso_repr(const Value& self) {
  const Values& items = as_tuple(self);
  return "datetime.IsoCalendarDate(year=" + to_repr(items[0]) + ", week=" + to_repr(items[1]) +
         ", weekday=" + to_repr(items[2]) + ")";
}

}  // namespace

constinit const Type kDateType{
    .name = "date",
    .module = "datetime",
    .error_name = "datetime.date",
    .constructor = &kNewDate,
    .methods = [] { return std::span<const Method>(kMethods); },
    .attributes = [] { return std::span<const Attribute>(kAttributes); },
    .constants = [] { return std::span<const Constant>(kConstants); },
};

constinit const Type kIsoCalendarDateType{
    .name = "IsoCalendarDate",
    .module = "datetime",
    .base = &kTupleType,
    .error_name = "datetime.IsoCalendarDate",
    .attributes = [] { return std::span<const Attribute>(kIsoAttributes); },
    .repr = iso_repr,
};

Value of_type(const Type& type, Value made) {
  if (type.own_class == nullptr) return made;
  const Value cls = type.own_class->self();
  if (const Time* time = native_if<Time>(made, kTimeType)) {
    const Clockwise& at = time->at;
    Value result = cls({at.hour, at.minute, at.second, at.microsecond, at.tzinfo});
    if (Time* own = native_if<Time>(result, kTimeType)) own->at.fold = at.fold;
    return result;
  }
  const Date& date = *as_date(made);
  const DateTime* datetime = as_datetime(made);
  if (datetime == nullptr) return cls({date.year, date.month, date.day});
  const Clockwise& at = datetime->at;
  Value result = cls({date.year, date.month, date.day, at.hour, at.minute, at.second, at.microsecond, at.tzinfo});
  if (DateTime* own = native_if<DateTime>(result, kDateTimeType)) own->at.fold = at.fold;
  return result;
}

Value of_type_of(const Native& self, Value made) {
  return self.has_class ? of_type(class_of(const_cast<Native&>(self).self()).type, std::move(made)) : made;
}

Value like(const Value& self, Value made) { return has_class(self) ? adopt(std::move(made), class_of(self)) : made; }

std::int64_t int_argument(const Value& value, std::int64_t fallback) {
  if (value.is_unset()) return fallback;
  if (value.is(Tag::kBigInt) && !has_class(value))
    raise_error(kOverflowError, "Python int too large to convert to C long");
  const std::int64_t number = to_index(value);
  if (number > std::numeric_limits<int>::max()) raise_error(kOverflowError, "signed integer is greater than maximum");
  if (number < std::numeric_limits<int>::min()) raise_error(kOverflowError, "signed integer is less than minimum");
  return number;
}

std::array<std::int64_t, 3> required_date(const Value* arguments) {
  constexpr const char* kNames[] = {"year", "month", "day"};
  std::array<std::int64_t, 3> date{};
  for (std::size_t i = 0; i < date.size(); ++i) {
    if (arguments[i].is_unset())
      raise_type_error("function missing required argument '", kNames[i], "' (pos ", std::to_string(i + 1), ")");
    date[i] = int_argument(arguments[i], 0);
  }
  return date;
}

Value ordering(Comparison op, int order) {
  switch (op) {
    case Comparison::kLess:
      return order < 0;
    case Comparison::kLessEqual:
      return order <= 0;
    case Comparison::kEqual:
      return order == 0;
    case Comparison::kNotEqual:
      return order != 0;
    case Comparison::kGreater:
      return order > 0;
    case Comparison::kGreaterEqual:
      return order >= 0;
  }
  return Value();
}

void check_date(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < 1 || year > 9999) raise_value_error("year ", std::to_string(year), " is out of range");
  if (month < 1 || month > 12) raise_value_error("month must be in 1..12");
  if (day < 1 || day > calendar::days_in_month(year, static_cast<int>(month)))
    raise_value_error("day is out of range for month");
}

Value make_date(std::int64_t year, std::int64_t month, std::int64_t day) {
  check_date(year, month, day);
  return make_native(new Date(static_cast<int>(year), static_cast<int>(month), static_cast<int>(day)));
}

Value make_date(std::int64_t ordinal) {
  if (ordinal < 1 || ordinal > calendar::kMaxOrdinal) raise_error(kOverflowError, "date value out of range");
  const calendar::Day day = calendar::of_ordinal(ordinal);
  return make_native(new Date(static_cast<int>(day.year), day.month, day.day));
}

std::string date_text(const Date& date) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
  return text;
}

std::string Date::repr() const {
  return "datetime.date(" + std::to_string(year) + ", " + std::to_string(month) + ", " + std::to_string(day) + ")";
}

std::string Date::str() const { return date_text(*this); }

std::string Date::format(std::string_view spec) const {
  if (!has_class) return own_format(spec);
  const Value self = const_cast<Date*>(this)->self();
  return to_str(spec.empty() ? self : self.call("strftime", {make_str(spec)}));
}

std::string Date::own_format(std::string_view spec) const {
  if (spec.empty()) return str();
  return format_time(with_zone_and_fraction(spec, "000000", "", ""), broken_down(*this));
}

Value Date::compare(Comparison op, const Value& other) const {
  const Date* right = as_date(other);
  if (right == nullptr) return Value();
  if (as_datetime(other) != nullptr) {
    if (op == Comparison::kEqual || op == Comparison::kNotEqual) return op == Comparison::kNotEqual;
    raise_type_error("can't compare datetime.datetime to datetime.date");
  }
  const std::int64_t difference = ordinal() - right->ordinal();
  return ordering(op, difference < 0 ? -1 : difference > 0 ? 1 : 0);
}

std::uint64_t Date::hash() const { return hash_of(Value(ordinal())); }

Value Date::binary(Operator op, const Value& other, bool reflected) const {
  if (const TimeDelta* delta = as_timedelta(other)) {
    if (op == Operator::kAdd) return of_type_of(*this, make_date(ordinal() + delta->days()));
    if (op == Operator::kSub && !reflected) return of_type_of(*this, make_date(ordinal() - delta->days()));
    return Value();
  }
  const Date* right = as_date(other);
  if (op != Operator::kSub || reflected || right == nullptr || as_datetime(other) != nullptr) return Value();
  return make_timedelta(Microseconds(ordinal() - right->ordinal()) * kDay);
}

}  // namespace pbc
