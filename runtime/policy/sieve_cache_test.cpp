// SPDX-License-Identifier: Apache-2.0
#include "policy/sieve_cache.h"

#include <gtest/gtest.h>

#include <deque>
#include <optional>
#include <random>
#include <string>

namespace pbc::policy {
namespace {

using Cache = SieveCache<int>;

constexpr std::size_t kKey = 1;  // the length of most keys here
constexpr std::size_t kOne = Cache::kOverhead + kKey + 10;

bool put(Cache& cache, std::string_view key, int value, Micros expires = 100, Micros now = 0) {
  return cache.insert(key, std::make_shared<const int>(value), 10, expires, now);
}
int get(Cache& cache, std::string_view key, Micros now = 0) {
  const auto found = cache.find(key, now);
  return found ? *found : -1;
}

TEST(SieveCache, FindsWhatWasInserted) {
  Cache cache({.bytes = 10 * kOne});
  EXPECT_EQ(get(cache, "a"), -1);
  EXPECT_TRUE(put(cache, "a", 1));
  EXPECT_TRUE(put(cache, "b", 2));
  EXPECT_EQ(get(cache, "a"), 1);
  EXPECT_TRUE(put(cache, "a", 3));
  EXPECT_EQ(get(cache, "a"), 3);
  EXPECT_TRUE(cache.erase("a"));
  EXPECT_FALSE(cache.erase("a"));
  EXPECT_EQ(get(cache, "a"), -1);
  const CacheStatistics statistics = cache.statistics();
  EXPECT_EQ(statistics.entries, 1u);
  EXPECT_EQ(statistics.bytes, kOne);
  EXPECT_EQ(statistics.hits, 2u);
  EXPECT_EQ(statistics.misses, 2u);
  cache.clear();
  EXPECT_EQ(get(cache, "b"), -1);
  EXPECT_EQ(cache.statistics().bytes, 0u);
}

TEST(SieveCache, DropsWhatIsTooOld) {
  Cache cache({.bytes = 10 * kOne});
  put(cache, "a", 1, 50);
  EXPECT_EQ(get(cache, "a", 49), 1);
  EXPECT_EQ(get(cache, "a", 50), -1);
  EXPECT_EQ(cache.statistics().entries, 0u);
  EXPECT_EQ(cache.statistics().expirations, 1u);
  EXPECT_FALSE(put(cache, "b", 1, 50, 50));
}

TEST(SieveCache, EvictsTheOldestThatWasNotLookedUp) {
  Cache cache({.bytes = 3 * kOne});
  put(cache, "a", 1);
  put(cache, "b", 2);
  put(cache, "c", 3);
  get(cache, "a");
  put(cache, "d", 4);  // the hand spares a once, takes b and stands at c
  EXPECT_EQ(get(cache, "b"), -1);
  put(cache, "e", 5);
  EXPECT_EQ(get(cache, "c"), -1);
  put(cache, "f", 6);
  EXPECT_EQ(get(cache, "d"), -1);
  EXPECT_EQ(get(cache, "a"), 1);
  EXPECT_EQ(cache.statistics().evictions, 3u);
}

TEST(SieveCache, EvictsWhatIsTooOldThoughItWasLookedUp) {
  Cache cache({.bytes = 2 * kOne});
  put(cache, "a", 1, 10);
  put(cache, "b", 2, 100);
  get(cache, "a");
  put(cache, "c", 3, 100, 20);
  EXPECT_EQ(get(cache, "b", 20), 2);
  EXPECT_EQ(cache.statistics().evictions, 0u);
  EXPECT_EQ(cache.statistics().expirations, 1u);
}

TEST(SieveCache, HoldsItsBounds) {
  Cache cache({.bytes = 100 * kOne, .entries = 2});
  for (const char* key : {"a", "b", "c"}) put(cache, key, 1);
  EXPECT_EQ(cache.statistics().entries, 2u);
  const auto value = std::make_shared<const int>(1);
  EXPECT_FALSE(cache.insert("c", value, 100 * kOne, 100, 0));
  EXPECT_FALSE(cache.insert("c", value, std::numeric_limits<std::size_t>::max(), 100, 0));
  EXPECT_EQ(get(cache, "c"), -1);  // what it was before is wrong now
  EXPECT_TRUE(cache.insert("c", value, 100 * kOne - Cache::kOverhead - kKey, 100, 0));
  EXPECT_EQ(cache.statistics().entries, 1u);
  Cache none({.bytes = kOne, .entries = 0});
  EXPECT_FALSE(put(none, "a", 1));
}

TEST(SieveCache, LeavesValuesToThoseWhoFoundThem) {
  Cache cache({.bytes = kOne});
  put(cache, "a", 1);
  const auto value = cache.find("a", 0);
  put(cache, "b", 2);
  EXPECT_EQ(*value, 1);
}

/// The same rules over a plain list.
class Model {
 public:
  explicit Model(CacheLimits limits) : limits_(limits) {}

