// SPDX-License-Identifier: Apache-2.0
//
// For tests of the Playbook API: values from JSON, a run without files, a world that a function answers.
#pragma once

// g++ 12 misses the fields that a designated initializer leaves out; leaving them out is how the API is called.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "phantom/engine.h"
#include "phantom/globals.h"
#include "phantom/iso_time.h"
#include "phantom/plain.h"
#include "python/clock.h"
#include "python/heap.h"
#include "python/json.h"

namespace pbc::engine {

/// A value from JSON in which ' stands for ".
inline Value json(std::string text) {
  for (char& c : text)
    if (c == '\'') c = '"';
  return parse_json(text);
}

/// As Python shows it.
inline std::string show(const Value& value) { return to_repr(value); }

/// Answers calls by a function, under a virtual clock.
class TestWorld final : public World {
 public:
  struct Reply {
    Answer answer;
    Micros latency = 0;
  };
  std::function<Reply(const Call&)> reply = [](const Call&) { return Reply{success(make_list()), 0}; };
  std::vector<Asset> listed;
  std::vector<std::string> sent;  // by request: "action asset {parameter}, {parameter}"

  static Answer success(Value data) { return {true, "success", "", std::move(data), make_dict()}; }
  static Answer failure(const char* message) { return {false, "failed", make_str(message), make_list(), make_dict()}; }

  Micros now() const override { return now_; }
  void pass(Micros duration) override { now_ += duration; }
  void wake_at(Micros time, Ticket ticket) override {
    pending_.emplace(Key{std::max(time, now_), ticket}, std::nullopt);
  }
  bool would_stop(const Call&) const override { return false; }
  void send(std::span<const Call> calls, std::span<const Ticket> tickets) override {
    std::string parameters;
    for (std::size_t i = 0; i < calls.size(); ++i) {
      parameters += (i == 0 ? "" : ", ") + to_json(calls[i].parameter);
      Reply made = reply(calls[i]);
      pending_.emplace(Key{now_ + made.latency, tickets[i]}, std::move(made.answer));
    }
    sent.push_back(joined({calls[0].action, " ", calls[0].asset, " ", parameters}));
  }
  void answer(Ticket ticket, Answer answer) override { pending_.emplace(Key{now_, ticket}, std::move(answer)); }
  std::optional<Event> next() override {
    if (pending_.empty()) return std::nullopt;
    auto first = pending_.begin();
    now_ = std::max(now_, first->first.first);
    Event event{first->first.second, std::move(first->second)};
    pending_.erase(first);
    return event;
  }
  const std::vector<Asset>& assets() const override { return listed; }
  std::vector<std::string> assets_for(std::string_view) const override {
    std::vector<std::string> names;
    for (const Asset& asset : listed) names.push_back(asset.name);
    return names;
  }

 private:
  using Key = std::pair<Micros, Ticket>;
  Micros now_ = *parse_iso_time("2024-01-01T00:00:00Z");
  std::multimap<Key, std::optional<Answer>> pending_;
};

/// A run and everything under it.
struct TestRun {
  explicit TestRun(std::string artifacts = "[]", std::string inputs = "{}", std::string lists = "{}",
                   const Playbook& playbook = kEmptyPlaybook, std::string resources = "{}")
      : trace(true),
        shared(world,
               {json("{'id': 7, 'name': 'test', 'severity': 'medium', 'status': 'new', 'tags': []}"),
                json(std::move(artifacts)), Value(), json(std::move(lists)), json(std::move(resources))},
               trace, ledger),
        run(shared, playbook, json(std::move(inputs))) {
    add_functions(playbook.functions);
  }

  /// Stores the results of a block that has run on one asset.
  void add_results(const std::string& block, std::string results) {
    Value all = json(std::move(results));
    std::size_t count = as_list(all).size();
    run.app_runs[block].push_back(dict({{"asset", "asset"},
                                        {"name", make_str(block)},
                                        {"status", "success"},
                                        {"summary", dict({{"total_objects", count}})},
                                        {"action_results", all}}));
    run.done.insert(block);
  }

  /// The lines of the trace, one after the other.
  std::vector<std::string> lines() const {
    std::vector<std::string> result;
    std::string text = trace.text();
    for (std::size_t end; (end = text.find('\n')) != text.npos; text.erase(0, end + 1))
      result.push_back(text.substr(0, end));
    return result;
  }

  inline static const Playbook kEmptyPlaybook{"test", "test.py", {}, nullptr, [] {}, false};

  HeapScope memory;
  TestWorld world;
  Trace trace;
  metrics::Ledger ledger;
  Case shared;
  Run run;
};

}  // namespace pbc::engine
