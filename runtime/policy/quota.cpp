// SPDX-License-Identifier: Apache-2.0
#include "policy/quota.h"

#include <algorithm>
#include <array>

namespace pbc::policy {
namespace {

constexpr std::int64_t kBuckets = 1024;
constexpr std::int64_t kMostPlaces = 1'000'000'000'000;
constexpr Micros kLongest = 36600 * kDay;
constexpr std::size_t kMostObservations = 8;
constexpr int kMostCycles = 1000;

bool is_duration(Micros value, Micros least) { return value >= least && value <= kLongest; }

std::string key_of(const Window& window) {
  if (!window.reset) return "rolling," + std::to_string(window.length);
  const Reset& reset = *window.reset;
  return "reset," + std::to_string(static_cast<int>(reset.every)) + "," + std::to_string(reset.time_of_day) + "," +
         std::to_string(reset.day_of_month) + "," + reset.zone;
}

/// As people call it.
std::string name_of(const Window& window) {
  if (window.reset) {
    constexpr std::array<const char*, 4> kNames = {"minute", "hour", "day", "month"};
    return kNames[static_cast<std::size_t>(window.reset->every)];
  }
  constexpr std::array<std::pair<Micros, const char*>, 4> kUnits = {
      {{kDay, "day"}, {kHour, "hour"}, {kMinute, "minute"}, {kSecond, "second"}}};
  for (const auto& [length, name] : kUnits) {
    if (window.length == length) return name;
    if (window.length % length == 0) return std::to_string(window.length / length) + " " + name + "s";
  }
  return std::to_string(window.length / 1000) + " ms";
}

}  // namespace

// --- Windows

Micros Quota::Limit::next_release(Micros from) const {
  return calendar ? calendar->after(from) : (floor_divide(from + length, bucket) + 1) * bucket;
}

/// A request that comes shortly before a reset on our clock may be counted after it on the service's.
Micros Quota::Rules::release(const Limit& limit, Micros completion) const {
  if (!limit.calendar) return limit.next_release(completion + clock_spread);
  const Micros margin = reset_margin + clock_spread;
  return limit.next_release(completion + margin) + margin;
}

std::vector<Quota::Release>::iterator Quota::Places::find(Micros time) {
  return std::lower_bound(releases.begin(), releases.end(), time,
                          [](const Release& release, Micros other) { return release.time < other; });
}

void Quota::Places::add(Micros time, std::int64_t count) {
  const auto at = find(time);
  if (at != releases.end() && at->time == time) {
    at->count += count;
  } else {
    releases.insert(at, {time, count});
  }
  held += count;
}

bool Quota::Places::remove(Micros time, std::int64_t count) {
  const auto at = find(time);
  if (at == releases.end() || at->time != time || at->count < count) return false;
  held -= count;
  if ((at->count -= count) == 0) releases.erase(at);
  return true;
}

void Quota::Places::expire(Micros now) {
  const auto end = find(now + 1);
  for (auto release = releases.begin(); release != end; ++release) held -= release->count;
  releases.erase(releases.begin(), end);
}

/// When the nth of the places that are held is free again; `now` for those that are free.
Micros Quota::Places::release_of(std::int64_t nth, Micros now) const {
  if (nth <= 0) return now;
  for (const Release& release : releases)
    if ((nth -= release.count) <= 0) return std::max(release.time, now);
  return kNever;
}

std::optional<Quota> Quota::make(const QuotaRules& rules, std::string* error) {
  if (!is_duration(rules.max_delay, 0) || !is_duration(rules.reset_margin, 0) || !is_duration(rules.clock_spread, 0)) {
    *error = "the delay and the margins of a quota are not negative";
    return std::nullopt;
  }
  Rules result{{}, rules.max_delay, rules.reset_margin, rules.clock_spread, ""};
  result.key = std::to_string(rules.max_delay) + "," + std::to_string(rules.reset_margin) + "," +
               std::to_string(rules.clock_spread);
  for (const Window& window : rules.windows) {
    if (window.limit < 0 || window.limit > kMostPlaces) {
      *error = "the limit of a window is a number of requests";
      return std::nullopt;
    }
    Limit limit{window.limit, window.length, std::nullopt, 1, key_of(window), name_of(window)};
    if (window.reset) {
      limit.calendar = CalendarReset::make(*window.reset, error);
      if (!limit.calendar) return std::nullopt;
    } else if (!is_duration(window.length, 1)) {
      *error = "the length of a window is positive";
      return std::nullopt;
    } else {
      limit.bucket = std::max<Micros>(1, window.length / kBuckets);
    }
    result.limits.push_back(std::move(limit));
  }
  return Quota(std::make_shared<const Rules>(std::move(result)));
}

Quota::Quota(std::shared_ptr<const Rules> rules) : rules_(std::move(rules)) {
  state_.places.resize(rules_->limits.size());
}

// --- Tokens

void Quota::advance(Micros now) {
  state_.latest = std::max(state_.latest, std::min(now, kNever));
  for (Places& places : state_.places) places.expire(state_.latest);
  std::erase_if(state_.observations, [&](const Observation& seen) { return seen.until <= state_.latest; });
  auto& under_way = state_.under_way;  // the older, the earlier taken
  while (!under_way.empty() && under_way.begin()->second.taken + rules_->max_delay <= state_.latest)
    under_way.erase(under_way.begin());
}

std::vector<Room> Quota::rooms(Micros now) const {
  Quota then = *this;
  then.advance(now);
  std::vector<Room> rooms;
  for (std::size_t i = 0; i < then.state_.places.size(); ++i) {
    const Limit& limit = rules_->limits[i];
    std::int64_t left = limit.limit - then.state_.places[i].held;
    for (const Observation& seen : then.state_.observations) left = std::min(left, seen.left);
    if (then.state_.blocked > then.state_.latest) left = 0;
    rooms.push_back({limit.limit, std::max<std::int64_t>(left, 0), limit.name});
  }
  return rooms;
}

std::int64_t Quota::max_weight() const {
  std::int64_t result = kMostPlaces;
  for (const Limit& limit : rules_->limits) result = std::min(result, limit.limit);
  return result;
}

bool Quota::fits(std::int64_t weight) const {
  if (state_.blocked > state_.latest) return false;
  for (std::size_t i = 0; i < state_.places.size(); ++i)
    if (state_.places[i].held + weight > rules_->limits[i].limit) return false;
  return std::all_of(state_.observations.begin(), state_.observations.end(),
                     [&](const Observation& seen) { return seen.left >= weight; });
}

Take Quota::take(Micros now, std::int64_t weight) {
  advance(now);
  if (weight < 1 || weight > max_weight()) return {};
  if (is_paused_) return {Take::Outcome::kWait, {}, kNever};
  const std::int64_t of_one = weight;
  weight *= sharers_;
  if (!fits(weight)) return {Take::Outcome::kWait, {}, earliest(now, of_one)};
  for (std::size_t i = 0; i < state_.places.size(); ++i)
    state_.places[i].add(rules_->release(rules_->limits[i], state_.latest + rules_->max_delay), weight);
  for (Observation& seen : state_.observations) seen.left -= weight;
  const Token token{state_.next_id++, state_.latest, weight};
  state_.under_way.emplace(token.id, Request{token.taken, weight});
  note(Deed::What::kTaken, token);
  return {Take::Outcome::kTaken, token, state_.latest};
}

/// The request that the token is for, which is under way no longer. A token of another state fits none.
std::optional<Quota::Request> Quota::finish(const Token& token) {
  const auto found = state_.under_way.find(token.id);
  if (found == state_.under_way.end()) return std::nullopt;
  const Request request = found->second;
  if (request.taken != token.taken || request.weight != token.weight) return std::nullopt;
  state_.under_way.erase(found);
  return request;
}

void Quota::complete(const Token& token, Micros now) {
  advance(now);
  const auto request = finish(token);
  if (!request) return;
  note(Deed::What::kCompleted, token);
  for (std::size_t i = 0; i < state_.places.size(); ++i) {
    const Limit& limit = rules_->limits[i];
    const Micros feared = rules_->release(limit, request->taken + rules_->max_delay);
    const Micros known = rules_->release(limit, state_.latest);
    if (known < feared && state_.places[i].remove(feared, request->weight))
      state_.places[i].add(known, request->weight);
  }
}

void Quota::cancel(const Token& token, Micros now) {
  advance(now);
  const auto request = finish(token);
  if (!request) return;
  note(Deed::What::kCancelled, token);
  for (std::size_t i = 0; i < state_.places.size(); ++i)
    state_.places[i].remove(rules_->release(rules_->limits[i], request->taken + rules_->max_delay), request->weight);
  for (Observation& seen : state_.observations) seen.left += request->weight;
}

Micros Quota::earliest(Micros now, std::int64_t places) const {
  now = std::max(state_.latest, std::min(now, kNever));
  if (is_paused_ || (sharers_ > 1 && sharers_ > max_weight())) return kNever;
  places = std::clamp<std::int64_t>(places, 1, kNever / sharers_) * sharers_;
  Micros result = std::max(now, state_.blocked);
  for (const Observation& seen : state_.observations)
    if (seen.left < places) result = std::max(result, seen.until);
  for (std::size_t i = 0; i < state_.places.size(); ++i) {
    const Limit& limit = rules_->limits[i];
    if (limit.limit == 0) return kNever;
    // Of more waiters than places, each takes the place of the one that stands `limit` before it in the queue.
    const std::int64_t cycles = (places - 1) / limit.limit;
    const std::int64_t nth = places - cycles * limit.limit;
    Micros at = state_.places[i].release_of(nth - limit.limit + state_.places[i].held, now);
    if (!limit.calendar) {
      at += std::min(cycles, kNever / limit.length) * limit.length;
    } else {
      for (std::int64_t cycle = 0; cycle < std::min<std::int64_t>(cycles, kMostCycles); ++cycle)
        at = rules_->release(limit, at);
    }
    result = std::max(result, at);
  }
  return std::min(result, kNever);
}

// --- What the service says

void Quota::observe(Micros now, std::int64_t remaining, Micros reset) {
  advance(now);
  std::int64_t left = std::clamp<std::int64_t>(remaining, 0, kMostPlaces);
  for (const auto& [id, request] : state_.under_way) left -= request.weight;
  add_observation({std::min(reset, kNever) + rules_->reset_margin + rules_->clock_spread, left});
}

void Quota::add_observation(const Observation& seen) {
  auto& all = state_.observations;
  if (seen.until <= state_.latest) return;
  for (const Observation& other : all)
    if (other.until >= seen.until && other.left <= seen.left) return;
  std::erase_if(all, [&](const Observation& other) { return other.until <= seen.until && other.left >= seen.left; });
  all.insert(std::find_if(all.begin(), all.end(), [&](const Observation& other) { return other.until > seen.until; }),
             seen);
  if (all.size() > kMostObservations) {
    all[1].left = all[0].left;
    all.erase(all.begin());
  }
}

void Quota::block_until(Micros time) { state_.blocked = std::max(state_.blocked, std::min(time, kNever)); }

}  // namespace pbc::policy
