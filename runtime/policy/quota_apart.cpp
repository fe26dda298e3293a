// SPDX-License-Identifier: Apache-2.0
//
// A quota whose shared state cannot be reached, and how both come together again.
//
// Of the places that are free in a copy, others may have taken all since it was made: they are held for as long as
// those requests may count. A place that is held in the copy was not free for anybody, and once it is released, each of
// n processes may take it. If H places are held and process k has taken A_k, the service may count H + A_1 + ... + A_n.
// Each sees to it that H + n A_k is within the limit, so this sum is too: a token holds n places.
#include <algorithm>

#include "policy/quota.h"

namespace pbc::policy {

void Quota::note(Deed::What what, const Token& token) {
  if (records_) deeds_.push_back({what, token, token.weight / sharers_});
}

void Quota::go_apart(std::int64_t sharers, Micros now) {
  advance(now);
  sharers_ = std::clamp<std::int64_t>(sharers, 1, 1000);
  if (sharers_ == 1) return;
  for (std::size_t i = 0; i < state_.places.size(); ++i) {
    const std::int64_t free = rules_->limits[i].limit - state_.places[i].held;
    if (free > 0) state_.places[i].add(rules_->release(rules_->limits[i], state_.latest + rules_->max_delay), free);
  }
}

std::optional<Token> Quota::add(std::int64_t weight, Micros taken, std::optional<Micros> completed, Micros now) {
  advance(now);
  // In the order of their ids, requests are in that of their times.
  if (!state_.under_way.empty()) taken = std::max(taken, state_.under_way.rbegin()->second.taken);
  taken = std::min(taken, state_.latest);
  const Micros completion = completed ? std::min(*completed, state_.latest) : taken + rules_->max_delay;
  for (std::size_t i = 0; i < state_.places.size(); ++i) {
    const Micros release = rules_->release(rules_->limits[i], completion);
    if (release > state_.latest) state_.places[i].add(release, weight);
  }
  for (Observation& seen : state_.observations) seen.left -= weight;
  if (completed || completion <= state_.latest) return std::nullopt;
  const Token token{state_.next_id++, taken, weight};
  state_.under_way.emplace(token.id, Request{token.taken, token.weight});
  return token;
}

bool Quota::is_over(Micros taken, std::optional<Micros> completed) const {
  return std::all_of(rules_->limits.begin(), rules_->limits.end(), [&](const Limit& limit) {
    return rules_->release(limit, completed.value_or(taken + rules_->max_delay)) <= state_.latest;
  });
}

void Quota::heed(const Quota& other) {
  block_until(other.state_.blocked);
  for (const Observation& seen : other.state_.observations) add_observation(seen);
}

void Quota::widen(const Quota& other) {
  for (std::size_t i = 0; i < state_.places.size() && i < other.state_.places.size(); ++i) {
    for (const Release& release : other.state_.places[i].releases) {
      const auto own = state_.places[i].find(release.time);
      const bool is_there = own != state_.places[i].releases.end() && own->time == release.time;
      const std::int64_t missing = release.count - (is_there ? own->count : 0);
      if (missing > 0) state_.places[i].add(release.time, missing);
    }
  }
  state_.next_id = std::max(state_.next_id, other.state_.next_id);
  advance(other.state_.latest);
  heed(other);
}

}  // namespace pbc::policy
