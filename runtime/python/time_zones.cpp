// SPDX-License-Identifier: Apache-2.0
//
// Zones of the tz database as tzinfo objects: zoneinfo (Python library reference), pytz, dateutil.tz.
#include "python/arguments.h"
#include "python/datetime.h"
#include "python/dateutil.h"
#include "python/library_more.h"
#include "python/time_zone_rules.h"

namespace pbc {
namespace {

using zones::Rules;

/// Seconds since 1970 as the clock of a datetime shows them.
std::int64_t clock_seconds(const DateTime& at) {
  return calendar::floor_div(at.local(), kSecond) - calendar::kEpochOrdinal * 86400;
}

const DateTime* datetime_of(const Value& value) {
  return value.is_unset() || value.is_none() ? nullptr : as_datetime(value);
}

Value timedelta_of(std::int64_t seconds) { return make_timedelta(Microseconds(seconds) * kSecond); }

// --- Zones that look at the clock: zoneinfo.ZoneInfo, dateutil.tz.gettz

extern const Type kZoneInfoType;

struct Zone final : TzInfo {
  Zone(const Type& type, std::string key, const Rules& rules) : TzInfo(type), key(std::move(key)), rules(rules) {}
  std::string key;
  const Rules& rules;

  std::optional<std::size_t> period(const Value& datetime) const {
    if (const DateTime* at = datetime_of(datetime)) return rules.at_local(clock_seconds(*at), at->at.fold);
    return rules.is_fixed() ? std::optional<std::size_t>(0) : std::nullopt;
  }
  std::optional<Microseconds> own_utc_offset(const Value& datetime) const override {
    const auto at = period(datetime);
    return at ? std::optional(Microseconds(rules.periods[*at].offset) * kSecond) : std::nullopt;
  }
  Value own_tz_name(const Value& datetime) const override {
    const auto at = period(datetime);
    return at ? make_str(rules.periods[*at].name) : Value(None);
  }
  Value own_dst(const Value& datetime) const override {
    const auto at = period(datetime);
    return at ? timedelta_of(rules.saving(*at)) : Value(None);
  }
  Value own_from_utc(const Value& datetime) const override {
    const DateTime& utc = *as_datetime(datetime);
    const std::int64_t seconds = clock_seconds(utc);
    const std::size_t at = rules.at_utc(seconds);
    const std::int64_t local = seconds + rules.periods[at].offset;
    const int fold = rules.at_local(local, 0) != at && rules.at_local(local, 1) == at ? 1 : 0;
    return make_datetime(Microseconds(utc.local()) + Microseconds(rules.periods[at].offset) * kSecond, utc.at.tzinfo,
                         fold);
  }
  std::string str() const override { return &type() == &kZoneInfoType ? key : repr(); }
  std::string repr() const override {
    return &type() == &kZoneInfoType ? "zoneinfo.ZoneInfo(key='" + key + "')"
                                     : "tzfile('/usr/share/zoneinfo/" + key + "')";
  }
  Value attribute(Name name) override { return name.view() == "key" ? make_str(key) : Value(); }
};

constinit const Type kZoneNotFound{.name = "ZoneInfoNotFoundError", .module = "zoneinfo", .base = &kKeyError};

/// The zones of a run: a key gives the same object each time.
struct Known {
  Table zone_info, pytz, dateutil;
  Value utc, dateutil_utc;
};

Value new_zone_info(const Value&, Value* a) {
  const std::string key = to_str(a[0]);
  Table& known = run_local<Known>().zone_info;
  if (const Value* zone = known.find(std::string_view(key))) return *zone;
  const Rules* rules = zones::find(key);
  if (rules == nullptr) raise_error(kZoneNotFound, "No time zone found with key " + key);
  Value zone = make_native(new Zone(kZoneInfoType, key, *rules));
  known.set(make_str(key), zone);
  return zone;
}

Values zone_names() {
  Values names;
  for (const std::string& name : zones::names()) names.push_back(make_str(name));
  return names;
}

Value available_timezones(const Value&, Value*) {
  Table table;
  for (const Value& name : zone_names()) add_key(table, name);
  return make_set(std::move(table));
}

constexpr Method kNewZoneInfo{"ZoneInfo", new_zone_info, "key"};
constinit const Type kZoneInfoType{
    .name = "ZoneInfo", .module = "zoneinfo", .base = &kTzInfoType, .constructor = &kNewZoneInfo};
constexpr Method kZoneInfoFunctions[] = {{"available_timezones", available_timezones, "def"}};
constexpr const Type* kZoneInfoTypes[] = {&kZoneInfoType, &kZoneNotFound};

// --- pytz: a tzinfo stands for one period; localize and normalize choose it

extern const Type kDstTzInfoType, kStaticTzInfoType, kPytzUtcType;
constinit const Type kPytzError{.name = "Error", .module = "pytz.exceptions", .base = &kException};
constinit const Type kUnknownTimeZoneError{
    .name = "UnknownTimeZoneError", .module = "pytz.exceptions", .base = &kKeyError};
constinit const Type kInvalidTimeError{.name = "InvalidTimeError", .module = "pytz.exceptions", .base = &kPytzError};
constinit const Type kAmbiguousTimeError{
    .name = "AmbiguousTimeError", .module = "pytz.exceptions", .base = &kInvalidTimeError};
constinit const Type kNonExistentTimeError{
    .name = "NonExistentTimeError", .module = "pytz.exceptions", .base = &kInvalidTimeError};

struct PytzZone final : TzInfo {
  PytzZone(const Type& type, std::string zone, const Rules& rules, std::size_t period)
      : TzInfo(type), zone(std::move(zone)), rules(rules), period(period) {}
  std::string zone;
  const Rules& rules;
  std::size_t period;

