// SPDX-License-Identifier: Apache-2.0
//
// What a server has done: for its metrics, its dashboard and who asks for figures (docs/triage.md, Figures).
#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <array>
#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "live/durations.h"
#include "live/fields.h"
#include "live/figures.h"
#include "serve/serve.h"

namespace pbc::serve {

using live::OrderedJson;

/// What is so now, of those who know it.
struct Now {
  bool is_live = false;
  bool is_closed = false;
  std::size_t waiting = 0, under_way = 0, queue = 0, jobs = 0;
  std::size_t connections = 0;
  std::uint64_t turned_away = 0;
};

/// Any thread may call it.
class Statistics {
 public:
  Statistics();

  /// A request over HTTP was answered. `route` is one of the server's own, never what a client wrote.
  void answered(const std::string& method, const std::string& route, int status, Micros duration);
  /// An analysis began, after it had waited.
  void began(Micros waited);
  /// It ended. `job` is the id of its job; empty: it has none. `work`: of its duration, since it began; 0: it never
  /// did.
  void ended(const Done& done, const std::string& job, Micros duration, Micros work);
  /// There was no room for one.
  void refused();

  /// In how many seconds those that wait will have begun, as far as the last ones tell: what Retry-After says.
  int patience(std::size_t waiting, std::size_t places) const;

  std::string playbooks() const;
  /// The sections of a live run's report (docs/live.md, Report), of what this process has counted itself.
  OrderedJson performance() const;
  /// What the requests caches of the mails themselves have saved, which no gateway sees.
  OrderedJson run_cache() const;
  /// What the dashboard shows. `performance` has the sections.
  std::string dashboard(const Now& now, const OrderedJson& performance) const;
  /// In Prometheus's text format; with figures of the process where nobody else tells them.
  std::string page(const Now& now) const;

 private:
  struct OfPlaybook {
    std::uint64_t runs = 0, not_applicable = 0, succeeded = 0, failed = 0, actions = 0, findings = 0;
    std::unique_ptr<live::Durations> durations = std::make_unique<live::Durations>();
  };
  struct OfService {
    std::uint64_t answered = 0, failed = 0;
    std::map<std::string, std::uint64_t> lookups;  // by component
    std::array<std::uint64_t, live::kSourceNames.size()> by_source{};
    std::unique_ptr<live::Durations> durations = std::make_unique<live::Durations>();
  };
  /// A line of the dashboard.
  struct Last {
    std::int64_t time = 0;                 // since 1970, in seconds
    std::string name, level, reason, job;  // level: `failed` where there is no verdict
    std::optional<double> score;
    Micros duration = 0;
  };
  using Counters = prometheus::Family<prometheus::Counter>;
  using Histograms = prometheus::Family<prometheus::Histogram>;

  void remember(const std::string& name, const std::string& level, const std::string& reason,
                std::optional<double> score, const std::string& job, Micros duration);
  void count_run(const triage::Facts& facts);
  void count_playbooks(const Done& done);
  void count_calls(const triage::Facts& facts);
  void count_second();
  OrderedJson cache() const;

  prometheus::Registry registry_;
  Counters *requests_, *verdicts_, *failures_, *refused_;
  Histograms *request_duration_, *duration_, *wait_;
  prometheus::Counter* refusals_;
  prometheus::Histogram *durations_histogram_, *waits_;
  live::Durations durations_, run_durations_, request_durations_of_services_;
  mutable std::mutex mutex_;  // of what follows
  std::map<std::string, prometheus::Counter*> by_request_, by_level_, by_failure_;
  std::map<std::string, prometheus::Histogram*> by_route_;
  std::map<std::string, OfPlaybook> playbooks_;
  std::map<std::string, OfService> services_;
  std::map<std::string, std::uint64_t> levels_;
  std::uint64_t reports_ = 0, failed_ = 0, sent_ = 0, run_hits_ = 0, run_lookups_ = 0, batches_ = 0, batched_ = 0;
  std::uint64_t runs_succeeded_ = 0, runs_failed_ = 0;
  double work_ = 0;  // microseconds from beginning to end: a mean in which the newest count most; 0: none has ended
  std::deque<Last> last_;                    // the newest first
  std::array<std::uint32_t, 64> seconds_{};  // analyses in each of the last ones, by time modulo their number
  std::int64_t second_ = 0;                  // since the beginning, of the newest one
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace pbc::serve
