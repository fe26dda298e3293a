// SPDX-License-Identifier: Apache-2.0
//
// A Redis, and the cache in it, under many threads (shared_cache_test.cpp: the form of what it keeps).
#include "live/redis.h"

#include <gtest/gtest.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <thread>

#include "live/redis_server.h"
#include "live/service.h"
#include "live/shared_cache.h"

namespace pbc::live {
namespace {

RedisAddress address_of(const RedisServer& server) {
  RedisAddress address;
  address.path = server.path();
  return address;
}

Answer answer(int number) {
  return {true, std::to_string(number), std::string("[\0\0\0\0", 5), std::string("{\0\0\0\0", 5), "clean", now()};
}

/// A process that uses it; nothing happens until it runs.
class Process {
 public:
  explicit Process(const RedisServer& server) : redis(context_, address_of(server), [](const std::string&) {}) {}
  ~Process() {
    context_.stop();
    if (thread_.joinable()) thread_.join();
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  void run() {
    thread_ = std::thread([this] { context_.run(); });
  }

 private:
  boost::asio::io_context context_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{context_.get_executor()};
  std::thread thread_;

 public:
  Redis redis;
  SharedCache cache{redis};
};

TEST(Redis, WhatIsAskedMeanwhileGoesTogether) {
  const RedisServer server;
  if (!server.is_there()) GTEST_SKIP() << "there is no redis-server";
  constexpr int kCount = 1000;
  int found = 0;
  SharedCache::Statistics statistics;
  // Whom a busy machine made give up waiting tries again.
  for (int attempt = 0; attempt < 20 && (attempt == 0 || statistics.failures > 0); ++attempt) {
    Process process(server);
    SharedCache& cache = process.cache;
    for (int i = 0; i < kCount; i += 2) cache.put(std::to_string(i), answer(i), now() + policy::kHour, now());
    std::atomic<int> left = kCount;
    found = 0;
    for (int i = 0; i < kCount; ++i)
      cache.find(std::to_string(i), [&, i](const Kept& kept) {
        if (kept.answer) found += kept.answer->message == std::to_string(i) ? 1 : kCount;
        if (--left == 0) left.notify_one();
      });
    process.run();
    for (int now = left; now > 0; now = left) left.wait(now);
    statistics = cache.statistics();
  }
  EXPECT_EQ(statistics.failures, 0u);
  EXPECT_EQ(found, kCount / 2);
  // The first alone, since nothing was under way; 512 at most, and the rest.
  EXPECT_EQ(statistics.commands, kCount / 2 + 3u);
}

TEST(Redis, ManyThreadsAskOneThatComesAndGoes) {
  RedisServer server;
  if (!server.is_there()) GTEST_SKIP() << "there is no redis-server";
  Process process(server);
  Redis& redis = process.redis;
  SharedCache& cache = process.cache;
  process.run();
  constexpr int kThreads = 4;
  std::atomic<bool> is_over = false;
  std::atomic<int> asked = 0, told = 0, found = 0, wrong = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread)
    threads.emplace_back([&, thread] {
      for (int i = thread; !is_over; ++i) {
        const int number = i % 500;
        cache.put(std::to_string(number), answer(number), now() + policy::kHour, now());
        ++asked;
        cache.find(std::to_string(number), [&, number](const Kept& kept) {
          ++told;
          if (!kept.answer) return;
          ++found;
          wrong += kept.answer->message != std::to_string(number);
        });
        // They do not run away from it.
        while (asked - told > 2000) std::this_thread::sleep_for(std::chrono::microseconds(100));
      }
    });
  const auto pause = [](int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); };
  for (int i = 0; i < 3; ++i) {
    pause(300);
    const int before = found;
    EXPECT_GT(before, 0);
    server.stop();
    pause(200);
    EXPECT_FALSE(redis.is_prompt());
    server.start();
    for (int wait = 0; wait < 200 && found == before; ++wait) pause(20);
  }
  is_over = true;
  for (std::thread& thread : threads) thread.join();
  for (int wait = 0; wait < 200 && told != asked; ++wait) pause(20);
  EXPECT_EQ(told, asked);  // everybody, once
  EXPECT_EQ(wrong, 0);
  EXPECT_GE(redis.connections(), 3u);
  EXPECT_GT(redis.failures(), 0u);
}

TEST(Redis, SendsWhatASocketDoesNotTakeAtOnce) {
  const RedisServer server;
  if (!server.is_there()) GTEST_SKIP() << "there is no redis-server";
  Process process(server);
  Redis& redis = process.redis;
  process.run();
  constexpr int kCount = 8;
  constexpr std::size_t kSize = std::size_t{3} << 20;
  std::atomic<int> right = 0;
  std::atomic<int> left = kCount;
  for (int i = 0; i < kCount; ++i) {
    const std::string name = "large " + std::to_string(i);
    redis.send({"SET", name, std::string(kSize, static_cast<char>('a' + i))}, 10 * policy::kSecond, nullptr);
    redis.send({"GET", name}, 10 * policy::kSecond, [&, i](const Redis::Reply& reply) {
      right += text_of(reply.get()) == std::string(kSize, static_cast<char>('a' + i));
      if (--left == 0) left.notify_one();
    });
  }
  for (int now = left; now > 0; now = left) left.wait(now);
  EXPECT_EQ(right, kCount);
}

}  // namespace
}  // namespace pbc::live
