// SPDX-License-Identifier: Apache-2.0
#include "live/shared_cache.h"

#include <gtest/gtest.h>

#include <random>

#include "frozen/frozen.h"

namespace pbc::live {
namespace {

Answer answer() {
  frozen::Writer data;
  data.list(2);
  data.text("caf\xc3\xa9");
  data.number(0.5);
  frozen::Writer summary;
  summary.dict(1);
  summary.key("reports");
  summary.integer(-3);
  return {true, "found", data.take(), summary.take(), "malicious", 1'700'000'000'000'001};
}

TEST(SharedCache, PacksAndUnpacks) {
  const std::string bytes = pack("a key", answer(), 42);
  const std::optional<Kept> kept = unpack("a key", bytes);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->expires, 42);
  EXPECT_EQ(kept->answer->made, answer().made);
  EXPECT_EQ(kept->answer->success, true);
  EXPECT_EQ(kept->answer->verdict, "malicious");
  EXPECT_EQ(kept->answer->message, "found");
  EXPECT_EQ(kept->answer->data, answer().data);
  EXPECT_EQ(kept->answer->summary, answer().summary);
  EXPECT_FALSE(unpack("another key", bytes));
}

TEST(SharedCache, DamageIsAMiss) {
  const std::string good = pack("a key", answer(), 42);
  std::mt19937 random(1);
  for (std::size_t size = 0; size < good.size(); ++size) EXPECT_FALSE(unpack("a key", good.substr(0, size)));
  EXPECT_FALSE(unpack("a key", good + '\0'));
  for (int i = 0; i < 5000; ++i) {
    std::string bytes = good;
    bytes[random() % bytes.size()] ^= static_cast<char>(1U << (random() % 8));
    EXPECT_FALSE(unpack("a key", bytes));
  }
}

TEST(SharedCache, AnAnswerThatIsNoneIsAMiss) {
  Answer odd = answer();
  odd.data = "s";
  EXPECT_FALSE(unpack("k", pack("k", odd, 1)));
  odd = answer();
  odd.summary = odd.data;
  EXPECT_FALSE(unpack("k", pack("k", odd, 1)));
}

TEST(RedisAddress, Reads) {
  std::string error;
  std::optional<RedisAddress> address = parse_redis_address("redis://u:p%40%3A@[::1]:6380/2", &error);
  ASSERT_TRUE(address);
  EXPECT_EQ(address->host, "::1");
  EXPECT_EQ(address->port, 6380);
  EXPECT_EQ(address->user, "u");
  EXPECT_EQ(address->password, "p@:");
  EXPECT_EQ(address->database, 2);
  EXPECT_EQ(address->text(), "redis://[::1]:6380/2");
  address = parse_redis_address("redis://cache.example/", &error);
  ASSERT_TRUE(address);
  EXPECT_EQ(address->text(), "redis://cache.example:6379");
  address = parse_redis_address("unix:/run/redis.sock", &error);
  ASSERT_TRUE(address);
  EXPECT_EQ(address->path, "/run/redis.sock");
  EXPECT_EQ(error, "");
}

TEST(RedisAddress, Refuses) {
  for (const char* bad : {"", "redis:", "redis://", "redis://:x@", "redis://h:", "redis://h:0", "redis://h:65536",
                          "redis://h/-1", "redis://u@h", "redis://:%4@h", "redis://[::1", "rediss://h", "unix:"}) {
    std::string error;
    EXPECT_FALSE(parse_redis_address(bad, &error)) << bad;
    EXPECT_NE(error, "") << bad;
  }
}

}  // namespace
}  // namespace pbc::live
