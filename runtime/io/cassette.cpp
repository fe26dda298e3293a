// SPDX-License-Identifier: Apache-2.0
#include "io/cassette.h"

#include <algorithm>

#include "phantom/iso_time.h"
#include "phantom/plain.h"
#include "python/objects.h"
#include "python/text.h"

namespace pbc::io {

using engine::copy_deep;
using engine::set_member;

std::size_t Cassette::sent(const engine::Call& call) {
  entries_.push_back({std::string(call.action), std::string(call.asset), call.parameter, {}, 0, false});
  return entries_.size() - 1;
}

void Cassette::answered(std::size_t place, const engine::Answer& answer, engine::Micros latency) {
  Entry& entry = entries_[place];
  entry.answer =
      engine::Answer{answer.success, answer.status, answer.message, copy_deep(answer.data), copy_deep(answer.summary)};
  entry.latency = latency;
  entry.is_answered = true;
}

void Cassette::fetched(const http::Request& request, const http::Response& response, engine::Micros latency) {
  Value headers = make_dict();
  for (const auto& [name, value] : response.headers) set_member(headers, name, make_str(value));
  requests_.push_back(dict({{"url", make_str(request.url)},
                            {"method", make_str(request.method)},
                            {"status", response.status},
                            {"text", make_str(response.body)},
                            {"headers", headers},
                            {"latency_ms", Value(static_cast<double>(latency) / 1000)},
                            {"times", 1}}));
}

void Cassette::failed(const http::Request& request, http::Failure failure, std::string_view message,
                      engine::Micros latency) {
  requests_.push_back(
      dict({{"url", make_str(request.url)},
            {"method", make_str(request.method)},
            {"error", dict({{"type", make_str(http::name_of(failure))}, {"message", make_str(message)}})},
            {"latency_ms", Value(static_cast<double>(latency) / 1000)},
            {"times", 1}}));
}

namespace {

bool contains(const Value& whole, const Value& part) {
  for (const Table::Entry& entry : as_dict(part).entries_in_place()) {
    const Value* value = as_dict(whole).find(entry.key);
    if (value == nullptr || !engine::same_json(*value, entry.value)) return false;
  }
  return true;
}

}  // namespace

bool Cassette::overlap(const Entry& a, const Entry& b) {
  return a.asset == b.asset && text::lower(a.action) == text::lower(b.action) &&
         (contains(a.parameter, b.parameter) || contains(b.parameter, a.parameter));
}

std::string Cassette::text(const WorldFile& base, engine::Micros started,
                           const std::vector<engine::Asset>& assets) const {
  Value world = make_dict();
  set_member(world, "now", make_str(engine::iso_text(started)));
  set_member(world, "seed", base.seed);

  Values listed;
  for (const engine::Asset& asset : assets)
    listed.push_back(dict(
        {{"name", make_str(asset.name)}, {"app", make_str(asset.app)}, {"id", asset.id}, {"app_id", asset.app_id}}));
  set_member(world, "assets", make_list(std::move(listed)));

  Values actions;
  for (const Entry& entry : entries_) {
    if (!entry.is_answered) continue;
    Value action = dict({{"action", make_str(entry.action)},
                         {"asset", make_str(entry.asset)},
                         {"parameter", entry.parameter},
                         {"result", dict({{"status", entry.answer.status},
                                          {"message", entry.answer.message},
                                          {"data", entry.answer.data},
                                          {"summary", entry.answer.summary}})},
                         {"latency_ms", Value(static_cast<double>(entry.latency) / 1000)}});
    // Calls that could be taken for one another are answered in the order in which they were made.
    const bool is_alone = std::ranges::none_of(
        entries_, [&](const Entry& other) { return &other != &entry && other.is_answered && overlap(entry, other); });
    if (!is_alone) set_member(action, "times", 1);
    actions.push_back(std::move(action));
  }
  set_member(world, "actions", make_list(std::move(actions)));
  set_member(world, "lists", base.lists);
  for (const Table::Entry& entry : as_dict(base.resources).entries_in_place())
    if (!(entry.key.text() == "assets" || entry.key.text() == "http")) as_dict(world).set(entry.key, entry.value);
  Values requests;
  if (const Value* known = engine::member(base.resources, "http"))
    for (const Value& request : to_values(*known)) requests.push_back(request);
  requests.insert(requests.end(), requests_.begin(), requests_.end());
  if (!requests.empty()) set_member(world, "http", make_list(std::move(requests)));
  return engine::to_json(world, true) + "\n";
}

}  // namespace pbc::io
