// SPDX-License-Identifier: Apache-2.0
#include "policy/quota_queue.h"

#include <algorithm>

namespace pbc::policy {
namespace {

/// What a waiter will take of the quota; one that is too heavy will be turned away and takes nothing.
std::int64_t places_for(std::int64_t weight, std::int64_t most) { return weight < 1 || weight > most ? 0 : weight; }

}  // namespace

QuotaQueue::Ticket QuotaQueue::add(Priority priority, std::int64_t weight) {
  return waiters_.emplace(Ticket{priority, next_number_++}, weight).first->first;
}

bool QuotaQueue::cancel(const Ticket& ticket) { return waiters_.erase(ticket) > 0; }

std::optional<QuotaQueue::Admission> QuotaQueue::next(Quota& quota, Micros now) {
  if (waiters_.empty()) return std::nullopt;
  const auto first = waiters_.begin();
  const Take take = quota.take(now, first->second);
  if (take.outcome == Take::Outcome::kWait) return std::nullopt;
  const Ticket ticket = first->first;
  waiters_.erase(first);
  return Admission{ticket, take};
}

std::optional<Micros> QuotaQueue::wake_at(const Quota& quota, Micros now) const {
  if (waiters_.empty()) return std::nullopt;
  const std::int64_t places = places_for(waiters_.begin()->second, quota.max_weight());
  return places == 0 ? now : quota.earliest(now, places);
}

std::optional<Micros> QuotaQueue::expected(const Ticket& ticket, const Quota& quota, Micros now) const {
  const auto end = waiters_.find(ticket);
  if (end == waiters_.end()) return std::nullopt;
  const std::int64_t most = quota.max_weight();
  std::int64_t places = places_for(end->second, most);
  for (auto waiter = waiters_.begin(); waiter != end; ++waiter) places += places_for(waiter->second, most);
  return places == 0 ? now : quota.earliest(now, places);
}

std::vector<QuotaQueue::Expected> QuotaQueue::expected(const Quota& quota, Micros now) const {
  const std::int64_t most = quota.max_weight();
  std::vector<Expected> result;
  result.reserve(waiters_.size());
  std::int64_t places = 0;
  for (const auto& [ticket, weight] : waiters_) {
    places += places_for(weight, most);
    result.push_back({ticket, places == 0 ? now : quota.earliest(now, places)});
  }
  return result;
}

std::size_t QuotaQueue::size(Priority priority) const {
  return static_cast<std::size_t>(std::count_if(waiters_.begin(), waiters_.end(),
                                                [&](const auto& waiter) { return waiter.first.priority == priority; }));
}

}  // namespace pbc::policy
