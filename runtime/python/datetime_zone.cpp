// SPDX-License-Identifier: Apache-2.0
//
// tzinfo and timezone (Python library reference, timezone Objects).
#include "python/big_integer.h"
#include "python/class.h"
#include "python/datetime.h"

namespace pbc {
namespace {

/// tzinfo and classes derived from it take any arguments.
Value new_tzinfo(const Value&, Value*) { return make_native(new TzInfo()); }

constexpr Method kNewTzInfo{"tzinfo", new_tzinfo, "*args, **kwargs"};

Value value_of(const TzInfo& zone) { return const_cast<TzInfo&>(zone).self(); }

[[noreturn]] void raise_not_implemented(const char* method) {
  raise_error(kNotImplementedError, joined({"a tzinfo subclass must implement ", method, "()"}));
}

/// Checks what a class's utcoffset or dst gave.
const Value& checked_offset(const Value& offset, const char* method) {
  if (offset.is_none()) return offset;
  const TimeDelta* delta = as_timedelta(offset);
  if (delta == nullptr)
    raise_type_error("tzinfo.", method, "() must return None or timedelta, not '", type_name(offset), "'");
  if (delta->total <= -kDay || delta->total >= kDay) {
    raise_value_error("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).");
  }
  return offset;
}

void check_datetime(const Value& value, const char* method) {
  if (!value.is_none() && as_datetime(value) == nullptr)
    raise_type_error(method, "(dt) argument must be a datetime instance or None, not ", type_name(value));
}

const TzInfo& self_of(const Value& self) { return as_native<TzInfo>(self); }

Value utcoffset(const Value& self, Value* arguments) {
  if (&self_of(self).type() != &kTzInfoType) check_datetime(arguments[0], "utcoffset");
  const auto offset = self_of(self).own_utc_offset(arguments[0]);
  return offset ? make_timedelta(*offset) : Value(None);
}

Value tzname(const Value& self, Value* arguments) {
  if (&self_of(self).type() != &kTzInfoType) check_datetime(arguments[0], "tzname");
  return self_of(self).own_tz_name(arguments[0]);
}

Value dst(const Value& self, Value* arguments) {
  if (&self_of(self).type() != &kTzInfoType) check_datetime(arguments[0], "dst");
  return self_of(self).own_dst(arguments[0]);
}

Value fromutc(const Value& self, Value* arguments) {
  const DateTime* datetime = as_datetime(arguments[0]);
  if (datetime == nullptr) raise_type_error("fromutc: argument must be a datetime");
  if (!is(datetime->at.tzinfo, self)) raise_value_error("fromutc: dt.tzinfo is not self");
  return self_of(self).own_from_utc(arguments[0]);
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
    .constructor = &kNewTzInfo,
    .methods = [] { return std::span<const Method>(kMethods); },
};

constinit const Type kTimeZoneType{
    .name = "timezone",
    .module = "datetime",
    .base = &kTzInfoType,
    .error_name = "datetime.timezone",
    .constructor = &kNewTimeZone,
    .constants = [] { return std::span<const Constant>(kConstants); },
    .is_final = true,
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

std::optional<Microseconds> TzInfo::utc_offset(const Value& datetime) const {
  const Value given = has_class ? call_special(value_of(*this), "utcoffset", {datetime}) : Value();
  if (given.is_unset()) return own_utc_offset(datetime);
  return checked_offset(given, "utcoffset").is_none() ? std::nullopt : std::optional(as_timedelta(given)->total);
}

Value TzInfo::tz_name(const Value& datetime) const {
  const Value given = has_class ? call_special(value_of(*this), "tzname", {datetime}) : Value();
  if (given.is_unset()) return own_tz_name(datetime);
  if (!given.is_none() && !given.is_str())
    raise_type_error("tzinfo.tzname() must return None or a string, not '", type_name(given), "'");
  return given;
}

Value TzInfo::dst(const Value& datetime) const {
  const Value given = has_class ? call_special(value_of(*this), "dst", {datetime}) : Value();
  return given.is_unset() ? own_dst(datetime) : checked_offset(given, "dst");
}

Value TzInfo::from_utc(const Value& datetime) const {
  const Value given = has_class ? call_special(value_of(*this), "fromutc", {datetime}) : Value();
  return given.is_unset() ? own_from_utc(datetime) : given;
}

std::optional<Microseconds> TzInfo::own_utc_offset(const Value&) const { raise_not_implemented("utcoffset"); }
Value TzInfo::own_tz_name(const Value&) const { raise_not_implemented("tzname"); }
Value TzInfo::own_dst(const Value&) const { raise_not_implemented("dst"); }

Value TzInfo::own_from_utc(const Value& datetime) const {
  const auto offset = utc_offset(datetime);
  if (!offset) raise_value_error("fromutc: non-None utcoffset() result required");
  const Value saving = dst(datetime);
  if (saving.is_none()) raise_value_error("fromutc: non-None dst() result required");
  const Value standard = datetime + make_timedelta(*offset - as_timedelta(saving)->total);
  const Value local_saving = dst(standard);
  if (local_saving.is_none()) raise_value_error("fromutc: tz.dst() gave inconsistent results; cannot convert");
  return bool(local_saving) ? standard + local_saving : standard;
}

Value TimeZone::own_from_utc(const Value& datetime) const { return datetime + make_timedelta(offset); }

Value TimeZone::own_tz_name(const Value&) const { return name.is_unset() ? make_str(str()) : name; }

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
