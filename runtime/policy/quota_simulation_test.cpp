// SPDX-License-Identifier: Apache-2.0
//
// A quota against a simulated service that counts what arrives, in virtual time: processes that share the state and are
// started again, networks that delay and lose, clocks that differ and go back.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <queue>
#include <random>
#include <string>
#include <vector>

#include "policy/quota.h"

namespace pbc::policy {
namespace {

constexpr Micros kStart = 1'700'000'000 * kSecond;

struct World {
  QuotaRules rules;
  std::vector<std::int64_t> offsets{0, 0};  // what the process's clock shows more than true time
  Micros mean_delay = 0;                    // between sending and arrival, and between arrival and answer
  Micros service_offset = 0;                // what the service's clock shows more
  double lost = 0;                          // the part of the requests whose answer never comes
  double unsent = 0;                        // the part that fails to connect
  double idle = 0;                          // the part of the moments at which nobody has anything to send
  Micros flutter = 0;                       // a process's clock shows up to so much less now and then
  bool is_shared = false;                   // each call is a transaction of a store
  bool goes_back = false;  // now and then, by up to a minute, the clock that all look at: and stays there
  std::int64_t heaviest = 1;
  std::size_t requests = 0;
};

struct Arrival {
  Micros time;
  std::int64_t weight;
};

struct Answer {
  Micros time;
  std::size_t process;
  Token token;
  bool is_unsent;
  bool operator>(const Answer& other) const { return time > other.time; }
};

class Simulation {
 public:
  Simulation(const World& world, std::uint64_t seed)
      : world_(world), random_(seed), quota_(*Quota::make(world.rules, &error_)) {}

  /// The arrivals at the service, sorted; true time.
  std::vector<Arrival> run() {
    Micros now = kStart;
    while (sent_ < world_.requests) {
      while (!answers_.empty() && answers_.top().time <= now) receive();
      const std::size_t process = random_() % world_.offsets.size();
      if (chance(world_.idle)) {
        now += within(kMinute);
        continue;
      }
      const auto weight = static_cast<std::int64_t>(1 + random_() % static_cast<std::uint64_t>(world_.heaviest));
      const Take take = transaction().take(clock(process, now), weight);
      if (take.outcome == Take::Outcome::kTaken) {
        send(process, take.token, now);
        continue;
      }
      // Until a request completes, or the quota says so; by the clock of the process, whatever it shows.
      Micros next = std::max(now + 1, take.at - world_.offsets[process] + gone_back_);
      if (!answers_.empty()) next = std::min(next, std::max(now, answers_.top().time));
      now = next;
    }
    end_ = now;
    std::sort(arrivals_.begin(), arrivals_.end(), [](const Arrival& a, const Arrival& b) { return a.time < b.time; });
    return arrivals_;
  }

  Micros end() const { return end_; }

 private:
  bool chance(double part) { return part > 0 && std::uniform_real_distribution<>(0, 1)(random_) < part; }
  Micros within(Micros most) { return std::uniform_int_distribution<Micros>(0, most)(random_); }

  Micros clock(std::size_t process, Micros now) {
    if (world_.goes_back && chance(0.001)) gone_back_ += within(kMinute);
    return now + world_.offsets[process] - gone_back_ - (chance(0.1) ? within(world_.flutter) : 0);
  }

  /// The state goes through the store, as it does between processes and at a restart.
  Quota& transaction() {
    if (world_.is_shared || random_() % 64 == 0) {
      auto copy = quota_.from_text(quota_.to_text());
      EXPECT_TRUE(copy);
      if (copy) quota_ = *std::move(copy);
    }
    return quota_;
  }

  void send(std::size_t process, const Token& token, Micros now) {
    if (chance(world_.unsent)) {
      answers_.push({now + within(world_.mean_delay), process, token, true});
      return;
    }
    ++sent_;
    const Micros most = world_.rules.max_delay;
    if (chance(world_.lost)) {
      arrivals_.push_back({now + within(most), token.weight});
      return;
    }
    const Micros arrival = std::min(now + within(2 * world_.mean_delay), now + most);
    const Micros answer = std::min(arrival + within(2 * world_.mean_delay), now + most);
    arrivals_.push_back({arrival, token.weight});
    answers_.push({answer, process, token, false});
  }

