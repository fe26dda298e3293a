// SPDX-License-Identifier: Apache-2.0
#include "policy/batcher.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

namespace pbc::policy {
namespace {

using Texts = std::vector<std::string>;

constexpr Micros kStart = 1'700'000'000 * kSecond;
constexpr Micros kWindow = 5 * kMillisecond;

TEST(Batcher, WaitsForOthersAsLongAsTheWindow) {
  Batcher<std::string> batcher({.size = 10});
  EXPECT_FALSE(batcher.due(kStart));
  batcher.add("domains", "a.example", kStart);
  batcher.add("domains", "b.example", kStart + kWindow - 1);
  EXPECT_EQ(batcher.due(kStart), kStart + kWindow);
  EXPECT_FALSE(batcher.take_ready(kStart + kWindow - 1));
  const auto batch = batcher.take_ready(kStart + kWindow);
  ASSERT_TRUE(batch);
  EXPECT_EQ(batch->key, "domains");
  EXPECT_EQ(batch->items, (Texts{"a.example", "b.example"}));
  EXPECT_EQ(batcher.size(), 0u);
  EXPECT_FALSE(batcher.due(kStart + kHour));
}

TEST(Batcher, GoesWhenItIsFull) {
  Batcher<int> batcher({.size = 2});
  batcher.add("k", 1, kStart);
  batcher.add("k", 1, kStart);  // no different item
  EXPECT_FALSE(batcher.take_ready(kStart));
  batcher.add("k", 2, kStart);
  EXPECT_EQ(batcher.due(kStart), kStart);
  const auto next = batcher.add("k", 3, kStart);
  const auto batch = batcher.take_ready(kStart);
  ASSERT_TRUE(batch);
  EXPECT_EQ(batch->items, (std::vector{1, 2}));
  EXPECT_NE(batch->id, next.batch);
  EXPECT_FALSE(batcher.take_ready(kStart));
  EXPECT_EQ(batcher.take_ready(kStart + kWindow)->items, std::vector{3});
}

TEST(Batcher, SendsAloneWhereTheServiceHasNoBatches) {
  for (const std::size_t size : {0, 1}) {
    Batcher<int> batcher({.size = size});
    batcher.add("k", 1, kStart);
    batcher.add("k", 1, kStart);
    EXPECT_EQ(batcher.take_ready(kStart)->items, std::vector{1});
    EXPECT_EQ(batcher.take_ready(kStart)->items, std::vector{1});
  }
}

TEST(Batcher, GivesEachWhatItAskedForInOrder) {
  Batcher<std::string> batcher({.size = 10});
  std::vector<Batcher<std::string>::Ticket> tickets;
  for (const char* item : {"b", "a", "b", "c", "a", "b"}) tickets.push_back(batcher.add("k", item, kStart));
  const auto batch = batcher.take_ready(kStart + kWindow);
  ASSERT_TRUE(batch);
  EXPECT_EQ(batch->items, (Texts{"b", "a", "c"}));
  const auto results = batch->spread(Texts{"B", "A", "C"});
  EXPECT_EQ(results, (Texts{"B", "A", "B", "C", "A", "B"}));
  for (std::size_t i = 0; i < tickets.size(); ++i) EXPECT_EQ(tickets[i], (Batcher<std::string>::Ticket{batch->id, i}));
}

TEST(Batcher, KeepsKeysApart) {
  Batcher<int> batcher({.size = 2});
  batcher.add("one", 1, kStart);
  batcher.add("other", 1, kStart + 1);
  batcher.add("other", 2, kStart + 2);
  EXPECT_EQ(batcher.take_ready(kStart + 2)->key, "other");
  EXPECT_EQ(batcher.size(), 1u);
  EXPECT_EQ(batcher.take_any()->key, "one");
  EXPECT_FALSE(batcher.take_any());
}

TEST(Batcher, WaitsNoLongerWhenTheClockGoesBack) {
  Batcher<int> batcher({.size = 9});
  batcher.add("one", 1, kStart);
  batcher.add("other", 1, kStart - kHour);
  EXPECT_EQ(batcher.take_ready(kStart + kWindow)->key, "one");
  EXPECT_EQ(batcher.take_ready(kStart + kWindow)->key, "other");
}

TEST(Batcher, LosesNothing) {
  std::mt19937 random(1);
  Batcher<unsigned> batcher({.size = 7});
  std::map<std::uint64_t, std::vector<unsigned>> asked;
  std::size_t answered = 0;
  constexpr std::size_t kItems = 20'000;
  Micros now = kStart;
  const auto check = [&](const Batcher<unsigned>::Batch& batch) {
    ASSERT_LE(batch.items.size(), 7u);
    ASSERT_EQ(batch.spread(batch.items), asked[batch.id]);
    answered += batch.order.size();
  };
  for (std::size_t i = 0; i < kItems; ++i) {
    now += static_cast<Micros>(random() % kMillisecond);
    const unsigned item = random() % 12;
    const auto ticket = batcher.add(std::to_string(random() % 4), item, now);
    ASSERT_EQ(ticket.position, asked[ticket.batch].size());
    asked[ticket.batch].push_back(item);
    while (const auto batch = batcher.take_ready(now)) check(*batch);
    if (const auto due = batcher.due(now)) {
      ASSERT_GT(*due, now);
    }
  }
  while (const auto batch = batcher.take_any()) check(*batch);
  EXPECT_EQ(answered, kItems);
}

}  // namespace
}  // namespace pbc::policy
