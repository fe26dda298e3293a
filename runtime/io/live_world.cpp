// SPDX-License-Identifier: Apache-2.0
#include "io/live_world.h"

#include <algorithm>

#include "io/thaw.h"
#include "phantom/engine.h"
#include "phantom/plain.h"
#include "python/errors.h"
#include "python/objects.h"

namespace pbc::io {

LiveWorld::LiveWorld(live::Gateway& gateway, Waiting& waiting, Cassette* cassette, CallLog* log,
                     live::FindFile find_file, Patience patience)
    : gateway_(gateway),
      waiting_(waiting),
      cassette_(cassette),
      log_(log),
      patience_(patience),
      find_file_(std::move(find_file)),
      mailbox_(std::make_shared<Mailbox>()),
      now_(system_now()) {
  mailbox_->waiting = &waiting;
  std::vector<std::string> apps;
  for (const live::Asset& asset : gateway.assets()) {
    auto app = std::ranges::find(apps, asset.app);
    if (app == apps.end()) app = apps.insert(app, asset.app);
    assets_.push_back({asset.name, asset.app, static_cast<std::int64_t>(assets_.size()) + 1, app - apps.begin() + 1});
  }
}

LiveWorld::~LiveWorld() {
  const std::lock_guard lock(mailbox_->mutex);
  mailbox_->waiting = nullptr;
}

void LiveWorld::Mailbox::leave(engine::Ticket ticket, live::Reply reply) {
  const std::lock_guard lock(mutex);
  if (waiting == nullptr) return;
  last = std::max(system_now(), last + 1);
  arrivals.push_back({last, ticket, std::move(reply)});
  waiting->wake();
}

void LiveWorld::pass(engine::Micros duration) {
  // The playbook that would sleep fails alone.
  if (duration > patience_.until - now_) raise_error(kRuntimeError, "its time is over before this sleep is");
  now_ += duration;
  while (system_now() < now_) {
    check_over();
    waiting_.until(now_);
  }
  check_over();
}

void LiveWorld::check_over() const {
  if (waiting_.is_over()) throw engine::RunStopped{"stopped before its end"};
}

void LiveWorld::wake_at(engine::Micros time, engine::Ticket ticket) {
  pending_.push({std::max(time, now_), {ticket, std::nullopt, {}}});
}

void LiveWorld::send(std::span<const engine::Call> calls, std::span<const engine::Ticket> tickets) {
  check_over();
  for (std::size_t i = 0; i < calls.size(); ++i) {
    const engine::Call& call = calls[i];
    under_way_[tickets[i]] = {now_, cassette_ != nullptr ? cassette_->sent(call) : 0};
    if (log_ != nullptr) log_->sent(call, tickets[i], now_);
    gateway_.ask(
        {std::string(call.asset), std::string(call.action), engine::json_of(call), false, find_file_},
        [mailbox = mailbox_, ticket = tickets[i]](live::Reply reply) { mailbox->leave(ticket, std::move(reply)); });
  }
}

void LiveWorld::answer(engine::Ticket ticket, engine::Answer answer) {
  pending_.push({now_, {ticket, std::move(answer), {}}});
}

namespace {

bool is_hit(live::Source source) { return source != live::Source::kNobody && source != live::Source::kComputed; }

}  // namespace

engine::Event LiveWorld::event_of(const Arrival& arrival) {
  const live::Answer& answer = *arrival.reply.answer;
  engine::Event event{arrival.ticket,
                      engine::Answer{answer.success, engine::status_text(answer.success), make_str(answer.message),
                                     thaw(answer.data), thaw(answer.summary)},
                      {}};
  event.cost = {arrival.reply.requests, arrival.reply.requests == 0 && is_hit(arrival.reply.source),
                arrival.reply.waited};
  return event;
}

void LiveWorld::collect() {
  std::vector<Arrival> arrivals;
  {
    const std::lock_guard lock(mailbox_->mutex);
    arrivals.swap(mailbox_->arrivals);
  }
  for (const Arrival& arrival : arrivals) {
    const auto sent = under_way_.find(arrival.ticket);
    if (sent == under_way_.end()) continue;
    // What was there at once is there at the time of the block that asked, which the clock has not left.
    const engine::Micros time = std::max(arrival.time, sent->second.time);
    engine::Event event = event_of(arrival);
    if (cassette_ != nullptr) cassette_->answered(sent->second.entry, *event.answer, time - sent->second.time);
    if (log_ != nullptr) log_->answered(arrival.ticket, *event.answer, arrival.reply, time);
    under_way_.erase(sent);
    pending_.push({time, std::move(event)});
  }
}

std::optional<engine::Event> LiveWorld::next() {
  for (;;) {
    // Taken first: whatever has arrived before it is collected below.
    const engine::Micros time = system_now();
    collect();
    if (pending_.empty() && under_way_.empty()) return std::nullopt;
    if (!pending_.empty() && pending_.top().time <= std::max(time, now_)) {
      engine::Event event = pending_.top().event;
      now_ = std::max(now_, pending_.top().time);
      pending_.pop();
      return event;
    }
    check_over();
    const engine::Micros due = pending_.empty() ? kForever : pending_.top().time;
    const bool is_over = time >= patience_.until || (under_way_.empty() && due - time > patience_.of_timers);
    if (is_over) return std::nullopt;
    waiting_.until(std::min(due, patience_.until));
  }
}

namespace {

/// Seconds, a pair of them for connection and answer, or None.
std::pair<engine::Micros, engine::Micros> timeouts_of(const Value& timeout) {
  const auto micros = [](const Value& seconds) -> engine::Micros {
    return seconds.is_none() ? 0 : static_cast<engine::Micros>(std::clamp(to_float(seconds), 0.001, 86400.0) * 1e6);
  };
  if (timeout.is(Tag::kTuple)) {
    const Values& pair = as_tuple(timeout);
    if (pair.size() == 2) return {micros(pair[0]), micros(pair[1])};
  }
  return {micros(timeout), micros(timeout)};
}

http::Failure failure_of(live::WebFailure failure) {
  switch (failure) {
    case live::WebFailure::kConnectTimeout:
      return http::Failure::kConnectTimeout;
    case live::WebFailure::kReadTimeout:
      return http::Failure::kReadTimeout;
    case live::WebFailure::kCertificate:
      return http::Failure::kCertificate;
    case live::WebFailure::kRedirects:
      return http::Failure::kTooManyRedirects;
    case live::WebFailure::kNone:
    case live::WebFailure::kConnection:
    case live::WebFailure::kWithheld:
      break;
  }
  return http::Failure::kConnection;
}

}  // namespace

std::optional<http::Response> LiveWorld::fetch(const http::Request& request) {
  check_over();
  const engine::Micros begin = now_;
  const auto [connect, answer] = timeouts_of(request.timeout);
  gateway_.fetch({request.method, request.url, request.headers, request.body, connect, answer, request.verify,
                  request.allow_redirects},
                 [mailbox = mailbox_](live::WebAnswer answered) {
                   const std::lock_guard lock(mailbox->mutex);
                   mailbox->web_answer = std::move(answered);
                   if (mailbox->waiting != nullptr) mailbox->waiting->wake();
                 });
  std::optional<live::WebAnswer> answered;
  for (;;) {
    {
      const std::lock_guard lock(mailbox_->mutex);
      answered.swap(mailbox_->web_answer);
    }
    if (answered) break;
    check_over();
    if (system_now() >= patience_.until) http::fail(http::Failure::kReadTimeout, "its time is over");
    waiting_.until(patience_.until);
  }
  now_ = std::max(now_, system_now());
  if (answered->failure != live::WebFailure::kNone) {
    const http::Failure failure = failure_of(answered->failure);
    if (cassette_ != nullptr) cassette_->failed(request, failure, answered->message, now_ - begin);
    http::fail(failure, answered->message);
  }
  http::Response response;
  response.status = answered->status;
  response.headers = std::move(answered->headers);
  response.body = std::move(answered->body);
  response.url = std::move(answered->url);
  if (cassette_ != nullptr) cassette_->fetched(request, response, now_ - begin);
  return response;
}

}  // namespace pbc::io
