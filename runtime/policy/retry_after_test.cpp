// SPDX-License-Identifier: Apache-2.0
#include "policy/retry_after.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <string>

namespace pbc::policy {
namespace {

constexpr Micros kNow = 1'700'000'000 * kSecond;  // 2023
constexpr Micros kDate = 784111777 * kSecond;

TEST(RetryAfter, ReadsAllFormsOfDates) {
  EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT", kNow), kDate);
  EXPECT_EQ(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT", kNow), kDate);
  EXPECT_EQ(parse_http_date("Sun Nov  6 08:49:37 1994", kNow), kDate);
  EXPECT_EQ(parse_http_date("Wed Nov 16 08:49:37 1994", kNow), kDate + 10 * kDay);
  EXPECT_EQ(parse_http_date(" Thu, 29 Feb 2024 00:00:00 GMT ", kNow), 1709164800 * kSecond);
  EXPECT_EQ(parse_http_date("Thursday, 29-Feb-24 00:00:00 GMT", kNow), 1709164800 * kSecond);
  EXPECT_EQ(parse_http_date("Sat, 31 Dec 2016 23:59:60 GMT", kNow), 1483228800 * kSecond);
  EXPECT_EQ(parse_http_date("Thursday, 01-Jan-70 00:00:00 GMT", kNow),
            3155760000 * kSecond);  // 2070 is 47 years ahead
}

TEST(RetryAfter, RefusesWhatIsNoDate) {
  for (const char* text :
       {"", "Sun", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Foo 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT+1", "Sun, +6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun Nov 06 1994", "tomorrow", "1994-11-06T08:49:37Z"})
    EXPECT_FALSE(parse_http_date(text, kNow)) << text;
}

TEST(RetryAfter, ReadsSecondsAndDates) {
  EXPECT_EQ(parse_retry_after("120", kNow), kNow + 2 * kMinute);
  EXPECT_EQ(parse_retry_after("0", kNow), kNow);
  EXPECT_EQ(parse_retry_after(" 3 ", kNow), kNow + 3 * kSecond);
  EXPECT_EQ(parse_retry_after("0.25", kNow), kNow + 250 * kMillisecond);
  EXPECT_EQ(parse_retry_after("1.23456789", kNow), kNow + 1'234'567);
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", kNow), kDate);
  EXPECT_EQ(parse_retry_after("99999999999999999999999", kNow), kNever);
  EXPECT_EQ(parse_retry_after("9223372036854775807", kNow), kNever);
  for (const char* text : {"", " ", "-1", "1s", "1.", "1.x", "soon", "1 2"})
    EXPECT_FALSE(parse_retry_after(text, kNow)) << text;
}

TEST(RetryAfter, SurvivesEveryText) {
  const std::string good = "Sunday, 06-Nov-94 08:49:37 GMT";
  std::mt19937 random(1);
  for (int round = 0; round < 20'000; ++round) {
    std::string text = good.substr(0, random() % (good.size() + 1));
    for (int i = 0; i < 2 && !text.empty(); ++i) text[random() % text.size()] = static_cast<char>(random());
    const Micros now = random() % 2 == 0 ? kNow : std::numeric_limits<Micros>::min();
    parse_http_date(text, now);
    parse_retry_after(text, now);
  }
}

}  // namespace
}  // namespace pbc::policy
