// SPDX-License-Identifier: Apache-2.0
//
// time (Python library reference, time Objects), and what time and datetime share.
#include "python/big_integer.h"
#include "python/class.h"
#include "python/datetime.h"
#include "python/format.h"
#include "python/strftime.h"
#include "python/struct_time.h"

namespace pbc {
namespace {

const Time& self_of(const Value& self) { return as_native<Time>(self); }

Value make_time(std::int64_t hour, std::int64_t minute, std::int64_t second, std::int64_t microsecond, Value tzinfo,
                std::int64_t fold) {
  check_time(hour, minute, second, microsecond, tzinfo, fold);
  return make_native(new Time({static_cast<int>(hour), static_cast<int>(minute), static_cast<int>(second),
                               static_cast<int>(microsecond), std::move(tzinfo), static_cast<int>(fold)}));
}

/// A time of the arguments hour ... tzinfo, fold; those that are unset come from `fallback`.
Value from_arguments(Value* arguments, const Clockwise& fallback) {
  const std::int64_t hour = int_argument(arguments[0], fallback.hour);
  const std::int64_t minute = int_argument(arguments[1], fallback.minute);
  const std::int64_t second = int_argument(arguments[2], fallback.second);
  const std::int64_t microsecond = int_argument(arguments[3], fallback.microsecond);
  const std::int64_t fold = int_argument(arguments[5], fallback.fold);
  return make_time(hour, minute, second, microsecond, arguments[4].is_unset() ? fallback.tzinfo : arguments[4], fold);
}

Value new_time(const Value&, Value* arguments) { return from_arguments(arguments, {0, 0, 0, 0, None, 0}); }

Value replace(const Value& self, Value* arguments) { return like(self, from_arguments(arguments, self_of(self).at)); }

Value fromisoformat(const Value& cls, Value* arguments) {
  if (!arguments[0].is_str()) raise_type_error("fromisoformat: argument must be str");
  const auto fields = parse_iso_time(arguments[0].text());
  if (!fields) raise_value_error("Invalid isoformat string: ", to_repr(arguments[0]));
  return of_type(*as_type(cls),
                 make_time(fields->time[0], fields->time[1], fields->time[2], fields->time[3], iso_zone(*fields), 0));
}

Value isoformat(const Value& self, Value* arguments) {
  return make_str(time_text(self_of(self).at, timespec_argument(arguments[0], 1), self_of(self).utc_offset()));
}

Value utcoffset(const Value& self, Value*) {
  const auto offset = self_of(self).utc_offset();
  return offset ? make_timedelta(*offset) : Value(None);
}

Value tzname(const Value& self, Value*) {
  const TzInfo* zone = as_tzinfo(self_of(self).at.tzinfo);
  return zone != nullptr ? zone->tz_name(None) : Value(None);
}

Value dst(const Value& self, Value*) {
  const TzInfo* zone = as_tzinfo(self_of(self).at.tzinfo);
  return zone != nullptr ? zone->dst(None) : Value(None);
}

Value strftime(const Value& self, Value* arguments) {
  if (!arguments[0].is_str()) raise_type_error("strftime() argument 1 must be str, not ", argument_type(arguments[0]));
  return arguments[0].text().empty() ? Value("") : make_str(self_of(self).own_format(arguments[0].text()));
}

Value dunder_format(const Value& self, Value* arguments) {
  if (!arguments[0].is_str()) raise_type_error("must be str, not ", argument_type(arguments[0]));
  return make_str(self_of(self).format(arguments[0].text()));
}

constexpr Method kNewTime{"function", new_time, "hour=, minute=, second=, microsecond=, tzinfo=, *, fold="};

constexpr Method kMethods[] = {
    {"fromisoformat", fromisoformat, "time_string, /", Binding::kClass},
    {"replace", replace, "hour=, minute=, second=, microsecond=, tzinfo=, *, fold="},
    {"isoformat", isoformat, "timespec="},
    {"strftime", strftime, "format"},
    {"utcoffset", utcoffset, ""},
    {"tzname", tzname, ""},
    {"dst", dst, ""},
    {"__format__", dunder_format, "format_spec, /"},
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
    {"min", [] { return make_time(0, 0, 0, 0, None, 0); }},
    {"max", [] { return make_time(23, 59, 59, 999999, None, 0); }},
    {"resolution", [] { return make_timedelta(Microseconds(1)); }},
};

}  // namespace

constinit const Type kTimeType{
    .name = "time",
    .module = "datetime",
    .error_name = "datetime.time",
    .constructor = &kNewTime,
    .methods = [] { return std::span<const Method>(kMethods); },
    .attributes = [] { return std::span<const Attribute>(kAttributes); },
    .constants = [] { return std::span<const Constant>(kConstants); },
};

Clockwise Clockwise::of(std::int64_t total, Value tzinfo, int fold) {
  const std::int64_t seconds = total / kSecond;
  return {static_cast<int>(seconds / 3600),
          static_cast<int>(seconds / 60 % 60),
          static_cast<int>(seconds % 60),
          static_cast<int>(total % kSecond),
          std::move(tzinfo),
          fold};
}

void check_time(std::int64_t hour, std::int64_t minute, std::int64_t second, std::int64_t microsecond,
                const Value& tzinfo, std::int64_t fold) {
  if (hour < 0 || hour > 23) raise_value_error("hour must be in 0..23");
  if (minute < 0 || minute > 59) raise_value_error("minute must be in 0..59");
  if (second < 0 || second > 59) raise_value_error("second must be in 0..59");
  if (microsecond < 0 || microsecond > 999999) raise_value_error("microsecond must be in 0..999999");
  if (fold != 0 && fold != 1) raise_value_error("fold must be either 0 or 1");
  as_tzinfo(tzinfo);
}

std::string_view timespec_argument(const Value& value, int place) {
  if (value.is_unset()) return "auto";
  if (!value.is_str())
    raise_type_error("isoformat() argument ", std::to_string(place), " must be str, not ", argument_type(value));
  return value.text();
}

std::string time_text(const Clockwise& at, std::string_view timespec, const std::optional<Microseconds>& offset) {
  if (timespec == "auto") timespec = at.microsecond != 0 ? "microseconds" : "seconds";
  char text[32];
  if (timespec == "hours") {
    std::snprintf(text, sizeof text, "%02d", at.hour);
  } else if (timespec == "minutes") {
    std::snprintf(text, sizeof text, "%02d:%02d", at.hour, at.minute);
  } else if (timespec == "seconds") {
    std::snprintf(text, sizeof text, "%02d:%02d:%02d", at.hour, at.minute, at.second);
  } else if (timespec == "milliseconds") {
    std::snprintf(text, sizeof text, "%02d:%02d:%02d.%03d", at.hour, at.minute, at.second, at.microsecond / 1000);
  } else if (timespec == "microseconds") {
    std::snprintf(text, sizeof text, "%02d:%02d:%02d.%06d", at.hour, at.minute, at.second, at.microsecond);
  } else {
    raise_value_error("Unknown timespec value");
  }
  return offset ? text + offset_text(*offset, ":") : std::string(text);
}

std::string time_repr_tail(const Clockwise& at, bool zone_first) {
  std::string text = std::to_string(at.hour) + ", " + std::to_string(at.minute);
  if (at.second != 0 || at.microsecond != 0) text += ", " + std::to_string(at.second);
  if (at.microsecond != 0) text += ", " + std::to_string(at.microsecond);
  const std::string fold = at.fold != 0 ? ", fold=" + std::to_string(at.fold) : "";
  const std::string zone = at.tzinfo.is_none() ? "" : ", tzinfo=" + to_repr(at.tzinfo);
  return text + (zone_first ? zone + fold : fold + zone);
}

std::optional<Microseconds> Time::utc_offset() const {
  const TzInfo* zone = as_tzinfo(at.tzinfo);
  return zone != nullptr ? zone->utc_offset(None) : std::nullopt;
}

std::string Time::repr() const { return "datetime.time(" + time_repr_tail(at, true) + ")"; }

std::string Time::str() const { return time_text(at, "auto", utc_offset()); }

std::string Time::format(std::string_view spec) const {
  if (!has_class) return own_format(spec);
  const Value self = const_cast<Time*>(this)->self();
  return to_str(spec.empty() ? self : self.call("strftime", {make_str(spec)}));
}

std::string Time::own_format(std::string_view spec) const {
  if (spec.empty()) return str();
  BrokenDownTime time;
  time.hour = at.hour;
  time.minute = at.minute;
  time.second = at.second;
  char fraction[16];
  std::snprintf(fraction, sizeof fraction, "%06d", at.microsecond);
  const TzInfo* zone = as_tzinfo(at.tzinfo);
  const auto offset = utc_offset();
  const Value name = zone != nullptr ? zone->tz_name(None) : Value(None);
  return format_time(
      with_zone_and_fraction(spec, fraction, offset ? offset_text(*offset, "") : "", name.is_str() ? name.text() : ""),
      time);
}

Value Time::compare(Comparison op, const Value& other) const {
  const Time* right = native_if<Time>(other, kTimeType);
  if (right == nullptr) return Value();
  const bool same_zone = is(at.tzinfo, right->at.tzinfo);
  const auto offset = same_zone ? std::nullopt : utc_offset();
  const auto right_offset = same_zone ? std::nullopt : right->utc_offset();
  if (offset.has_value() != right_offset.has_value()) {
    if (op == Comparison::kEqual || op == Comparison::kNotEqual) return op == Comparison::kNotEqual;
    raise_type_error("can't compare offset-naive and offset-aware times");
  }
  const Microseconds difference = (at.total() - offset.value_or(0)) - (right->at.total() - right_offset.value_or(0));
  return ordering(op, difference < 0 ? -1 : difference > 0 ? 1 : 0);
}

std::uint64_t Time::hash() const { return hash_of(make_int(to_big(at.total() - utc_offset().value_or(0)))); }

}  // namespace pbc
