// SPDX-License-Identifier: Apache-2.0
//
// Quotas that share a Redis, against simulated services that count what arrives: in real time, with stores of their own
// on threads of their own, as processes have them.
#include "live/quota_store.h"

#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <mutex>
#include <random>
#include <thread>

#include "live/arrivals.h"
#include "live/redis.h"
#include "live/redis_server.h"
#include "live/service.h"

namespace pbc::live {
namespace {

namespace asio = boost::asio;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

/// A service that counts.
struct Counted {
  std::int64_t limit = 0;
  std::mutex mutex;
  std::vector<Micros> arrivals;

  std::size_t violations() const { return too_many_in_intervals(arrivals, limit, policy::kSecond); }
};

struct World {
  std::vector<std::unique_ptr<Counted>> services;
  Micros length = 0;
  RedisAddress address;
  std::atomic<std::size_t> requests = 0;
};

asio::awaitable<void> rest(asio::io_context& context, Micros time) {
  asio::steady_timer timer(context, std::chrono::microseconds(time));
  co_await timer.async_wait(kAwait);
}

/// One request after the other, until the time is over.
asio::awaitable<void> client(asio::io_context& context, World& world, std::size_t index, Service& service,
                             std::mt19937_64& random, Micros end) {
  Counted& counted = *world.services[index];
  const auto within = [&](Micros most) { return std::uniform_int_distribution<Micros>(0, most)(random); };
  while (now() < end) {
    const Service::Admission admission = co_await service.admit(policy::Priority::kInteractive, end);
    if (!admission.token) break;
    const Micros kind = within(99);
    if (kind >= 3) {
      co_await rest(context, within(10'000));
      ++world.requests;
      {
        const std::lock_guard lock(counted.mutex);
        counted.arrivals.push_back(now());
      }
      co_await rest(context, within(10'000));
    }
    // Some never reach the service, of some the answer is lost.
    co_await service.leave(*admission.token, kind < 3    ? Service::End::kUnsent
                                             : kind == 3 ? Service::End::kUnknown
                                                         : Service::End::kAnswered);
  }
}

/// What a process does.
void process(World& world, std::uint64_t seed) {
  asio::io_context context;
  Redis redis(context, world.address, [](const std::string&) {});
  const std::unique_ptr<QuotaStore> store = redis_quota_store(context, redis);
  std::mt19937_64 random(seed);
  std::vector<std::unique_ptr<Service>> services;
  const Micros end = now() + world.length;
  Connection connection;
  connection.timeouts.total = 2 * policy::kSecond;
  std::string error;
  for (std::size_t i = 0; i < world.services.size(); ++i) {
    services.push_back(std::make_unique<Service>(
        context, *store, "service", std::to_string(i),
        std::vector<QuotaRule>{{world.services[i]->limit, "second", "", ""}, {10'000'000, "hour", "", ""}}, connection,
        &error));
    for (int n = 0; n < 20; ++n)
      asio::co_spawn(context, client(context, world, i, *services.back(), random, end), asio::detached);
  }
  context.run_for(std::chrono::microseconds(world.length + 2 * policy::kSecond));
}

std::size_t run(World& world, std::size_t processes, const std::function<void()>& meanwhile = nullptr) {
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < processes; ++i) threads.emplace_back([&world, i] { process(world, i + 1); });
  if (meanwhile) meanwhile();
  for (std::thread& thread : threads) thread.join();
  std::size_t violations = 0;
  for (const auto& service : world.services) violations += service->violations();
  return violations;
}

void fill(World& world, const RedisServer& server, std::size_t services, Micros length) {
  world.address.path = server.path();
  world.length = length;
  std::mt19937_64 random(7);
  for (std::size_t i = 0; i < services; ++i) {
    world.services.push_back(std::make_unique<Counted>());
    world.services.back()->limit = std::uniform_int_distribution<std::int64_t>(5, 300)(random);
  }
}

TEST(RedisQuotaStore, ProcessesKeepLimitsTogether) {
  const RedisServer server;
  if (!server.is_there()) GTEST_SKIP() << "there is no redis-server";
  World shared;
  fill(shared, server, 12, 6 * policy::kSecond);
  EXPECT_EQ(run(shared, 3), 0u);
  std::int64_t rate = 0;
  for (const auto& service : shared.services) rate += service->limit;
  // The first instant gives a whole window more.
  const double part = static_cast<double>(shared.requests) / static_cast<double>(7 * rate);
  RecordProperty("requests", std::to_string(shared.requests));
  std::printf("%zu requests, %.0f %% of what is allowed\n", shared.requests.load(), 100 * part);
  EXPECT_GE(shared.requests, 1000u);
}

TEST(RedisQuotaStore, ProcessesKeepLimitsWhereTheRedisGoes) {
  RedisServer server;
  if (!server.is_there()) GTEST_SKIP() << "there is no redis-server";
  World shared;
  fill(shared, server, 6, 12 * policy::kSecond);
  const auto disturb = [&] {
    // For a moment, and for longer than nothing is taken at all.
    for (const int away : {300, 5000}) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1500));
      server.stop();
      std::this_thread::sleep_for(std::chrono::milliseconds(away));
      server.start();
    }
  };
  EXPECT_EQ(run(shared, 2, disturb), 0u);
  std::printf("%zu requests\n", shared.requests.load());
  EXPECT_GE(shared.requests, 500u);
}

}  // namespace
}  // namespace pbc::live
