// SPDX-License-Identifier: Apache-2.0
//
// Makes action calls: requests from templates, as many as the action takes, each when its service allows it and again
// where that helps; answers mapped. It belongs to the thread of its io_context.
#pragma once

#include <map>
#include <memory>
#include <random>

#include "live/live.h"
#include "live/log.h"
#include "live/metrics.h"
#include "live/request_builder.h"
#include "live/service.h"
#include "live/transport.h"
#include "policy/retry.h"

namespace pbc::live {

/// What a call of a batch came to.
struct Result {
  Answer answer;
  bool is_kept = false;  // it may serve later calls
};

struct Results {
  std::vector<Result> of_calls;
  std::int64_t requests = 0;
  Micros waited = 0;
};

class Caller {
 public:
  /// The configuration outlives it. Sets `error` where quotas are no quotas.
  Caller(boost::asio::io_context& context, const Config& config, QuotaStore& store, Metrics& metrics, Log& log,
         std::string* error);

  /// One call, or as many as the action's batch takes; each gets a result. `asked`: since when it waits.
  boost::asio::awaitable<Results> call(const AssetConfig& asset, const Action& action,
                                       std::vector<OrderedJson> parameters, Files files, Micros asked);
  boost::asio::awaitable<Exchange> fetch(HttpRequest request, bool follows_redirects);

  /// By account.
  const std::map<std::string, std::unique_ptr<Service>>& services() const { return services_; }

 private:
  struct Attempted {
    Exchange exchange;
    bool is_over_quota = false;  // it gave up waiting for one
  };
  boost::asio::awaitable<Attempted> attempt(const AssetConfig& asset, const Action& action, HttpRequest request,
                                            Micros deadline, Results* results);
  boost::asio::awaitable<Exchange> exchange(const AssetConfig& asset, const HttpRequest& request);
  boost::asio::awaitable<void> sleep_until(Micros time);

  boost::asio::io_context& context_;
  const Config& config_;
  Metrics& metrics_;
  Log& log_;
  HttpClient http_;
  Transports transports_;
  std::map<std::string, std::unique_ptr<Service>> services_;  // by account
  std::map<std::string, policy::RetryBudget> budgets_;        // likewise
  std::mt19937_64 random_{std::random_device{}()};
};

/// An answer without data that says why there is none.
Answer failed_answer(std::string message);
/// A summary, frozen, as SOAR's apps write it: "Total scans: 70, Positives: 3".
std::string told(std::string_view summary);
/// "unknown(REASON): DETAIL", the answer where there is none: said, never passed over.
Answer unknown(std::string_view reason, std::string_view detail);

}  // namespace pbc::live