  void receive() {
    const Answer answer = answers_.top();
    answers_.pop();
    // Which process completes a token does not matter.
    const std::size_t process = chance(0.1) ? random_() % world_.offsets.size() : answer.process;
    const Micros now = clock(process, answer.time);
    answer.is_unsent ? transaction().cancel(answer.token, now) : transaction().complete(answer.token, now);
  }

  World world_;
  std::mt19937_64 random_;
  std::string error_;
  Quota quota_;
  std::priority_queue<Answer, std::vector<Answer>, std::greater<>> answers_;
  std::vector<Arrival> arrivals_;
  std::size_t sent_ = 0;
  Micros end_ = 0;
  Micros gone_back_ = 0;
};

/// Of the arrivals in any interval of this length, its ends included, those that are too many.
std::int64_t excess_in_intervals(const std::vector<Arrival>& arrivals, Micros length, std::int64_t limit) {
  std::int64_t worst = 0, count = 0;
  for (std::size_t last = 0, first = 0; last < arrivals.size(); ++last) {
    count += arrivals[last].weight;
    for (; arrivals[first].time < arrivals[last].time - length; ++first) count -= arrivals[first].weight;
    worst = std::max(worst, count - limit);
  }
  return worst;
}

/// In the periods of a clock: period(time) names the one that a time is in.
template <class Period>
std::int64_t excess_in_periods(const std::vector<Arrival>& arrivals, std::int64_t limit, Period period) {
  std::int64_t worst = 0, count = 0, current = -1;
  for (const Arrival& arrival : arrivals) {
    const std::int64_t in = period(arrival.time);
    count = in == current ? count + arrival.weight : arrival.weight;
    current = in;
    worst = std::max(worst, count - limit);
  }
  return worst;
}

std::int64_t excess(const World& world, const Window& window, const std::vector<Arrival>& arrivals) {
  if (window.reset) {
    return excess_in_periods(arrivals, window.limit, [&](Micros time) {
      return floor_divide(time + world.service_offset - window.reset->time_of_day, kDay);
    });
  }
  std::int64_t worst = excess_in_intervals(arrivals, window.length, window.limit);
  for (const Micros phase : {Micros{0}, window.length / 3, window.length - 1})
    worst = std::max(worst, excess_in_periods(arrivals, window.limit,
                                              [&](Micros time) { return floor_divide(time + phase, window.length); }));
  return worst;
}

std::int64_t weight_of(const std::vector<Arrival>& arrivals) {
  std::int64_t result = 0;
  for (const Arrival& arrival : arrivals) result += arrival.weight;
  return result;
}

/// The part of what the windows allow in the long run that was used.
double part_used(const World& world, const std::vector<Arrival>& arrivals, Micros end) {
  double rate = 1e300;
  for (const Window& window : world.rules.windows)
    rate = std::min(rate, static_cast<double>(window.limit) / static_cast<double>(window.reset ? kDay : window.length));
  return static_cast<double>(weight_of(arrivals)) / (rate * static_cast<double>(end - kStart));
}

Window rolling(std::int64_t limit, Micros length) { return {limit, length, std::nullopt}; }

TEST(QuotaSimulation, NoServiceEverCountsTooMany) {
  std::size_t total = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    std::mt19937_64 random(seed);
    const auto within = [&](std::int64_t least, std::int64_t most) {
      return std::uniform_int_distribution<std::int64_t>(least, most)(random);
    };
    World world;
    world.rules.windows.push_back(rolling(within(1, 20), within(kSecond / 2, 20 * kSecond)));
    if (within(0, 2) > 0) world.rules.windows.push_back(rolling(within(10, 300), within(kMinute, 20 * kMinute)));
    if (within(0, 2) > 0)
      world.rules.windows.push_back(
          {within(50, 3000), 0, Reset{.time_of_day = within(0, 23) * kHour + within(0, kHour - 1)}});
    world.mean_delay = within(0, 3) == 0 ? within(0, 20 * kSecond) : within(0, kSecond);
    world.rules.max_delay = std::max<Micros>(within(kSecond, 30 * kSecond), world.mean_delay);
    if (seed % 3 == 1) {
      const Micros spread = within(kMillisecond, 5 * kSecond);
      world.rules.clock_spread = spread;
      world.offsets = {spread / 2, within(0, spread / 2), -spread / 4};
      world.flutter = spread / 4;
    } else if (seed % 3 == 2) {
      world.goes_back = true;
      if (world.rules.windows.back().reset) world.rules.windows.pop_back();  // by such a clock, nobody knows when it is
    }
    world.service_offset = within(-world.rules.reset_margin, world.rules.reset_margin);
    world.lost = static_cast<double>(within(0, 1) * within(0, 20)) / 100;
    world.unsent = static_cast<double>(within(0, 1) * within(0, 20)) / 100;
    world.idle = static_cast<double>(within(0, 1) * within(0, 20)) / 100;
    world.heaviest = 1;
    if (within(0, 2) == 0) {
      world.heaviest = within(1, 4);
      for (const Window& window : world.rules.windows) world.heaviest = std::min(world.heaviest, window.limit);
    }
    world.is_shared = seed % 20 == 0;
    world.requests = 12'000;
    const auto arrivals = Simulation(world, seed).run();
    total += arrivals.size();
    for (const Window& window : world.rules.windows)
      EXPECT_LE(excess(world, window, arrivals), 0) << "seed " << seed << ", limit " << window.limit;
  }
  EXPECT_GE(total, 700'000u);
}

TEST(QuotaSimulation, UsesWhatIsAllowedWhereDelaysAreShort) {
  std::size_t total = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    std::mt19937_64 random(seed);
    const auto within = [&](std::int64_t least, std::int64_t most) {
      return std::uniform_int_distribution<std::int64_t>(least, most)(random);
    };
    World world;
    const Micros length = within(kSecond, kMinute);
    const std::int64_t limit = within(1, 30);
    world.rules.windows.push_back(rolling(limit, length));
    if (seed % 3 != 0) world.rules.windows.push_back(rolling(limit * within(5, 15), length * within(10, 20)));
    if (seed % 5 == 0) world.rules.windows.push_back({within(500, 2000), 0, Reset{}});
    world.mean_delay = length / 200;
    world.rules.max_delay = std::max(10 * kSecond, length);
    world.requests = 12'000;
    Simulation simulation(world, seed);
    const auto arrivals = simulation.run();
    total += arrivals.size();
    for (const Window& window : world.rules.windows) EXPECT_LE(excess(world, window, arrivals), 0) << "seed " << seed;
    EXPECT_GE(part_used(world, arrivals, simulation.end()), 0.95) << "seed " << seed;
  }
  EXPECT_GE(total, 350'000u);
}

TEST(QuotaSimulation, UsesTheLimitsOfAPublicService) {
  World world;
  world.rules.windows = {rolling(4, kMinute), {500, 0, Reset{}}, {15'500, 0, Reset{.every = Reset::Every::kMonth}}};
  world.rules.max_delay = 30 * kSecond;
  world.mean_delay = kSecond / 4;
  world.requests = 15'000;
  Simulation simulation(world, 1);
  const auto arrivals = simulation.run();
  EXPECT_LE(excess_in_intervals(arrivals, kMinute, 4), 0);
  EXPECT_LE(excess_in_periods(arrivals, 500, [](Micros time) { return time / kDay; }), 0);
  EXPECT_GE(static_cast<double>(arrivals.size()), 0.95 * 500 * static_cast<double>(simulation.end() - kStart) / kDay);
}

}  // namespace
}  // namespace pbc::policy
