// SPDX-License-Identifier: Apache-2.0
#include "live/service.h"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <ctime>

namespace pbc::live {

namespace {

namespace asio = boost::asio;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

constexpr Micros kLongestSleep = 250 * policy::kMillisecond;

Micros length_of(const std::string& per) {
  if (per == "second") return policy::kSecond;
  if (per == "minute") return policy::kMinute;
  if (per == "hour") return policy::kHour;
  return per == "day" ? policy::kDay : 31 * policy::kDay;
}

/// "HH:MM ZONE", of a day or a month.
std::optional<policy::Reset> reset_of(const QuotaRule& rule, std::string* error) {
  policy::Reset reset;
  reset.every = rule.per == "minute"  ? policy::Reset::Every::kMinute
                : rule.per == "hour"  ? policy::Reset::Every::kHour
                : rule.per == "month" ? policy::Reset::Every::kMonth
                                      : policy::Reset::Every::kDay;
  int hour = 0;
  int minute = 0;
  char zone[64] = "";
  if (std::sscanf(rule.reset.c_str(), "%2d:%2d %63s", &hour, &minute, zone) != 3 || hour > 23 || minute > 59) {
    *error = "expected a reset such as \"00:00 UTC\", found `" + rule.reset + "`";
    return std::nullopt;
  }
  reset.time_of_day = hour * policy::kHour + minute * policy::kMinute;
  reset.zone = zone;
  return reset;
}

policy::QuotaRules rules_of(const std::vector<QuotaRule>& rules, const Connection& connection, Micros clock_spread,
                            std::string* error) {
  policy::QuotaRules result;
  result.clock_spread = clock_spread;
  for (const QuotaRule& rule : rules) {
    policy::Window window{rule.requests, length_of(rule.per), std::nullopt};
    if (!rule.reset.empty()) window.reset = reset_of(rule, error);
    result.windows.push_back(std::move(window));
  }
  result.max_delay = connection.timeouts.total + 5 * policy::kSecond;
  return result;
}

}  // namespace

Micros now() {
  using namespace std::chrono;
  return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

std::string time_text(Micros time) {
  const auto seconds = static_cast<std::time_t>(time / policy::kSecond);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC", &parts);
  return {text, size};
}

Service::Service(asio::io_context& context, QuotaStore& store, std::string name, std::string key,
                 const std::vector<QuotaRule>& rules, const Connection& connection, std::string* error)
    : context_(context),
      store_(store),
      name_(std::move(name)),
      key_(std::move(key)),
      wake_(context),
      has_windows_(!rules.empty()),
      most_under_way_(std::max<std::size_t>(1, connection.connections)) {
  const policy::QuotaRules windows = rules_of(rules, connection, store.clock_spread(), error);
  if (error->empty()) quota_ = policy::Quota::make(windows, error);
  if (!error->empty()) error->insert(0, "the quotas of " + name_ + ": ");
}

asio::awaitable<Service::Admission> Service::admit(policy::Priority priority, Micros deadline) {
  const Micros begin = now();
  Waiter waiter(context_);
  waiter.timer.expires_at(std::chrono::steady_clock::now() +
                          std::chrono::microseconds(std::max<Micros>(deadline - begin, 0)));
  const policy::QuotaQueue::Ticket ticket = queue_.add(priority);
  waiters_[ticket] = &waiter;
  start_pump();
  if (!waiter.take) co_await waiter.timer.async_wait(kAwait);
  Admission admission;
  admission.waited = now() - begin;
  if (waiter.take) {
    admission.token = waiter.take->token;
    co_return admission;
  }
  waiters_.erase(ticket);
  const std::optional<Micros> expected = queue_.expected(ticket, *quota_, store_.now());
  queue_.cancel(ticket);
  admission.problem = "the limit of " + name_ + " is reached";
  if (expected && *expected < policy::kNever) admission.problem += "; not before " + time_text(*expected);
  start_pump();
  co_return admission;
}

asio::awaitable<bool> Service::update(const std::function<void(policy::Quota&)>& change) {
  if (has_windows_) co_return co_await store_.update(key_, *quota_, change);
  change(*quota_);
  co_return true;
}

asio::awaitable<void> Service::give_back(const policy::Token& token) {
  co_await update([&](policy::Quota& quota) { quota.cancel(store_.current(key_, token), store_.now()); });
}

void Service::start_pump() {
  is_to_pump_again_ = true;
  if (is_pumping_) return;
  is_pumping_ = true;
  asio::co_spawn(context_, pump(), asio::detached);
}

asio::awaitable<void> Service::pump() {
  while (std::exchange(is_to_pump_again_, false)) {
    wake_.cancel();
    if (queue_.size() == 0 || under_way_ >= most_under_way_) continue;
    std::vector<policy::Take> takes;
    std::optional<Micros> next;
    const bool is_stored = co_await update([&](policy::Quota& quota) {
      const Micros time = store_.now();
      takes.clear();
      const std::size_t most = std::min(queue_.size(), most_under_way_ - under_way_);
      while (takes.size() < most) {
        const policy::Take take = quota.take(time);
        if (take.outcome != policy::Take::Outcome::kTaken) break;
        takes.push_back(take);
      }
      next = takes.size() < most ? std::optional(quota.earliest(time, 1)) : std::nullopt;
    });
    if (!is_stored && !store_.works_alone()) {
      takes.clear();
      next = store_.now() + kLongestSleep;
    }
    for (const policy::Take& take : takes) {
      const std::optional<policy::QuotaQueue::Ticket> ticket = queue_.first();
      if (!ticket) {  // somebody gave up while the store was asked
        co_await give_back(take.token);
        continue;
      }
      queue_.cancel(*ticket);
      const auto waiter = waiters_.find(*ticket);
      ++under_way_;
      waiter->second->take = take;
      waiter->second->timer.cancel();
      waiters_.erase(waiter);
    }
    if (next) {
      // Others may complete requests sooner than was to be feared, or the store be there again.
      const Micros longest = is_stored && !store_.is_shared() ? policy::kMinute : kLongestSleep;
      const Micros delay = std::clamp<Micros>(*next - store_.now(), 200, longest);
      wake_.expires_after(std::chrono::microseconds(delay));
      wake_.async_wait([this](const boost::system::error_code& error) {
        if (!error) start_pump();
      });
    }
  }
  is_pumping_ = false;
}

asio::awaitable<void> Service::leave(const policy::Token& token, End end) {
  --under_way_;
  if (end == End::kUnsent) co_await give_back(token);
  if (end == End::kAnswered)
    co_await update([&](policy::Quota& quota) { quota.complete(store_.current(key_, token), store_.now()); });
  if (queue_.size() > 0) start_pump();
}

asio::awaitable<void> Service::observe(std::optional<std::int64_t> remaining, std::optional<Micros> reset) {
  if (!remaining || !reset) co_return;
  co_await update(
      [&](policy::Quota& quota) { quota.observe(store_.now(), *remaining, *reset + store_.now() - now()); });
}

std::vector<policy::Room> Service::rooms() const {
  return has_windows_ && quota_ ? quota_->rooms(store_.now()) : std::vector<policy::Room>();
}

asio::awaitable<void> Service::block_until(Micros time) {
  co_await update([&](policy::Quota& quota) { quota.block_until(time + store_.now() - now()); });
}

}  // namespace pbc::live
