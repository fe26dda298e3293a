// SPDX-License-Identifier: Apache-2.0
//
// The outside, as one process sees it: caches are asked on the caller's thread; services on a thread of the gateway's
// own, on which everything else happens.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "live/caller.h"
#include "live/computed.h"
#include "live/live.h"
#include "live/log.h"
#include "live/metrics.h"
#include "live/metrics_server.h"
#include "live/redis.h"
#include "live/shared_cache.h"
#include "policy/batcher.h"
#include "policy/sharded_cache.h"
#include "policy/single_flight.h"

namespace pbc::live {

class LiveGateway final : public Gateway {
 public:
  LiveGateway(Config config, const Options& options, std::string* error);
  /// What is under way is given up; nobody is told.
  ~LiveGateway() override;

  const std::vector<Asset>& assets() const override { return assets_; }
  std::vector<std::string> assets_for(std::string_view action) const override;
  void ask(Question question, std::function<void(Reply)> deliver) override;
  void fetch(WebRequest request, std::function<void(WebAnswer)> deliver) override;
  std::string redacted(std::string text) const override;
  void ran(bool success, Micros duration) override;
  std::string report() const override;
  std::string metrics() const override;

 private:
  using Deliver = std::function<void(Reply)>;
  /// A call on its way to a service.
  struct Asked {
    const AssetConfig* asset = nullptr;
    const Action* action = nullptr;
    std::string parameter;  // JSON, keys in order
    Files files;            // that it sends
    std::string key;        // of its answer in caches; empty: nobody shares it
    Deliver deliver;
  };
  using Batcher = policy::Batcher<std::string>;

  const AssetConfig* find_asset(std::string_view name) const;
  /// Of those who ask the same, one goes on to the other caches and to the service.
  void ask_caches(Asked asked);
  /// Has the gateway's thread ask; what comes meanwhile goes together.
  void put_in_inbox(Asked asked);
  void take_inbox();
  void ask_service(Asked asked);
  void add_to_batch(const Asked& asked, const std::string& member);
  void pump_batches(const std::string& name);
  /// One request's worth of calls. They wait here, where they take little room, until there are not too many others of
  /// their account on the way.
  struct Performance {
    const AssetConfig* asset = nullptr;
    const Action* action = nullptr;
    Micros asked = 0;
    std::vector<std::string> parameters;
    Files files;  // of a call alone
    std::vector<std::string> keys;
    Deliver alone;
  };
  void perform(Performance performance);
  void begin(Performance performance);
  boost::asio::awaitable<void> call(Performance performance);
  boost::asio::awaitable<void> fetch_now(HttpRequest request, bool follows_redirects,
                                         std::function<void(WebAnswer)> deliver);
  Micros ttl_of(const Action& action, const Answer& answer) const;
  void deliver_to_flight(const Action& action, const std::string& key, const Reply& reply);
  void take_snapshot() const;
  /// The same from another thread, which waits.
  void have_snapshot_taken() const;  // of what belongs to the gateway's thread
  Snapshot snapshot() const;

  Config config_;
  Log log_;
  Metrics metrics_;
  bool is_cached_;
  std::vector<Asset> assets_;
  policy::ShardedCache<Answer> cache_;
  ComputedAnswers computed_;
  mutable boost::asio::io_context context_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  std::unique_ptr<Redis> redis_;  // null: none
  std::unique_ptr<SharedCache> shared_cache_;
  std::unique_ptr<QuotaStore> quotas_;
  std::unique_ptr<Caller> caller_;
  std::mutex inbox_mutex_;
  std::vector<Asked> inbox_;  // whoever puts the first one here wakes the gateway's thread
  std::mutex flights_mutex_;
  policy::SingleFlight<Deliver> flights_;
  struct Account {
    std::size_t under_way = 0;
    std::deque<Performance> waiting;
  };
  std::map<std::string, Account> accounts_;
  struct OpenBatches {
    Batcher batcher;
    boost::asio::steady_timer timer;
    const AssetConfig* asset;
    const Action* action;
  };
  std::map<std::string, std::unique_ptr<OpenBatches>> batches_;  // by asset and action
  std::unique_ptr<MetricsServer> metrics_server_;
  mutable std::mutex snapshot_mutex_;
  mutable Snapshot snapshot_;
  std::thread thread_;  // the last: it uses all of the others
};

}  // namespace pbc::live
