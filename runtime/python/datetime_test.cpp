// SPDX-License-Identifier: Apache-2.0
//
// The expected texts are CPython 3.11's, with TZ=UTC.
#include "python/datetime.h"

#include "python/clock.h"
#include "python/python_test.h"

namespace pbc {
namespace {

Value datetime(const char* name) { return import("datetime").attr(Name(std::string_view(name))); }
Value moment(std::initializer_list<Element> fields) { return datetime("datetime")(fields, {}); }

class FixedClock final : public Clock {
 public:
  std::int64_t now() override { return now_; }
  void sleep(std::int64_t microseconds) override { now_ += microseconds; }

 private:
  std::int64_t now_ = 1704067200250000;  // 2024-01-01 00:00:00.25
};

TEST(Calendar, RoundTripsEveryDay) {
  for (std::int64_t ordinal = 1; ordinal <= calendar::kMaxOrdinal; ordinal += 13) {
    const calendar::Day day = calendar::of_ordinal(ordinal);
    ASSERT_EQ(calendar::to_ordinal(day.year, day.month, day.day), ordinal);
  }
  EXPECT_EQ(calendar::weekday(calendar::kEpochOrdinal), 3);
  EXPECT_EQ(calendar::iso_day(calendar::to_ordinal(2021, 1, 3)).week, 53);
}

TEST(DateTime, ComesFromTheClock) {
  FixedClock clock;
  set_clock(&clock);
  EXPECT_EQ(to_str(datetime("datetime").call("now")), "2024-01-01 00:00:00.250000");
  import("time").call("sleep", {1.5});
  EXPECT_EQ(to_str(datetime("datetime").call("utcnow")), "2024-01-01 00:00:01.750000");
  EXPECT_EQ(to_repr(import("time").call("time")), "1704067201.75");
  set_clock(nullptr);
}

TEST(DateTime, AddsAndSubtracts) {
  const Value leap = moment({2024, 2, 28, 23, 30});
  const Value hour = datetime("timedelta")({}, {{"hours", 1}});
  EXPECT_EQ(to_str(leap + hour), "2024-02-29 00:30:00");
  EXPECT_EQ(to_repr(moment({2024, 3, 1}) - leap), "datetime.timedelta(days=1, seconds=1800)");
  EXPECT_EQ(raised_by([] {
              moment({9999, 12, 31}) + datetime("timedelta")({1});
            }),
            "OverflowError: date value out of range");
  EXPECT_EQ(raised_by([] {
              moment({2020, 1, 1}) < datetime("date")({2020, 1, 1});
            }),
            "TypeError: can't compare datetime.datetime to datetime.date");
  EXPECT_EQ(raised_by([] {
              moment({2020, 1, 1}) - datetime("datetime").call("now", {datetime("timezone").attr("utc")});
            }),
            "TypeError: can't subtract offset-naive and offset-aware datetimes");
}

TEST(DateTime, ReadsAndWritesIso) {
  const auto round_trip = [](const Value& text) {
    return to_str(datetime("datetime").call("fromisoformat", {text}).call("isoformat"));
  };
  EXPECT_EQ(round_trip("2024-01-02"), "2024-01-02T00:00:00");
  EXPECT_EQ(round_trip("20240102T030405.678Z"), "2024-01-02T03:04:05.678000+00:00");
  EXPECT_EQ(round_trip("2020-W05-3 10:20+05:30"), "2020-01-29T10:20:00+05:30");
  EXPECT_EQ(raised_by([&] { round_trip("yesterday"); }), "ValueError: Invalid isoformat string: 'yesterday'");
  EXPECT_EQ(raised_by([&] { round_trip("2024-13-01"); }), "ValueError: month must be in 1..12");
}

TEST(DateTime, FormatsAndParses) {
  const Value when = moment({2024, 1, 2, 3, 4, 5, 678});
  EXPECT_EQ(to_str(when.call("strftime", {"%a %d %b %Y %I:%M:%S.%f %p %j %U %z|%-d|%s"})),
            "Tue 02 Jan 2024 03:04:05.000678 AM 002 00 |2|1704164645");
  const auto parsed = [](const Value& text, const Value& format) {
    return to_repr(datetime("datetime").call("strptime", {text, format}));
  };
  EXPECT_EQ(parsed("2024-01-02T03:04:05.5Z", "%Y-%m-%dT%H:%M:%S.%fZ"),
            "datetime.datetime(2024, 1, 2, 3, 4, 5, 500000)");
  EXPECT_EQ(parsed("Tue, 02 Jan 2024 +0530", "%a, %d %b %Y %z"),
            "datetime.datetime(2024, 1, 2, 0, 0, tzinfo=datetime.timezone(datetime.timedelta(seconds=19800)))");
  EXPECT_EQ(parsed("111", "%m%d"), "datetime.datetime(1900, 11, 1, 0, 0)");
  EXPECT_EQ(raised_by([&] { parsed("x", "%Y"); }), "ValueError: time data 'x' does not match format '%Y'");
  EXPECT_EQ(raised_by([&] { parsed("2024x", "%Y"); }), "ValueError: unconverted data remains: x");
  EXPECT_EQ(raised_by([&] { parsed("1", "%Q"); }), "ValueError: 'Q' is a bad directive in format '%Q'");
}

TEST(TimeDelta, RoundsHalfToEven) {
  const auto micro = [](double value) { return to_str(datetime("timedelta")({}, {{"microseconds", value}})); };
  EXPECT_EQ(micro(0.5), "0:00:00");
  EXPECT_EQ(micro(1.5), "0:00:00.000002");
  EXPECT_EQ(to_str(datetime("timedelta")({-1, 30})), "-1 day, 0:00:30");
  EXPECT_EQ(to_repr(datetime("timedelta")({1}) / Value(7)), "datetime.timedelta(seconds=12342, microseconds=857143)");
  EXPECT_EQ(to_repr(datetime("timedelta")({}, {{"hours", 3}}) / datetime("timedelta")({}, {{"hours", 2}})), "1.5");
  EXPECT_EQ(raised_by([] { datetime("timedelta")({1000000000}); }),
            "OverflowError: days=1000000000; must have magnitude <= 999999999");
}

}  // namespace
}  // namespace pbc
