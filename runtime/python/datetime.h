// SPDX-License-Identifier: Apache-2.0
//
// The objects of the module datetime (Python library reference, datetime), for its own files and for modules that make
// dates.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "python/big_integer.h"
#include "python/calendar.h"
#include "python/objects.h"

namespace pbc {

extern const Type kDateType, kTimeType, kDateTimeType, kTimeDeltaType, kTzInfoType, kTimeZoneType, kIsoCalendarDateType;

/// Microseconds; a timedelta needs 67 bits of them.
__extension__ typedef __int128 Microseconds;

inline constexpr std::int64_t kSecond = 1000000;
inline constexpr std::int64_t kDay = 86400 * kSecond;

// --- timedelta
// --------------------------------------------------------------------------------------------------------

struct TimeDelta final : Native {
  explicit TimeDelta(Microseconds total) : Native(kTimeDeltaType), total(total) {}
  Microseconds total;

  std::int64_t days() const;
  std::int64_t seconds() const;
  std::int64_t microseconds() const;

  std::string repr() const override;
  std::string str() const override;
  bool truth() const override { return total != 0; }
  Value compare(Comparison op, const Value& other) const override;
  std::uint64_t hash() const override;
  Value binary(Operator op, const Value& other, bool reflected) const override;
  Value unary(char op) const override;
};

/// OverflowError where the days have more than nine digits.
Value make_timedelta(Microseconds total);
inline const TimeDelta* as_timedelta(const Value& value) { return native_if<TimeDelta>(value, kTimeDeltaType); }
/// (days, seconds, ...) / 10**6, rounded once.
double total_seconds(Microseconds total);
BigInteger to_big(Microseconds value);

// --- tzinfo
// -----------------------------------------------------------------------------------------------------------

/// datetime.tzinfo, and base of everything that can be one.
struct TzInfo : Native {
  explicit TzInfo(const Type& type = kTzInfoType) : Native(type) {}
  /// What utcoffset(datetime) says; nullopt for None. `datetime` may be None. A class of the playbook is asked first,
  /// and its answers are checked.
  std::optional<Microseconds> utc_offset(const Value& datetime) const;
  Value tz_name(const Value& datetime) const;
  Value dst(const Value& datetime) const;
  /// The local datetime of one in UTC that carries this tzinfo.
  Value from_utc(const Value& datetime) const;

  // The same without a class's methods. tzinfo itself raises NotImplementedError but for from_utc.
  virtual std::optional<Microseconds> own_utc_offset(const Value& datetime) const;
  virtual Value own_tz_name(const Value& datetime) const;
  virtual Value own_dst(const Value& datetime) const;
  virtual Value own_from_utc(const Value& datetime) const;
};

/// datetime.timezone: a fixed offset.
struct TimeZone final : TzInfo {
  TimeZone(Microseconds offset, Value name) : TzInfo(kTimeZoneType), offset(offset), name(std::move(name)) {}
  Microseconds offset;
  Value name;  // unset: made from the offset

  std::optional<Microseconds> own_utc_offset(const Value&) const override { return offset; }
  Value own_tz_name(const Value& datetime) const override;
  Value own_dst(const Value&) const override { return None; }
  Value own_from_utc(const Value& datetime) const override;
  std::string repr() const override;
  std::string str() const override;
  Value compare(Comparison op, const Value& other) const override;
  std::uint64_t hash() const override;
};

/// ValueError unless the offset is less than a day. `name` may be unset.
Value make_timezone(Microseconds offset, Value name = Value());
Value utc_timezone();
/// Null for None. TypeError for what is no tzinfo.
const TzInfo* as_tzinfo(const Value& value);
/// +05:30, with seconds and microseconds where there are any; `separator` is ":" or "".
std::string offset_text(Microseconds offset, std::string_view separator);

// --- date
// -------------------------------------------------------------------------------------------------------------

struct Date : Native {
  Date(int year, int month, int day, const Type& type = kDateType) : Native(type), year(year), month(month), day(day) {}
  int year, month, day;

  std::int64_t ordinal() const { return calendar::to_ordinal(year, month, day); }
  std::string repr() const override;
  std::string str() const override;
  std::string format(std::string_view spec) const override;
  /// The same without what a class has overridden.
  virtual std::string own_format(std::string_view spec) const;
  Value compare(Comparison op, const Value& other) const override;
  std::uint64_t hash() const override;
  Value binary(Operator op, const Value& other, bool reflected) const override;
};

/// ValueError where there is no such day.
void check_date(std::int64_t year, std::int64_t month, std::int64_t day);
Value make_date(std::int64_t year, std::int64_t month, std::int64_t day);
/// OverflowError "date value out of range".
Value make_date(std::int64_t ordinal);

// --- time
// -------------------------------------------------------------------------------------------------------------

/// A time of day, shared by time and datetime.
struct Clockwise {
  int hour = 0, minute = 0, second = 0, microsecond = 0;
  Value tzinfo = None;
  int fold = 0;

