// SPDX-License-Identifier: Apache-2.0
//
// datetime (Python library reference, datetime Objects).
#include <cmath>

#include "python/big_integer.h"
#include "python/class.h"
#include "python/clock.h"
#include "python/datetime.h"
#include "python/float_object.h"
#include "python/strftime.h"
#include "python/struct_time.h"

namespace pbc {
namespace {

const DateTime& self_of(const Value& self) { return as_native<DateTime>(self); }

constexpr std::int64_t kEpoch = calendar::kEpochOrdinal * kDay;  // of DateTime::local()

/// A datetime of the arguments year ... tzinfo, fold; those that are unset come from `fallback`.
Value from_arguments(Value* arguments, const DateTime& fallback) {
  const std::int64_t year = int_argument(arguments[0], fallback.year);
  const std::int64_t month = int_argument(arguments[1], fallback.month);
  const std::int64_t day = int_argument(arguments[2], fallback.day);
  const std::int64_t hour = int_argument(arguments[3], fallback.at.hour);
  const std::int64_t minute = int_argument(arguments[4], fallback.at.minute);
  const std::int64_t second = int_argument(arguments[5], fallback.at.second);
  const std::int64_t microsecond = int_argument(arguments[6], fallback.at.microsecond);
  const Value tzinfo = arguments[7].is_unset() ? fallback.at.tzinfo : arguments[7];
  const std::int64_t fold = int_argument(arguments[8], fallback.at.fold);
  check_date(year, month, day);
  check_time(hour, minute, second, microsecond, tzinfo, fold);
  return make_native(new DateTime(static_cast<int>(year), static_cast<int>(month), static_cast<int>(day),
                                  {static_cast<int>(hour), static_cast<int>(minute), static_cast<int>(second),
                                   static_cast<int>(microsecond), tzinfo, static_cast<int>(fold)}));
}

Value new_datetime(const Value&, Value* arguments) {
  required_date(arguments);
  const Value midnight = make_datetime(Microseconds(kDay));
  return from_arguments(arguments, self_of(midnight));
}

Value replace(const Value& self, Value* arguments) { return like(self, from_arguments(arguments, self_of(self))); }

// --- Now and from elsewhere
// -------------------------------------------------------------------------------------------

Value now(const Value& cls, Value* arguments) {
  const Value& tzinfo = arguments[0];
  as_tzinfo(tzinfo);
  return datetime_of_epoch(clock().now(), tzinfo.is_unset() ? Value(None) : tzinfo, *as_type(cls));
}

Value utcnow(const Value& cls, Value*) { return datetime_of_epoch(clock().now(), None, *as_type(cls)); }

Value today(const Value& cls, Value*) {
  if (as_type(cls)->own_class != nullptr) return cls.call("fromtimestamp", {static_cast<double>(clock().now()) / 1e6});
  return utcnow(cls, nullptr);
}

Value fromtimestamp(const Value& cls, Value* arguments) {
  const Value tzinfo = arguments[1].is_unset() ? Value(None) : arguments[1];
  as_tzinfo(tzinfo);
  return datetime_of_epoch(epoch_argument(arguments[0]), tzinfo, *as_type(cls));
}

Value utcfromtimestamp(const Value& cls, Value* arguments) {
  return datetime_of_epoch(epoch_argument(arguments[0]), None, *as_type(cls));
}

Value combine(const Value& cls, Value* arguments) {
  const Date* date = as_date(arguments[0]);
  if (date == nullptr) raise_type_error("combine() argument 1 must be datetime.date, not ", type_name(arguments[0]));
  const Time* time = native_if<Time>(arguments[1], kTimeType);
  if (time == nullptr) raise_type_error("combine() argument 2 must be datetime.time, not ", type_name(arguments[1]));
  Clockwise at = time->at;
  if (!arguments[2].is_unset()) at.tzinfo = arguments[2];
  as_tzinfo(at.tzinfo);
  return of_type(*as_type(cls), make_datetime(*date, at));
}

Value fromisoformat(const Value& cls, Value* arguments) {
  if (!arguments[0].is_str()) raise_type_error("fromisoformat: argument must be str");
  const auto fields = parse_iso_datetime(arguments[0].text());
  if (!fields) raise_value_error("Invalid isoformat string: ", to_repr(arguments[0]));
  const Value tzinfo = iso_zone(*fields);
  const auto& [hour, minute, second, microsecond] = fields->time;
  check_date(fields->date[0], fields->date[1], fields->date[2]);
  check_time(hour, minute, second, microsecond, tzinfo, 0);
  return of_type(*as_type(cls), make_native(new DateTime(fields->date[0], fields->date[1], fields->date[2],
                                                         {hour, minute, second, microsecond, tzinfo, 0})));
}

Value strptime(const Value& cls, Value* arguments) {
  for (int i = 0; i < 2; ++i) {
    if (!arguments[i].is_str())
      raise_type_error("strptime() argument ", std::to_string(i + 1), " must be str, not ",
                       argument_type(arguments[i]));
  }
  const ParsedTime parsed = parse_time(arguments[0], arguments[1]);
  const BrokenDownTime& time = parsed.time;
  Value tzinfo = None;
  if (parsed.offset) {
    tzinfo = make_timezone(*parsed.offset, parsed.zone.empty() ? Value() : make_str(parsed.zone));
  }
  check_date(time.year, time.month, time.day);
  check_time(time.hour, time.minute, time.second, parsed.microsecond, tzinfo, 0);
  return of_type(*as_type(cls),
                 make_native(new DateTime(static_cast<int>(time.year), time.month, time.day,
                                          {time.hour, time.minute, time.second, parsed.microsecond, tzinfo, 0})));
}

// --- Parts and conversions
// --------------------------------------------------------------------------------------------

Value date(const Value& self, Value*) { return make_date(self_of(self).ordinal()); }

Value time(const Value& self, Value*) {
  Clockwise at = self_of(self).at;
  at.tzinfo = None;
  return make_native(new Time(at));
}

Value timetz(const Value& self, Value*) { return make_native(new Time(self_of(self).at)); }

Value utcoffset(const Value& self, Value*) {
  const auto offset = self_of(self).utc_offset();
  return offset ? make_timedelta(*offset) : Value(None);
}

Value tzname(const Value& self, Value*) {
  const TzInfo* zone = as_tzinfo(self_of(self).at.tzinfo);
  return zone != nullptr ? zone->tz_name(self) : Value(None);
}

Value dst(const Value& self, Value*) {
  const TzInfo* zone = as_tzinfo(self_of(self).at.tzinfo);
  return zone != nullptr ? zone->dst(self) : Value(None);
}

/// A naive datetime is one of the local zone, whose rules CPython looks up a day earlier too.
void check_local(const DateTime& datetime) {
  if (!datetime.utc_offset() && datetime.ordinal() == 1) raise_value_error("year 0 is out of range");
}

Value astimezone(const Value& self, Value* arguments) {
  const DateTime& from = self_of(self);
  // The local zone is UTC, which a naive datetime is taken to be in.
  const Value target =
      arguments[0].is_unset() || arguments[0].is_none() ? make_timezone(0, Value("UTC")) : arguments[0];
  const TzInfo* zone = as_tzinfo(target);
  if (is(from.at.tzinfo, target)) return self;
  check_local(from);
  const Value utc = of_type_of(from, make_datetime(Microseconds(from.local()) - from.utc_offset().value_or(0), target));
  return zone->from_utc(utc);
}

BrokenDownTime broken_down(const DateTime& datetime) {
  BrokenDownTime time;
  time.year = datetime.year;
  time.month = datetime.month;
  time.day = datetime.day;
  time.hour = datetime.at.hour;
  time.minute = datetime.at.minute;
  time.second = datetime.at.second;
  time.weekday = calendar::weekday(datetime.ordinal());
  time.year_day = calendar::days_before_month(datetime.year, datetime.month) + datetime.day;
  return time;
}

Value timetuple(const Value& self, Value*) {
  BrokenDownTime time = broken_down(self_of(self));
  if (const Value saving = dst(self, nullptr); !saving.is_none()) time.is_dst = bool(saving) ? 1 : 0;
  return make_struct_time(time);
}

Value utctimetuple(const Value& self, Value*) {
  const DateTime& datetime = self_of(self);
  const Value utc = make_datetime(Microseconds(datetime.local()) - datetime.utc_offset().value_or(0));
  BrokenDownTime time = broken_down(self_of(utc));
  time.is_dst = 0;
  return make_struct_time(time);
}

Value timestamp(const Value& self, Value*) {
  const DateTime& datetime = self_of(self);
  if (const auto offset = datetime.utc_offset())
    return total_seconds(Microseconds(datetime.local()) - *offset - kEpoch);
  check_local(datetime);
  const std::int64_t seconds = datetime.ordinal() * 86400 + datetime.at.total() / kSecond - kEpoch / kSecond;
  return static_cast<double>(seconds) + datetime.at.microsecond / 1e6;
}

Value isoformat(const Value& self, Value* arguments) {
  const DateTime& datetime = self_of(self);
  std::string_view separator = "T";
  if (!arguments[0].is_unset()) {
    if (!arguments[0].is_str() || str_length(arguments[0]) != 1)
      raise_type_error("isoformat() argument 1 must be a unicode character, not ", type_name(arguments[0]));
    separator = arguments[0].text();
  }
  return make_str(date_text(datetime) + std::string(separator) +
                  time_text(datetime.at, timespec_argument(arguments[1], 2), datetime.utc_offset()));
}

constexpr Method kNewDateTime{"function", new_datetime,
                              "year=, month=, day=, hour=, minute=, second=, microsecond=, tzinfo=, *, fold="};

constexpr Method kMethods[] = {
    {"now", now, "tz=", Binding::kClass},
    {"today", today, "", Binding::kClass},
    {"utcnow", utcnow, "", Binding::kClass},
    {"fromtimestamp", fromtimestamp, "timestamp, tz=", Binding::kClass},
    {"utcfromtimestamp", utcfromtimestamp, "timestamp, /", Binding::kClass},
    {"combine", combine, "date, time, tzinfo=", Binding::kClass},
    {"fromisoformat", fromisoformat, "date_string, /", Binding::kClass},
    {"strptime", strptime, "date_string, format, /", Binding::kClass},
    {"replace", replace, "year=, month=, day=, hour=, minute=, second=, microsecond=, tzinfo=, *, fold="},
    {"date", date, ""},
    {"time", time, ""},
    {"timetz", timetz, ""},
    {"utcoffset", utcoffset, ""},
    {"tzname", tzname, ""},
    {"dst", dst, ""},
    {"astimezone", astimezone, "tz="},
    {"timetuple", timetuple, ""},
    {"utctimetuple", utctimetuple, ""},
    {"timestamp", timestamp, ""},
    {"isoformat", isoformat, "sep=, timespec="},
};

constexpr Attribute kAttributes[] = {
    {"hour", [](const Value& self) -> Value { return self_of(self).at.hour; }},
    {"minute", [](const Value& self) -> Value { return self_of(self).at.minute; }},
    {"second", [](const Value& self) -> Value { return self_of(self).at.second; }},
    {"microsecond", [](const Value& self) -> Value { return self_of(self).at.microsecond; }},
    {"tzinfo", [](const Value& self) -> Value { return self_of(self).at.tzinfo; }},
    {"fold", [](const Value& self) -> Value { return self_of(self).at.fold; }},
};

constexpr Constant kConstants[] = {
    {"min", [] { return make_datetime(Microseconds(kDay)); }},
    {"max", [] { return make_datetime(Microseconds(calendar::kMaxOrdinal + 1) * kDay - 1); }},
    {"resolution", [] { return make_timedelta(Microseconds(1)); }},
};

}  // namespace

constinit const Type kDateTimeType{
    .name = "datetime",
    .module = "datetime",
    .base = &kDateType,
    .error_name = "datetime.datetime",
    .constructor = &kNewDateTime,
    .methods = [] { return std::span<const Method>(kMethods); },
    .attributes = [] { return std::span<const Attribute>(kAttributes); },
    .constants = [] { return std::span<const Constant>(kConstants); },
};

Value make_datetime(const Date& date, Clockwise at) {
  return make_native(new DateTime(date.year, date.month, date.day, std::move(at)));
}

Value make_datetime(Microseconds local, Value tzinfo, int fold) {
  if (local < kDay || local >= Microseconds(calendar::kMaxOrdinal + 1) * kDay)
    raise_error(kOverflowError, "date value out of range");
  const auto total = static_cast<std::int64_t>(local);
  const calendar::Day day = calendar::of_ordinal(total / kDay);
  return make_native(new DateTime(static_cast<int>(day.year), day.month, day.day,
                                  Clockwise::of(total % kDay, std::move(tzinfo), fold)));
}

Value datetime_of_epoch(Microseconds since_epoch, const Value& tzinfo, const Type& type) {
  const Microseconds local = since_epoch + kEpoch;
  constexpr Microseconds kEnd = Microseconds(calendar::kMaxOrdinal + 1) * kDay;
  if (local < kDay || local >= kEnd) {
    const Microseconds day = (local - (local < 0 ? kDay - 1 : 0)) / kDay;
    raise_value_error("year ", std::to_string(calendar::of_ordinal(static_cast<std::int64_t>(day)).year),
                      " is out of range");
  }
  const Value utc = of_type(type, make_datetime(local, tzinfo));
  const TzInfo* zone = as_tzinfo(tzinfo);
  return zone != nullptr ? zone->from_utc(utc) : utc;
}

Microseconds epoch_argument(const Value& argument) {
  const Value value = plain_float(argument);
  constexpr double kLargest = 9223372036854775808.0;  // of time_t
  if (!value.is(Tag::kFloat)) {
    if (value.is(Tag::kBigInt) && !has_class(value))
      raise_error(kOverflowError, "timestamp out of range for platform time_t");
    return Microseconds(to_index(value)) * kSecond;
  }
  const double number = value.as_float();
  if (std::isnan(number)) raise_value_error("Invalid value NaN (not a number)");
  double whole = 0;
  const double scaled = std::modf(number, &whole) * 1e6;
  const double fraction = std::nearbyint(scaled);  // ties to even: the default rounding mode
  if (!(whole >= -kLargest && whole < kLargest))
    raise_error(kOverflowError, "timestamp out of range for platform time_t");
  return Microseconds(static_cast<std::int64_t>(whole)) * kSecond + static_cast<std::int64_t>(fraction);
}

std::optional<Microseconds> DateTime::utc_offset() const {
  const TzInfo* zone = as_tzinfo(at.tzinfo);
  return zone != nullptr ? zone->utc_offset(const_cast<DateTime*>(this)->self()) : std::nullopt;
}

std::string DateTime::repr() const {
  return "datetime.datetime(" + std::to_string(year) + ", " + std::to_string(month) + ", " + std::to_string(day) +
         ", " + time_repr_tail(at, false) + ")";
}

std::string DateTime::str() const { return date_text(*this) + " " + time_text(at, "auto", utc_offset()); }

std::string DateTime::own_format(std::string_view spec) const {
  if (spec.empty()) return str();
  BrokenDownTime time = broken_down(*this);
  char fraction[16];
  std::snprintf(fraction, sizeof fraction, "%06d", at.microsecond);
  const TzInfo* zone = as_tzinfo(at.tzinfo);
  const auto offset = utc_offset();
  const Value name = zone != nullptr ? zone->tz_name(const_cast<DateTime*>(this)->self()) : Value(None);
  return format_time(
      with_zone_and_fraction(spec, fraction, offset ? offset_text(*offset, "") : "", name.is_str() ? name.text() : ""),
      time);
}

namespace {

std::optional<Microseconds> offset_in_fold(const DateTime& datetime, int fold) {
  Clockwise at = datetime.at;
  at.fold = fold;
  const Value moment = make_datetime(datetime, at);
  return as_datetime(moment)->utc_offset();
}

/// The fold decides which moment it is: such a time equals none of another zone.
bool is_ambiguous(const DateTime& datetime, const std::optional<Microseconds>& offset) {
  return offset && offset_in_fold(datetime, 1 - datetime.at.fold) != offset;
}

}  // namespace

Value DateTime::compare(Comparison op, const Value& other) const {
  const DateTime* right = as_datetime(other);
  const bool equality = op == Comparison::kEqual || op == Comparison::kNotEqual;
  if (right == nullptr) {
    if (as_date(other) == nullptr) return Value();
    if (equality) return op == Comparison::kNotEqual;
    raise_type_error("can't compare datetime.datetime to datetime.date");
  }
  if (is(at.tzinfo, right->at.tzinfo)) {
    const std::int64_t difference = local() - right->local();
    return ordering(op, difference < 0 ? -1 : difference > 0 ? 1 : 0);
  }
  const auto offset = utc_offset();
  const auto right_offset = right->utc_offset();
  if (offset.has_value() != right_offset.has_value()) {
    if (equality) return op == Comparison::kNotEqual;
    raise_type_error("can't compare offset-naive and offset-aware datetimes");
  }
  const Microseconds difference = (local() - offset.value_or(0)) - (right->local() - right_offset.value_or(0));
  if (equality && difference == 0 && (is_ambiguous(*this, offset) || is_ambiguous(*right, right_offset)))
    return op == Comparison::kNotEqual;
  return ordering(op, difference < 0 ? -1 : difference > 0 ? 1 : 0);
}

std::uint64_t DateTime::hash() const {
  const auto offset = at.fold != 0 ? offset_in_fold(*this, 0) : utc_offset();
  return hash_of(make_int(to_big(local() - offset.value_or(0))));
}

Value DateTime::binary(Operator op, const Value& other, bool reflected) const {
  if (const TimeDelta* delta = as_timedelta(other)) {
    if (op == Operator::kAdd) return of_type_of(*this, make_datetime(local() + delta->total, at.tzinfo));
    if (op == Operator::kSub && !reflected) return of_type_of(*this, make_datetime(local() - delta->total, at.tzinfo));
    return Value();
  }
  const DateTime* right = as_datetime(other);
  if (op != Operator::kSub || reflected || right == nullptr) return Value();
  if (is(at.tzinfo, right->at.tzinfo)) return make_timedelta(Microseconds(local()) - right->local());
  const auto offset = utc_offset();
  const auto right_offset = right->utc_offset();
  if (offset.has_value() != right_offset.has_value())
    raise_type_error("can't subtract offset-naive and offset-aware datetimes");
  return make_timedelta((local() - offset.value_or(0)) - (right->local() - right_offset.value_or(0)));
}

}  // namespace pbc
