// SPDX-License-Identifier: Apache-2.0
//
// dateutil.relativedelta, which is not of the standard library. The expected values are those of its documentation.
#include "python/python_test.h"

namespace pbc {
namespace {

Value module() { return import_leaf("dateutil.relativedelta"); }
Value delta(std::initializer_list<Keyword> parts) { return module().call("relativedelta", {}, parts); }
Value date(int year, int month, int day) { return import("datetime").call("date", {year, month, day}); }
Value moment(int year, int month, int day, int hour = 0) {
  return import("datetime").call("datetime", {year, month, day, hour});
}

TEST(RelativeDelta, MovesDatesWithinTheirMonths) {
  EXPECT_EQ(to_str(date(2003, 9, 17) + delta({{"months", 1}})), "2003-10-17");
  EXPECT_EQ(to_str(date(2003, 1, 31) + delta({{"months", 1}})), "2003-02-28");
  EXPECT_EQ(to_str(date(2004, 2, 29) + delta({{"years", 1}})), "2005-02-28");
  EXPECT_EQ(to_str(date(2000, 2, 28) + delta({{"months", -14}, {"weeks", 1}})), "1999-01-04");
  EXPECT_EQ(to_str(moment(2003, 9, 17, 20) - delta({{"months", 1}, {"hours", 21}})), "2003-08-16 23:00:00");
  EXPECT_EQ(to_str(moment(2003, 9, 17, 20) + delta({{"hour", 1}, {"day", 31}})), "2003-09-30 01:00:00");
}

TEST(RelativeDelta, FindsDaysOfTheWeek) {
  const Value friday = module().attr("FR");
  EXPECT_EQ(to_str(date(2003, 9, 17) + delta({{"weekday", friday}})), "2003-09-19");
  EXPECT_EQ(to_str(date(2003, 9, 17) + delta({{"day", 31}, {"weekday", friday({-1})}})), "2003-09-26");
  EXPECT_EQ(to_str(date(2003, 9, 17) + delta({{"days", 1}, {"weekday", module().attr("WE")({1})}})), "2003-09-24");
  EXPECT_EQ(to_repr(friday({-2})), "FR(-2)");
  EXPECT_EQ(raised_by([&] { friday({0}); }), "ValueError: Can't create weekday with n==0");
}

TEST(RelativeDelta, TellsHowFarDatesAreApart) {
  const auto between = [](const Value& a, const Value& b) { return to_repr(module().call("relativedelta", {a, b})); };
  EXPECT_EQ(between(date(2003, 9, 17), date(1978, 4, 5)), "relativedelta(years=+25, months=+5, days=+12)");
  EXPECT_EQ(between(moment(2003, 9, 17, 20), moment(2003, 10, 26)), "relativedelta(months=-1, days=-8, hours=-4)");
  EXPECT_EQ(between(date(2003, 3, 31), date(2003, 2, 28)), "relativedelta(months=+1, days=+3)");
}

TEST(RelativeDelta, Computes) {
  EXPECT_EQ(to_repr(delta({{"months", 14}, {"hours", 25}}) + delta({{"days", 1}})),
            "relativedelta(years=+1, months=+2, days=+2, hours=+1)");
  EXPECT_EQ(to_repr(-delta({{"years", 1}})), "relativedelta(years=-1)");
  EXPECT_EQ(to_repr(delta({{"days", 2}}) * Value(3)), "relativedelta(days=+6)");
  EXPECT_EQ(to_repr(delta({{"hours", 1.5}})), "relativedelta(hours=+1, minutes=+30)");
  EXPECT_FALSE(static_cast<bool>(delta({})));
  EXPECT_TRUE(static_cast<bool>(delta({{"weeks", 1}}) == delta({{"days", 7}})));
  EXPECT_EQ(raised_by([] {
              delta({{"month", 1}, {"fortnights", 1}});
            }),
            "TypeError: relativedelta.__init__() got an unexpected keyword argument 'fortnights'");
}

}  // namespace
}  // namespace pbc
