// SPDX-License-Identifier: Apache-2.0
#include "policy/sharded_cache.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace pbc::policy {
namespace {

TEST(ShardedCache, TakesAPowerOfTwoOfShards) {
  EXPECT_EQ(ShardedCache<int>({}, 0).shards(), 1u);
  EXPECT_EQ(ShardedCache<int>({}, 5).shards(), 8u);
  EXPECT_EQ(ShardedCache<int>({}, 16).shards(), 16u);
}

TEST(ShardedCache, FindsWhatWasInserted) {
  ShardedCache<int> cache({.bytes = 1 << 20});
  for (int i = 0; i < 100; ++i)
    EXPECT_TRUE(cache.insert(std::to_string(i), std::make_shared<const int>(i), 4, 100 + i, 0));
  for (int i = 0; i < 100; ++i) EXPECT_EQ(*cache.find(std::to_string(i), 0), i);
  EXPECT_FALSE(cache.find("0", 100));
  EXPECT_TRUE(cache.erase("1"));
  EXPECT_EQ(cache.statistics().entries, 98u);
  EXPECT_EQ(cache.statistics().hits, 100u);
  cache.clear();
  EXPECT_EQ(cache.statistics().entries, 0u);
}

TEST(ShardedCache, HoldsItsBoundsUnderManyThreads) {
  constexpr std::size_t kBytes = 64 << 10;
  ShardedCache<std::string> cache({.bytes = kBytes}, 4);
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int id = 0; id < 4; ++id) {
    threads.emplace_back([&cache, &wrong, id] {
      for (int step = 0; step < 20'000; ++step) {
        const std::string key = std::to_string((step / 2 * 7 + id) % 600);  // each twice in a row
        if (const auto found = cache.find(key, step)) {
          if (*found != key) ++wrong;
        } else {
          cache.insert(key, std::make_shared<const std::string>(key), 50, step + 1000, step);
        }
        if (step % 100 == 0 && cache.statistics().bytes > kBytes) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_GT(cache.statistics().hits, 0u);
}

}  // namespace
}  // namespace pbc::policy