  std::int64_t total() const { return ((hour * 60ll + minute) * 60 + second) * kSecond + microsecond; }
  static Clockwise of(std::int64_t total, Value tzinfo = None, int fold = 0);
};

/// ValueError where there is no such time, TypeError for a bad tzinfo.
void check_time(std::int64_t hour, std::int64_t minute, std::int64_t second, std::int64_t microsecond,
                const Value& tzinfo, std::int64_t fold);

struct Time final : Native {
  explicit Time(Clockwise at) : Native(kTimeType), at(std::move(at)) {}
  Clockwise at;

  std::optional<Microseconds> utc_offset() const;
  std::string repr() const override;
  std::string str() const override;
  std::string format(std::string_view spec) const override;
  std::string own_format(std::string_view spec) const;
  Value compare(Comparison op, const Value& other) const override;
  std::uint64_t hash() const override;
};

// --- datetime
// ---------------------------------------------------------------------------------------------------------

struct DateTime final : Date {
  DateTime(int year, int month, int day, Clockwise at) : Date(year, month, day, kDateTimeType), at(std::move(at)) {}
  Clockwise at;

  /// Microseconds since the start of 0001-01-01, less a day; without regard to the time zone.
  std::int64_t local() const { return ordinal() * kDay + at.total(); }
  std::optional<Microseconds> utc_offset() const;
  std::string repr() const override;
  std::string str() const override;
  std::string own_format(std::string_view spec) const override;
  Value compare(Comparison op, const Value& other) const override;
  std::uint64_t hash() const override;
  Value binary(Operator op, const Value& other, bool reflected) const override;
};

Value make_datetime(const Date& date, Clockwise at);
/// OverflowError "date value out of range".
Value make_datetime(Microseconds local, Value tzinfo = None, int fold = 0);
/// Microseconds since 1970 in UTC as a datetime; ValueError for a year out of range.
Value datetime_of_epoch(Microseconds since_epoch, const Value& tzinfo, const Type& type = kDateTimeType);
inline const DateTime* as_datetime(const Value& value) { return native_if<DateTime>(value, kDateTimeType); }
/// A date that may be a datetime.
inline const Date* as_date(const Value& value) { return native_if<Date>(value, kDateType); }

// --- Shared by the files of the module
// --------------------------------------------------------------------------------

/// An int argument of a constructor; `fallback` when unset.
std::int64_t int_argument(const Value& value, std::int64_t fallback);
/// The arguments year, month and day, one after the other; TypeError for the first that is missing.
std::array<std::int64_t, 3> required_date(const Value* arguments);
/// `made` as `type` has it: itself for a type of the library, else what that class makes when it is called with the
/// same parts.
Value of_type(const Type& type, Value made);
/// The same for the type of `self`.
Value of_type_of(const Native& self, Value made);
/// `made` as an object of the class of `self`, without its __new__ and __init__.
Value like(const Value& self, Value made);
/// The result of an ordering of two values that compare as -1, 0, 1.
Value ordering(Comparison op, int order);
/// Seconds since 1970 as an argument: a number, rounded half even to microseconds.
Microseconds epoch_argument(const Value& value);
std::string date_text(const Date& date);
/// isoformat of a time with `timespec` ("auto" ...). ValueError for an unknown one.
std::string time_text(const Clockwise& at, std::string_view timespec, const std::optional<Microseconds>& offset);
/// "2, 3[, 4[, 5]][, fold=1][, tzinfo=...]": the end of a repr.
std::string time_repr_tail(const Clockwise& at, bool zone_first);
std::string_view timespec_argument(const Value& value, int place);

/// What fromisoformat reads, 3.11's grammar; nullopt where the text does not fit. Ranges are not checked.
struct IsoFields {
  std::array<int, 3> date{1, 1, 1};
  std::array<int, 4> time{};
  bool has_zone = false;
  Microseconds offset = 0;
};
std::optional<IsoFields> parse_iso_date(std::string_view text);
std::optional<IsoFields> parse_iso_time(std::string_view text);
std::optional<IsoFields> parse_iso_datetime(std::string_view text);
/// None, or the timezone that was read.
Value iso_zone(const IsoFields& fields);

/// datetime.strptime
Value datetime_strptime(const Value& text, const Value& format);

}  // namespace pbc
