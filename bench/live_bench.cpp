// SPDX-License-Identifier: Apache-2.0
//
// What an answer costs that somebody has asked for before: from the memory of the process, and from a Redis that is
// started for it, over TCP and over a unix socket. The latter takes turns with a bare GET of the same value by hiredis,
// so that whatever else the machine does disturbs both alike; `of_bare` is the ratio of the medians.
#include <benchmark/benchmark.h>
#include <hiredis/hiredis.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "live/frozen.h"
#include "live/gateway.h"
#include "live/redis_server.h"

namespace {

using namespace pbc::live;
using Clock = std::chrono::steady_clock;

constexpr int kIndicators = 1000;

/// By chance, of those that nothing else has as a rule.
int port() { return 20000 + getpid() % 10000; }

std::string parameter_of(int number) {
  return R"({"ip":"11.0.)" + std::to_string(number / 250) + "." + std::to_string(number % 250) + R"("})";
}

/// As large as answers of reputation services are, about 1 KB.
Answer answer() {
  FrozenWriter data;
  data.list(1);
  data.dict(20);
  for (int i = 0; i < 20; ++i) {
    data.key("attribute " + std::to_string(i));
    data.text("something that a service says of an address");
  }
  FrozenWriter summary;
  summary.dict(1);
  summary.key("reports_found");
  summary.integer(3);
  return {true, "Reports found: 3", data.take(), summary.take(), "malicious", now()};
}

enum class Way { kTcp, kUnix };

/// A gateway whose Redis knows all indicators.
struct World {
  RedisServer server{port()};
  std::unique_ptr<LiveGateway> gateway;
  redisContext* redis = nullptr;
  std::string scope;

  explicit World(std::size_t cache_bytes, Way way = Way::kTcp) {
    if (!server.is_there()) return;
    redis = way == Way::kTcp ? redisConnect("127.0.0.1", server.port()) : redisConnectUnix(server.path().c_str());
    if (redis == nullptr || redis->err != 0) return;
    setenv("ABUSEIPDB_API_KEY", "none", 1);
    std::string error;
    std::vector<FileProblem> problems;
    Config config = load_config("", load_connectors({}, &problems), &error);
    scope = std::ranges::find(config.assets, "abuseipdb", &AssetConfig::name)->scope;
    for (int i = 0; i < kIndicators; ++i) {
      const std::string name = name_in_redis(key_of(i));
      const std::string value = pack(key_of(i), answer(), now() + pbc::policy::kHour);
      freeReplyObject(redisCommand(redis, "SET %b %b", name.data(), name.size(), value.data(), value.size()));
    }
    config.cache_bytes = cache_bytes;
    if (way == Way::kUnix) config.redis.path = server.path();
    config.redis.host = "127.0.0.1";
    config.redis.port = static_cast<std::uint16_t>(server.port());
    gateway = std::make_unique<LiveGateway>(std::move(config), Options{}, &error);
    if (!error.empty()) gateway.reset();
  }
  ~World() {
    gateway.reset();
    if (redis != nullptr) redisFree(redis);
  }
  bool is_good() const { return gateway != nullptr; }
  std::string key_of(int number) const { return scope + "lookup ip\n" + parameter_of(number); }

  /// Asks, and waits for the answer as a thread does that has nothing else to do.
  Source ask(int number) {
    std::atomic<bool> is_there = false;
    Source source = Source::kNobody;
    gateway->ask({"abuseipdb", "lookup ip", parameter_of(number)}, [&](const Reply& reply) {
      source = reply.source;
      is_there.store(true);
      is_there.notify_one();
    });
    is_there.wait(false);
    return source;
  }
};

using Microseconds = std::vector<double>;

/// Adds what the step took; false where it came to nothing.
template <typename Step>
bool time(Step step, Microseconds* times) {
  const Clock::time_point begin = Clock::now();
  const bool is_good = step();
  times->push_back(std::chrono::duration<double, std::micro>(Clock::now() - begin).count());
  return is_good;
}

double percentile(Microseconds& times, std::size_t percent) {
  std::ranges::sort(times);
  return times[times.size() * percent / 100];
}

void process_hit(benchmark::State& state) {
  World world(std::size_t{64} << 20);
  if (!world.is_good()) return state.SkipWithError("there is no redis-server");
  for (int i = 0; i < kIndicators; ++i) world.ask(i);
  Microseconds times;
  int number = 0;
  for (auto _ : state) {
    if (!time([&] { return world.ask(number) == Source::kProcessCache; }, &times))
      return state.SkipWithError("it is not answered as it should be");
    number = (number + 1) % kIndicators;
  }
  state.counters["p50_us"] = percentile(times, 50);
  state.counters["p99_us"] = percentile(times, 99);
}

void redis_hit(benchmark::State& state, Way way) {
  World world(0, way);  // the process keeps nothing
  if (!world.is_good()) return state.SkipWithError("there is no redis-server");
  std::vector<std::string> names;
  for (int i = 0; i < kIndicators; ++i) names.push_back(name_in_redis(world.key_of(i)));
  const auto get = [&](const std::string& name) {
    auto* const reply = static_cast<redisReply*>(redisCommand(world.redis, "GET %b", name.data(), name.size()));
    const bool is_good = reply != nullptr && reply->type == REDIS_REPLY_STRING;
    freeReplyObject(reply);
    return is_good;
  };
  Microseconds times;
  Microseconds bare;
  int number = 0;
  for (auto _ : state) {
    if (!time([&] { return world.ask(number) == Source::kSharedCache; }, &times) ||
        !time([&] { return get(names[static_cast<std::size_t>(number)]); }, &bare))
      return state.SkipWithError("it is not answered as it should be");
    number = (number + 1) % kIndicators;
  }
  state.counters["p50_us"] = percentile(times, 50);
  state.counters["p99_us"] = percentile(times, 99);
  state.counters["bare_p50_us"] = percentile(bare, 50);
  state.counters["of_bare"] = percentile(times, 50) / percentile(bare, 50);
}

/// What a hundred threads or runs ask at the same time goes in one command; for each of them:
void redis_hit_of_100(benchmark::State& state) {
  World world(0);
  if (!world.is_good()) return state.SkipWithError("there is no redis-server");
  constexpr int kAtOnce = 100;
  for (auto _ : state) {
    std::atomic<int> left = kAtOnce;
    for (int i = 0; i < kAtOnce; ++i)
      world.gateway->ask({"abuseipdb", "lookup ip", parameter_of(i)}, [&](const Reply&) {
        if (--left == 0) left.notify_one();
      });
    for (int now = left; now > 0; now = left) left.wait(now);
  }
  state.SetItemsProcessed(state.iterations() * kAtOnce);
}

BENCHMARK(process_hit)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(redis_hit, tcp, Way::kTcp)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK_CAPTURE(redis_hit, unix, Way::kUnix)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(redis_hit_of_100)->Unit(benchmark::kMicrosecond)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