  /// pytz rounds the offsets of former times to minutes.
  std::int64_t offset_of(std::size_t at) const { return calendar::floor_div(rules.periods[at].offset + 30, 60) * 60; }
  Value with_period(std::size_t at) const { return make_native(new PytzZone(type(), zone, rules, at)); }

  std::optional<Microseconds> own_utc_offset(const Value& datetime) const override {
    if (datetime.is_none() && &type() == &kDstTzInfoType) return std::nullopt;
    return Microseconds(offset_of(period)) * kSecond;
  }
  Value own_tz_name(const Value& datetime) const override {
    if (&type() == &kStaticTzInfoType) return make_str(rules.periods[period].name);
    return datetime.is_none() ? make_str(zone) : make_str(rules.periods[period].name);
  }
  Value own_dst(const Value& datetime) const override {
    return datetime.is_none() && &type() == &kDstTzInfoType ? Value(None) : timedelta_of(rules.saving(period));
  }
  Value own_from_utc(const Value& datetime) const override {
    const DateTime& utc = *as_datetime(datetime);
    const std::size_t at = rules.at_utc(clock_seconds(utc));
    return make_datetime(Microseconds(utc.local()) + Microseconds(offset_of(at)) * kSecond, with_period(at));
  }
  std::string str() const override { return zone; }
  std::string repr() const override {
    if (&type() == &kStaticTzInfoType) return "<StaticTzInfo '" + zone + "'>";
    const zones::Period& at = rules.periods[period];
    const std::int64_t offset = offset_of(period);
    return "<DstTzInfo '" + zone + "' " + at.name + (offset < 0 ? "" : "+") + to_str(timedelta_of(offset)) +
           (at.is_dst ? " DST>" : " STD>");
  }
  Value compare(Comparison op, const Value& other) const override {
    if (op != Comparison::kEqual && op != Comparison::kNotEqual) return Value();
    const PytzZone* right = native_if<PytzZone>(other, type());
    return (right != nullptr && right->zone == zone && right->period == period) == (op == Comparison::kEqual);
  }
  std::uint64_t hash() const override { return hash_of_text(zone) + period; }
  Value attribute(Name name) override { return name.view() == "zone" ? make_str(zone) : Value(); }
};

struct PytzUtc final : TzInfo {
  PytzUtc() : TzInfo(kPytzUtcType) {}
  std::optional<Microseconds> own_utc_offset(const Value&) const override { return Microseconds(0); }
  Value own_tz_name(const Value&) const override { return "UTC"; }
  Value own_dst(const Value&) const override { return timedelta_of(0); }
  std::string str() const override { return "UTC"; }
  std::string repr() const override { return "<UTC>"; }
  Value attribute(Name name) override { return name.view() == "zone" ? Value("UTC") : Value(); }
};

Value pytz_utc() {
  Value& utc = run_local<Known>().utc;
  if (utc.is_unset()) utc = make_native(new PytzUtc());
  return utc;
}

const DateTime& datetime_argument(const Value& value) {
  const DateTime* at = as_datetime(value);
  if (at == nullptr) raise_attribute_error(value, "tzinfo");
  return *at;
}

const DateTime& naive_argument(const Value& value) {
  const DateTime& at = datetime_argument(value);
  if (!at.at.tzinfo.is_none()) raise_value_error("Not naive datetime (tzinfo is already set)");
  return at;
}

Value localized(const PytzZone& zone, const DateTime& at, const Value& is_dst) {
  const Rules& rules = zone.rules;
  const std::int64_t seconds = clock_seconds(at);
  std::vector<std::size_t> possible;
  for (std::int64_t shift : {-86400, 86400}) {
    const std::size_t period = rules.at_utc(seconds + shift);
    const bool fits = rules.at_utc(seconds - zone.offset_of(period)) == period;
    if (fits && (possible.empty() || possible[0] != period)) possible.push_back(period);
  }
  const auto with = [&](std::size_t period) {
    return make_datetime(Microseconds(at.local()), zone.with_period(period), at.at.fold);
  };
  if (possible.size() == 1) return with(possible[0]);
  if (possible.empty()) {
    if (is_dst.is_none()) raise_exception(kNonExistentTimeError, {make_datetime(Microseconds(at.local()))});
    // The offset that holds six hours away from the gap.
    const std::int64_t away = bool(is_dst) ? 6 * 3600 : -6 * 3600;
    const Value near = localized(
        zone, *as_datetime(make_datetime(Microseconds(at.local()) + Microseconds(away) * kSecond)), bool(is_dst));
    return near - timedelta_of(away);
  }
  if (is_dst.is_none()) raise_exception(kAmbiguousTimeError, {make_datetime(Microseconds(at.local()))});
  std::vector<std::size_t> wanted;
  for (std::size_t period : possible)
    if (rules.periods[period].is_dst == bool(is_dst)) wanted.push_back(period);
  if (wanted.size() == 1) return with(wanted[0]);
  if (wanted.empty()) wanted = possible;
  // Of several the earliest for daylight saving time, the latest for standard time.
  std::size_t best = wanted[0];
  for (std::size_t period : wanted) {
    const bool is_earlier = rules.periods[period].offset > rules.periods[best].offset;
    if (is_earlier == bool(is_dst)) best = period;
  }
  return with(best);
}

Value localize(const Value& self, Value* a) {
  const auto& zone = as_native<PytzZone>(self);
  const DateTime& at = naive_argument(a[0]);
  if (&zone.type() == &kStaticTzInfoType) return make_datetime(Microseconds(at.local()), self, at.at.fold);
  return localized(zone, at, value_or(a[1], false));
}

Value normalize(const Value& self, Value* a) {
  const DateTime& at = datetime_argument(a[0]);
  if (at.at.tzinfo.is_none()) raise_value_error("Naive time - no tzinfo set");
  return a[0].call("astimezone", {self});
}

Value utc_localize(const Value& self, Value* a) {
  const DateTime& at = naive_argument(a[0]);
  return make_datetime(Microseconds(at.local()), self, at.at.fold);
}

Value timezone(const Value&, Value* a) {
  if (a[0].is_none()) raise_exception(kUnknownTimeZoneError, {a[0]});
  std::string name = to_str(a[0]);
  std::string upper = name;
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  if (upper == "UTC") return pytz_utc();
  Table& known = run_local<Known>().pytz;
  if (const Value* zone = known.find(std::string_view(name))) return *zone;
  const Rules* rules = zones::find(name);
  if (rules == nullptr) {
    for (const std::string& other : zones::names()) {
      const bool equal = std::equal(other.begin(), other.end(), upper.begin(), upper.end(),
                                    [](char x, char y) { return (x >= 'a' && x <= 'z' ? x - 32 : x) == y; });
      if (equal) rules = zones::find(name = other);
    }
  }
  if (rules == nullptr) raise_exception(kUnknownTimeZoneError, {a[0]});
  const Type& type = rules->is_fixed() ? kStaticTzInfoType : kDstTzInfoType;
  Value zone = make_native(new PytzZone(type, name, *rules, 0));
  known.set(make_str(name), zone);
  return zone;
}

Value fixed_offset(const Value&, Value* a) {
  const std::int64_t minutes = to_index(a[0]);
  if (minutes == 0) return pytz_utc();
  if (minutes <= -1440 || minutes >= 1440) raise_value_error("absolute offset is too large", to_repr(a[0]));
  return make_timezone(Microseconds(minutes) * 60 * kSecond);
}

constexpr Method kPytzMethods[] = {
    {"localize", localize, "def dt, is_dst="},
    {"normalize", normalize, "def dt, is_dst="},
};
constexpr Method kUtcMethods[] = {
    {"localize", utc_localize, "def dt, is_dst="},
    {"normalize", normalize, "def dt, is_dst="},
};
constinit const Type kDstTzInfoType{.name = "DstTzInfo", .module = "pytz.tzinfo", .base = &kTzInfoType, .methods = [] {
                                      return std::span<const Method>(kPytzMethods);
                                    }};
constinit const Type kStaticTzInfoType{
    .name = "StaticTzInfo", .module = "pytz.tzinfo", .base = &kTzInfoType, .methods = [] {
      return std::span<const Method>(kPytzMethods);
    }};
constinit const Type kPytzUtcType{.name = "UTC", .module = "pytz", .base = &kTzInfoType, .methods = [] {
                                    return std::span<const Method>(kUtcMethods);
                                  }};
constexpr Method kPytzFunctions[] = {
    {"timezone", timezone, "def zone"},
    {"FixedOffset", fixed_offset, "def offset, _tzinfos="},
};
constexpr Constant kPytzConstants[] = {
    {"utc", pytz_utc},
    {"UTC", pytz_utc},
    {"all_timezones", [] { return make_list(zone_names()); }},
    {"all_timezones_set", [] { return available_timezones(None, nullptr); }},
    {"exceptions", [] { return make_module(kPytzExceptionsModule); }},
};
constexpr const Type* kPytzTypes[] = {&kUnknownTimeZoneError, &kInvalidTimeError, &kAmbiguousTimeError,
                                      &kNonExistentTimeError};
constexpr const Type* kPytzErrorTypes[] = {&kPytzError, &kUnknownTimeZoneError, &kInvalidTimeError,
                                           &kAmbiguousTimeError, &kNonExistentTimeError};

// --- dateutil.tz

extern const Type kTzUtcType, kTzLocalType, kTzOffsetType, kTzFileType;

struct DateutilOffset final : TzInfo {
  DateutilOffset(const Type& type, std::int64_t seconds, Value name)
      : TzInfo(type), seconds(seconds), name(std::move(name)) {}
  std::int64_t seconds;
  Value name;
  std::optional<Microseconds> own_utc_offset(const Value&) const override { return Microseconds(seconds) * kSecond; }
  Value own_tz_name(const Value&) const override { return name; }
  Value own_dst(const Value&) const override { return timedelta_of(0); }
  std::string repr() const override {
    if (&type() == &kTzUtcType) return "tzutc()";
    if (&type() == &kTzLocalType) return "tzlocal()";
    return "tzoffset(" + to_repr(name) + ", " + std::to_string(seconds) + ")";
  }
  Value compare(Comparison op, const Value& other) const override {
    if (op != Comparison::kEqual && op != Comparison::kNotEqual) return Value();
    for (const Type* of : {&kTzUtcType, &kTzLocalType, &kTzOffsetType})
      if (const auto* right = native_if<DateutilOffset>(other, *of))
        return (right->seconds == seconds) == (op == Comparison::kEqual);
    return Value();
  }
  std::uint64_t hash() const override { return static_cast<std::uint64_t>(seconds); }
};

Value new_tz_offset(const Value&, Value* a) {
  const TimeDelta* delta = as_timedelta(a[1]);
  return dateutil_offset(delta != nullptr ? static_cast<std::int64_t>(delta->total / kSecond) : to_index(a[1]), a[0]);
}

Value gettz(const Value&, Value* a) {
  const std::string name = text_or(a[0], "");
  if (name.empty()) return make_native(new DateutilOffset(kTzLocalType, 0, "UTC"));
  if (name == "UTC" || name == "GMT") return dateutil_utc();
  Table& known = run_local<Known>().dateutil;
  if (const Value* zone = known.find(std::string_view(name))) return *zone;
  const Rules* rules = zones::find(name);
  if (rules == nullptr) return None;
  Value zone = make_native(new Zone(kTzFileType, name, *rules));
  known.set(make_str(name), zone);
  return zone;
}

constexpr Method kNewTzUtc{"tzutc", [](const Value&, Value*) { return dateutil_utc(); }, "def"};
constexpr Method kNewTzLocal{
    "tzlocal", [](const Value&, Value*) { return make_native(new DateutilOffset(kTzLocalType, 0, "UTC")); }, "def"};
constexpr Method kNewTzOffset{"tzoffset", new_tz_offset, "def name, offset"};
constinit const Type kTzUtcType{
    .name = "tzutc", .module = "dateutil.tz.tz", .base = &kTzInfoType, .constructor = &kNewTzUtc};
constinit const Type kTzLocalType{
    .name = "tzlocal", .module = "dateutil.tz.tz", .base = &kTzInfoType, .constructor = &kNewTzLocal};
constinit const Type kTzOffsetType{
    .name = "tzoffset", .module = "dateutil.tz.tz", .base = &kTzInfoType, .constructor = &kNewTzOffset};
constinit const Type kTzFileType{.name = "tzfile", .module = "dateutil.tz.tz", .base = &kTzInfoType};
constexpr Method kTzFunctions[] = {{"gettz", gettz, "def name="}};
constexpr Constant kTzConstants[] = {{"UTC", [] { return dateutil_utc(); }}};
constexpr const Type* kTzTypes[] = {&kTzUtcType, &kTzLocalType, &kTzOffsetType};

}  // namespace

Value dateutil_utc() {
  Value& utc = run_local<Known>().dateutil_utc;
  if (utc.is_unset()) utc = make_native(new DateutilOffset(kTzUtcType, 0, "UTC"));
  return utc;
}

Value dateutil_local() { return make_native(new DateutilOffset(kTzLocalType, 0, "UTC")); }

Value dateutil_offset(std::int64_t seconds, Value name) {
  return make_native(new DateutilOffset(kTzOffsetType, seconds, std::move(name)));
}

constinit const Module kZoneinfoModule{.name = "zoneinfo", .functions = kZoneInfoFunctions, .types = kZoneInfoTypes};
constinit const Module kPytzModule{
    .name = "pytz", .functions = kPytzFunctions, .constants = kPytzConstants, .types = kPytzTypes};
constinit const Module kPytzExceptionsModule{.name = "pytz.exceptions", .types = kPytzErrorTypes};
constinit const Module kDateutilTzModule{
    .name = "dateutil.tz", .functions = kTzFunctions, .constants = kTzConstants, .types = kTzTypes};

}  // namespace pbc
