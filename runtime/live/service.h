// SPDX-License-Identifier: Apache-2.0
//
// One account at one service: who may send when. It belongs to the thread of its io_context.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <map>
#include <optional>
#include <string>

#include "live/connector.h"
#include "live/quota_store.h"
#include "policy/breaker.h"
#include "policy/quota_queue.h"

namespace pbc::live {

/// The system's clock.
Micros now();
/// 2024-01-02 03:04:05 UTC
std::string time_text(Micros time);

class Service {
 public:
  /// `key` names the account in the store. Sets `error` where a rule says no window.
  Service(boost::asio::io_context& context, QuotaStore& store, std::string name, std::string key,
          const std::vector<QuotaRule>& rules, const Connection& connection, std::string* error);

  /// The right to send one request; while it lives, it takes one of the connections.
  struct Admission {
    std::optional<policy::Token> token;  // none: `problem` says why
    std::string problem;
    Micros waited = 0;
  };
  /// Waits for a place among the requests under way and in every window, but not beyond `deadline`.
  boost::asio::awaitable<Admission> admit(policy::Priority priority, Micros deadline);

  enum class End : std::uint8_t {
    kAnswered,  // so it has been counted by now
    kUnknown,   // no answer: it may still be on its way
    kUnsent,    // it never reached the service
  };
  boost::asio::awaitable<void> leave(const policy::Token& token, End end);
  /// What the service said of its limits.
  boost::asio::awaitable<void> observe(std::optional<std::int64_t> remaining, std::optional<Micros> reset);
  boost::asio::awaitable<void> block_until(Micros time);

  const std::string& name() const { return name_; }
  policy::Breaker& breaker() { return breaker_; }
  std::size_t under_way() const { return under_way_; }
  std::size_t waiting() const { return waiters_.size(); }
  /// What is left of each window, as far as this process knows.
  std::vector<policy::Room> rooms() const;

 private:
  struct Waiter {
    explicit Waiter(boost::asio::io_context& context) : timer(context) {}
    boost::asio::steady_timer timer;
    std::optional<policy::Take> take;
  };
  boost::asio::awaitable<bool> update(const std::function<void(policy::Quota&)>& change);
  boost::asio::awaitable<void> give_back(const policy::Token& token);
  boost::asio::awaitable<void> pump();
  void start_pump();

  boost::asio::io_context& context_;
  QuotaStore& store_;
  std::string name_, key_;
  std::optional<policy::Quota> quota_;
  policy::QuotaQueue queue_;
  policy::Breaker breaker_;
  std::map<policy::QuotaQueue::Ticket, Waiter*> waiters_;
  boost::asio::steady_timer wake_;
  bool has_windows_;
  std::size_t most_under_way_;
  std::size_t under_way_ = 0;
  bool is_pumping_ = false;
  bool is_to_pump_again_ = false;
};

}  // namespace pbc::live
