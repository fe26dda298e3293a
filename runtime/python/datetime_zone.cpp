// SPDX-License-Identifier: Apache-2.0
//
// tzinfo and timezone (Python library reference, timezone Objects).
#include "python/big_integer.h"
#include "python/datetime.h"

namespace pbc {
namespace {

void check_datetime(const Value& value, const char* method) {
  if (!value.is_none() && as_datetime(value) == nullptr)
    raise_type_error(method, "(dt) argument must be a datetime instance or None, not ", type_name(value));
}

const TzInfo& self_of(const Value& self) { return as_native<TzInfo>(self); }

Value utcoffset(const Value& self, Value* arguments) {
  check_datetime(arguments[0], "utcoffset");
  const auto offset = self_of(self).utc_offset(arguments[0]);
  return offset ? make_timedelta(*offset) : Value(None);
}

Value tzname(const Value& self, Value* arguments) {
  check_datetime(arguments[0], "tzname");
  return self_of(self).tz_name(arguments[0]);
}

Value dst(const Value& self, Value* arguments) {
  check_datetime(arguments[0], "dst");
  return self_of(self).dst(arguments[0]);
}

Value fromutc(const Value& self, Value* arguments) {
  const DateTime* datetime = as_datetime(arguments[0]);
  if (datetime == nullptr) raise_type_error("fromutc: argument must be a datetime instance");
  if (!is(datetime->at.tzinfo, self)) raise_value_error("fromutc: dt.tzinfo is not self");
  return self_of(self).from_utc(arguments[0]);
}

Value new_timezone(const Value&, Value* arguments) {
  const TimeDelta* offset = as_timedelta(arguments[0]);
  if (offset == nullptr)
    raise_type_error("timezone() argument 1 must be datetime.timedelta, not ", argument_type(arguments[0]));
  if (!arguments[1].is_unset() && !arguments[1].is_str())
    raise_type_error("timezone() argument 2 must be str, not ", argument_type(arguments[1]));
  return make_timezone(offset->total, arguments[1]);
}

constexpr Method kNewTimeZone{"timezone", new_timezone, "offset, name="};

constexpr Method kMethods[] = {
    {"utcoffset", utcoffset, "dt, /"},
    {"tzname", tzname, "dt, /"},
    {"dst", dst, "dt, /"},
    {"fromutc", fromutc, "dt, /"},
};

constexpr Constant kConstants[] = {
    {"utc", [] { return utc_timezone(); }},
    {"min", [] { return make_timezone(-(kDay - 60 * kSecond)); }},
    {"max", [] { return make_timezone(kDay - 60 * kSecond); }},
};

/// timezone.utc is one object, so that `is` holds.
struct Utc {
  Value value = make_native(new TimeZone(0, Value()));
};

}  // namespace

constinit const Type kTzInfoType{
    .name = "tzinfo",
    .module = "datetime",
    .error_name = "datetime.tzinfo",
    .methods = [] { return std::span<const Method>(kMethods); },
};

constinit const Type kTimeZoneType{
    .name = "timezone",
    .module = "datetime",
    .base = &kTzInfoType,
    .error_name = "datetime.timezone",
    .constructor = &kNewTimeZone,
    .constants = [] { return std::span<const Constant>(kConstants); },
};

Value utc_timezone() { return run_local<Utc>().value; }

Value make_timezone(Microseconds offset, Value name) {
  if (offset <= -kDay || offset >= kDay) {
    raise_value_error("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not ",
                      to_repr(make_timedelta(offset)), ".");
  }
  if (offset == 0 && name.is_unset()) return utc_timezone();
  return make_native(new TimeZone(offset, std::move(name)));
}

const TzInfo* as_tzinfo(const Value& value) {
  if (value.is_unset() || value.is_none()) return nullptr;
  const TzInfo* zone = native_if<TzInfo>(value, kTzInfoType);
  if (zone == nullptr)
    raise_type_error("tzinfo argument must be None or of a tzinfo subclass, not type '", type_name(value), "'");
  return zone;
}

std::string offset_text(Microseconds offset, std::string_view separator) {
  const bool negative = offset < 0;
  const auto magnitude = static_cast<std::int64_t>(negative ? -offset : offset);
  const std::int64_t seconds = magnitude / kSecond;
  const int fraction = static_cast<int>(magnitude % kSecond);
  const auto two = [](std::int64_t number) {
    return std::string{static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
  };
  std::string text = (negative ? "-" : "+") + two(seconds / 3600);
  text += separator;
  text += two(seconds / 60 % 60);
  if (seconds % 60 != 0 || fraction != 0) {
    text += separator;
    text += two(seconds % 60);
  }
  if (fraction != 0) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, ".%06d", fraction);
    text += buffer;
  }
  return text;
}

Value TzInfo::from_utc(const Value& datetime) const {
  const DateTime& utc = *as_datetime(datetime);
  const auto offset = utc_offset(datetime);
  if (!offset) raise_value_error("fromutc: non-None utcoffset() result required");
  return make_datetime(Microseconds(utc.local()) + *offset, utc.at.tzinfo);
}

Value TimeZone::tz_name(const Value&) const { return name.is_unset() ? make_str(str()) : name; }

std::string TimeZone::str() const {
  if (!name.is_unset()) return std::string(name.text());
  return offset == 0 ? "UTC" : "UTC" + offset_text(offset, ":");
}

std::string TimeZone::repr() const {
  if (offset == 0 && name.is_unset()) return "datetime.timezone.utc";
  std::string text = "datetime.timezone(" + to_repr(make_timedelta(offset));
  if (!name.is_unset()) text += ", " + to_repr(name);
  return text + ")";
}

Value TimeZone::compare(Comparison op, const Value& other) const {
  const TimeZone* right = native_if<TimeZone>(other, kTimeZoneType);
  if (right == nullptr || (op != Comparison::kEqual && op != Comparison::kNotEqual)) return Value();
  return (offset == right->offset) == (op == Comparison::kEqual);
}

std::uint64_t TimeZone::hash() const { return hash_of(make_int(to_big(offset))); }

}  // namespace pbc
