// SPDX-License-Identifier: Apache-2.0
//
// Quotas that share a Redis, against simulated services that count what arrives: in real time, with stores of their own
// on threads of their own, as processes have them.
#include "live/quota_store.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <mutex>
#include <random>
#include <thread>

#include "live/redis.h"
#include "live/service.h"

namespace pbc::live {
namespace {

namespace asio = boost::asio;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

/// A redis-server that keeps nothing.
class Server {
 public:
  Server() {
    char name[] = "/tmp/pbc-redis-XXXXXX";
    folder_ = mkdtemp(name);
    start();
  }
  ~Server() {
    stop();
    std::filesystem::remove_all(folder_);
  }
  void start() {
    process_ = fork();
    if (process_ != 0) return;
    const std::string socket = path();
    execlp("redis-server", "redis-server", "--port", "0", "--unixsocket", socket.c_str(), "--save", "", "--dir",
           folder_.c_str(), "--logfile", "/dev/null", nullptr);
    _exit(127);
  }
  void stop() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  std::string path() const { return folder_ + "/redis.sock"; }
  bool is_there() const {
    for (int i = 0; i < 200 && !std::filesystem::exists(path()); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return std::filesystem::exists(path());
  }

 private:
  std::string folder_;
  pid_t process_ = -1;
};

/// A service that counts.
struct Counted {
  std::int64_t limit = 0;
  std::mutex mutex;
  std::vector<Micros> arrivals;

  /// Intervals of a second with too many.
  std::size_t violations() {
    std::ranges::sort(arrivals);
    std::size_t count = 0;
    const auto most = static_cast<std::size_t>(limit);
    for (std::size_t i = most; i < arrivals.size(); ++i) count += arrivals[i] - arrivals[i - most] <= policy::kSecond;
    return count;
  }
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

void fill(World& world, const Server& server, std::size_t services, Micros length) {
  world.address.path = server.path();
  world.length = length;
  std::mt19937_64 random(7);
  for (std::size_t i = 0; i < services; ++i) {
    world.services.push_back(std::make_unique<Counted>());
    world.services.back()->limit = std::uniform_int_distribution<std::int64_t>(5, 300)(random);
  }
}

TEST(RedisQuotaStore, ProcessesKeepLimitsTogether) {
  const Server server;
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
  Server server;
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
