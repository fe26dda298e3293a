// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/limits.h"

#include <gtest/gtest.h>

namespace pbc::plan {
namespace {

TEST(Wishes, ReadRates) {
  Wishes wishes;
  EXPECT_EQ(read_rate("10k/day", &wishes), "");
  EXPECT_EQ(text(*wishes.rate), "10000/day");
  EXPECT_EQ(read_rate("2M/month", &wishes), "");
  EXPECT_EQ(text(*wishes.rate), "2000000/month");
  EXPECT_EQ(read_rate("10_000/hour", &wishes), "");
  EXPECT_EQ(text(*wishes.rate), "10000/hour");
  EXPECT_EQ(read_rate("5", &wishes), "`5` is no rate: write it as 10000/day");
  EXPECT_EQ(read_rate("5/days", &wishes), "`5/days` is no rate: no unit is called `days`; did you mean `day`?");
  EXPECT_EQ(read_rate("5/fortnight", &wishes),
            "`5/fortnight` is no rate: no unit is called `fortnight`; there are second, minute, hour, day and month");
  for (const char* count : {"", "0", "-1", "1.5", "k", "1e3", "99999999999999999999", "_1"})
    EXPECT_NE(read_rate(std::string(count) + "/day", &wishes), "") << count;
}

TEST(Wishes, ReadWhatBelongsToAName) {
  Wishes wishes;
  EXPECT_EQ(read_per_event("get_1:action_result.data.*.a=b=7", &wishes), "") << "the last = counts";
  EXPECT_EQ(wishes.per_event.at("get_1:action_result.data.*.a=b"), 7u);
  EXPECT_NE(read_per_event("url", &wishes), "");
  EXPECT_NE(read_per_event("=3", &wishes), "");
  EXPECT_NE(read_per_event("url=some", &wishes), "");
  EXPECT_EQ(read_quota("Virus Total=1000/day", &wishes), "");
  EXPECT_EQ(read_quota("virus_total=10/minute", &wishes), "");
  EXPECT_EQ(wishes.quotas.at("virus_total").size(), 2u);
  EXPECT_EQ(read_max("quota", &wishes), "");
  EXPECT_TRUE(wishes.max_quota);
  EXPECT_EQ(read_max("12", &wishes), "");
  EXPECT_EQ(wishes.max, 12u);
  EXPECT_EQ(read_max("virustotal=5", &wishes), "");
  EXPECT_EQ(wishes.max_of.at("virustotal"), 5u);
  EXPECT_NE(read_max("quotas", &wishes), "");
}

/// One service that is asked for every url, with a quota.
Budget one_service(phantom::Quota quota) {
  Budget budget;
  budget.parts = {"p"};
  ServiceCost service;
  service.service = "s";
  service.calls = service.calls_when_failing =
      budget.counts.formula({Count::Of::kDifferent, {{Source::Kind::kArtifact, 0, "artifact:*.cef.requestURL"}}});
  service.quotas = {std::move(quota)};
  budget.services.push_back(std::move(service));
  return budget;
}

Fit fit(const std::string& rate, std::uint64_t urls, phantom::Quota quota) {
  Wishes wishes;
  EXPECT_EQ(read_rate(rate, &wishes), "");
  wishes.per_event["url"] = urls;
  return fits(one_service(std::move(quota)), wishes).front().windows.front();
}

using Per = phantom::Quota::Per;

TEST(Fits, CountsTheRequestsOfEachWindow) {
  EXPECT_EQ(fit("10000/day", 3, {500, Per::kDay, "", ""}).requests, 30000u);
  EXPECT_EQ(fit("10000/day", 3, {500, Per::kMonth, "", ""}).requests, 930000u) << "of the longest month";
  EXPECT_EQ(fit("10000/day", 3, {500, Per::kMinute, "", ""}).requests, 21u) << "20.8, rounded up";
  EXPECT_EQ(fit("28000/month", 1, {500, Per::kDay, "", ""}).requests, 1000u) << "of the shortest month";
  EXPECT_EQ(fit("1/second", 1, {500, Per::kHour, "", ""}).requests, 3600u);
}

TEST(Fits, TellsTheHitRateThatACacheWouldNeed) {
  EXPECT_TRUE(fit("500/day", 1, {500, Per::kDay, "", ""}).fits) << "just so";
  EXPECT_EQ(fit("500/day", 1, {500, Per::kDay, "", ""}).hit_rate, "");
  EXPECT_FALSE(fit("501/day", 1, {500, Per::kDay, "", ""}).fits);
  EXPECT_EQ(fit("501/day", 1, {500, Per::kDay, "", ""}).hit_rate, "1 %") << "rounded up";
  EXPECT_EQ(fit("1000/day", 1, {500, Per::kDay, "", ""}).hit_rate, "50 %");
  EXPECT_EQ(fit("10000/day", 3, {500, Per::kDay, "", ""}).hit_rate, "99 %");
  EXPECT_EQ(fit("100000/day", 10, {500, Per::kDay, "", ""}).hit_rate, "99.95 %") << "never 100";
  EXPECT_TRUE(fit("1/day", 5, {4, Per::kMinute, "", ""}).event_has_to_wait);
}

TEST(Breaches, AreTold) {
  Wishes wishes;
  ASSERT_EQ(read_max("s=2", &wishes), "");
  Budget budget = one_service({500, Per::kDay, "", ""});
  std::vector<Breach> found = breaches(budget, wishes);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found.front().is_unknown);
  EXPECT_EQ(found.front().help, "say --per-event url=N");
  wishes.per_event["requestURL"] = 2;
  EXPECT_TRUE(breaches(budget, wishes).empty()) << "by the field";
  wishes.per_event["requestURL"] = 3;
  found = breaches(budget, wishes);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_FALSE(found.front().is_unknown);
  wishes.per_event["url"] = 1;
  EXPECT_TRUE(breaches(budget, wishes).empty()) << "no more than there are of the kind";
  budget.not_counted.push_back("p.py:1: playbook `x` was not found");
  ASSERT_EQ(breaches(budget, wishes).size(), 1u) << "nothing is proven then";
  EXPECT_TRUE(breaches(budget, wishes).front().is_unknown);
  budget.not_counted.clear();
  ServiceCost any;
  any.service = "computed asset";
  any.is_any = true;
  any.calls = Formula::number(2);
  budget.services.push_back(any);
  EXPECT_EQ(breaches(budget, wishes).size(), 1u) << "they may go there too";
}

}  // namespace
}  // namespace pbc::plan