  std::optional<int> find(const std::string& key, Micros now) {
    const std::size_t at = place(key);
    if (at == entries_.size()) return std::nullopt;
    if (entries_[at].expires <= now) {
      remove(at);
      return std::nullopt;
    }
    entries_[at].was_visited = true;
    return entries_[at].value;
  }
  void insert(const std::string& key, int value, std::size_t bytes, Micros expires, Micros now) {
    erase(key);
    bytes += key.size() + Cache::kOverhead;
    if (bytes > limits_.bytes || expires <= now) return;
    while (bytes_ + bytes > limits_.bytes || entries_.size() >= limits_.entries) {
      if (hand_ == entries_.size()) hand_ = 0;
      Entry& entry = entries_[hand_];
      if (entry.was_visited && entry.expires > now) {
        entry.was_visited = false;
        ++hand_;
      } else {
        remove(hand_);
      }
    }
    entries_.push_back({key, value, bytes, expires, false});
    bytes_ += bytes;
    // A hand that had passed the newest entry begins again at the oldest, not here.
    if (hand_ == entries_.size() - 1) hand_ = 0;
  }
  void erase(const std::string& key) {
    if (const std::size_t at = place(key); at < entries_.size()) remove(at);
  }
  std::size_t bytes() const { return bytes_; }
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::string key;
    int value;
    std::size_t bytes;
    Micros expires;
    bool was_visited;
  };

  std::size_t place(const std::string& key) const {
    std::size_t at = 0;
    while (at < entries_.size() && entries_[at].key != key) ++at;
    return at;
  }
  void remove(std::size_t at) {
    bytes_ -= entries_[at].bytes;
    entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(at));
    if (at < hand_) --hand_;
  }

  CacheLimits limits_;
  std::deque<Entry> entries_;
  std::size_t hand_ = 0;
  std::size_t bytes_ = 0;
};

TEST(SieveCache, AgreesWithASimpleModel) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    std::mt19937 random(seed);
    const CacheLimits limits{.bytes = (5 + random() % 30) * kOne, .entries = seed % 2 == 0 ? 7 : std::size_t{1000}};
    Cache cache(limits);
    Model model(limits);
    Micros now = 0;
    for (int step = 0; step < 20'000; ++step) {
      now += static_cast<Micros>(random() % 3);
      // Some keys are asked for often, most seldom.
      const std::string key = std::to_string(random() % (random() % 2 == 0 ? 10 : 80));
      const unsigned kind = random() % 10;
      if (kind < 6) {
        const auto found = cache.find(key, now);
        const auto expected = model.find(key, now);
        ASSERT_EQ(found ? std::optional(*found) : std::nullopt, expected) << "seed " << seed << ", step " << step;
      } else if (kind < 9) {
        const std::size_t bytes = random() % 20 == 0 ? random() % (40 * kOne) : random() % 200;
        const Micros expires = now + static_cast<Micros>(random() % 200);
        cache.insert(key, std::make_shared<const int>(step), bytes, expires, now);
        model.insert(key, step, bytes, expires, now);
      } else {
        cache.erase(key);
        model.erase(key);
      }
      ASSERT_EQ(cache.statistics().bytes, model.bytes()) << "seed " << seed << ", step " << step;
      ASSERT_EQ(cache.statistics().entries, model.size());
    }
    EXPECT_GT(cache.statistics().evictions, 1000u);
  }
}

}  // namespace
}  // namespace pbc::policy
