// SPDX-License-Identifier: Apache-2.0
//
// What a process has asked and been told, as Prometheus reads it and as the report has it (docs/live.md). Labels name
// services, actions and kinds, never an indicator.
#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "live/config.h"
#include "live/durations.h"
#include "live/figures.h"
#include "live/live.h"
#include "live/shared_cache.h"
#include "policy/breaker.h"
#include "policy/failure.h"
#include "policy/quota.h"
#include "policy/sieve_cache.h"

namespace pbc::live {

/// What is so now, of those who know it.
struct Snapshot {
  struct OfService {
    std::string service;
    std::size_t waiting = 0, under_way = 0;
    policy::Breaker::State breaker = policy::Breaker::State::kClosed;
    std::uint64_t openings = 0;
    std::vector<policy::Room> rooms;  // of each window, of each account
  };
  std::vector<OfService> services;
  policy::CacheStatistics cache;
  std::size_t cache_limit = 0;
  bool has_redis = false;
  bool is_redis_up = false;
  std::uint64_t redis_connections = 0, redis_failures = 0;
  SharedCache::Statistics redis;
};

/// Any thread may call it.
class Metrics {
 public:
  explicit Metrics(const Config& config);

  /// A look-up was answered.
  void looked_up(const Action& action, Source source);
  /// An action that was made, from the beginning to its answer.
  void performed(const Action& action, Micros duration, std::size_t calls);
  /// A request came back, or failed.
  void requested(const std::string& service, std::optional<policy::Failure> failure, Micros duration);
  void waited(const std::string& service, Micros duration);
  void retried(const std::string& service, policy::Failure reason);
  void withheld(Effect effect);
  void ran(bool success, Micros duration);

  /// In Prometheus's text format.
  std::string page(const Snapshot& now) const;
  /// JSON (docs/live.md, Report).
  std::string report(const Snapshot& now) const;

 private:
  static constexpr std::size_t kSources = kSourceNames.size();
  struct OfAction {
    std::string service, action, type;
    std::array<prometheus::Counter*, kSources> lookups{};
    Durations durations;  // of those that asked the service
  };
  struct OfService {
    prometheus::Histogram* duration = nullptr;
    prometheus::Histogram* wait = nullptr;
    std::map<std::string, prometheus::Counter*> outcomes, retries;
    Durations durations, waits;
  };
  OfService& service(const std::string& name);
  OrderedJson cache_performance(const Snapshot& now) const;
  OrderedJson services(const Snapshot& now) const;
  OrderedJson quotas(const Snapshot& now) const;

  prometheus::Registry registry_;
  prometheus::Family<prometheus::Counter>*requests_, *lookups_, *retries_, *withheld_, *runs_;
  prometheus::Family<prometheus::Histogram>*request_duration_, *wait_, *run_duration_;
  prometheus::Histogram* run_;
  std::unordered_map<const Action*, std::unique_ptr<OfAction>> actions_;  // made at the beginning
  mutable std::mutex mutex_;                                              // of services_
  std::map<std::string, std::unique_ptr<OfService>> services_;
  Durations runs_durations_, all_requests_;
  std::array<prometheus::Counter*, 2> by_status_{};
  std::atomic<std::uint64_t> batches_ = 0, batched_ = 0;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace pbc::live
