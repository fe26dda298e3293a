// SPDX-License-Identifier: Apache-2.0
#include "io/replay_world.h"

#include <algorithm>

#include "io/thaw.h"
#include "phantom/choices.h"
#include "phantom/engine.h"
#include "phantom/plain.h"
#include "python/objects.h"
#include "python/text.h"

namespace pbc::io {

namespace {

/// Does the call's parameter contain everything that the entry names?
bool contains(const Value& parameter, const Value& wanted) {
  if (wanted.is_unset()) return true;
  for (const Table::Entry& entry : as_dict(wanted).entries_in_place()) {
    const Value* value = as_dict(parameter).find(entry.key);
    if (!value || !engine::same_json(*value, entry.value)) return false;
  }
  return true;
}

/// As Recorded::action has it.
std::string verb_of(std::string_view action) {
  static_assert(choices::kActionVerbIgnoresCase);
  return text::lower(action);
}

}  // namespace

ReplayWorld::ReplayWorld(const WorldFile& file, bool strict, const live::Computer& computer, CallLog* log)
    : file_(file), computer_(computer), log_(log), now_(file.now), strict_(strict) {
  for (const Recorded& recorded : file.actions) times_.push_back(recorded.times);
}

void ReplayWorld::wake_at(engine::Micros time, engine::Ticket ticket) {
  pending_.push({std::max(time, now_), {ticket, std::nullopt}});
}

std::optional<std::size_t> ReplayWorld::find(const engine::Call& call) const {
  const auto known = file_.by_action.find(verb_of(call.action));
  if (known == file_.by_action.end()) return std::nullopt;
  for (const std::size_t i : known->second) {
    const Recorded& recorded = file_.actions[i];
    const bool answers = (recorded.asset == "*" || recorded.asset == call.asset) && times_[i] != 0 &&
                         contains(call.parameter, recorded.parameter);
    if (answers) return i;
  }
  return std::nullopt;
}

ReplayWorld::Given ReplayWorld::answer_to(const engine::Call& call) {
  if (const std::optional<std::size_t> found = find(call)) {
    if (times_[*found]) --*times_[*found];
    const Recorded& recorded = file_.actions[*found];
    return {recorded.answer, recorded.latency, {nullptr, live::Source::kService, 1, 0}, &recorded};
  }
  if (computer_.computes(call.asset, call.action)) {
    const auto answer = std::make_shared<const live::Answer>(
        computer_.compute({std::string(call.asset), std::string(call.action), engine::json_of(call), false, nullptr}));
    return {{answer->success, engine::status_text(answer->success), make_str(answer->message), thaw(answer->data),
             thaw(answer->summary)},
            0,
            {answer, live::Source::kComputed, 0, 0}};
  }
  std::string message =
      joined({"no answer in the world for '", call.action, "' on '", call.asset, "' with ", engine::json_of(call)});
  if (strict_) throw engine::RunStopped{message};
  return {{false, "failed", make_str(message), make_list(), make_dict()}, 0, {nullptr, live::Source::kNobody, 1, 0}};
}

void ReplayWorld::send(std::span<const engine::Call> calls, std::span<const engine::Ticket> tickets) {
  std::vector<Given> answers;
  engine::Micros latency = 0;
  for (const engine::Call& call : calls) {
    answers.push_back(answer_to(call));
    latency = std::max(latency, answers.back().latency);
  }
  for (std::size_t i = 0; i < calls.size(); ++i) {
    if (log_ != nullptr) {
      // A request of many calls is one, which the first of them counts.
      if (i > 0) answers[i].reply.requests = 0;
      log_->sent(calls[i], tickets[i], now_);
      if (answers[i].recorded != nullptr) log_->recorded(tickets[i], *answers[i].recorded);
      log_->answered(tickets[i], answers[i].answer, answers[i].reply, now_ + latency);
    }
    pending_.push({now_ + latency, {tickets[i], std::move(answers[i].answer)}});
  }
}

void ReplayWorld::answer(engine::Ticket ticket, engine::Answer answer) {
  pending_.push({now_, {ticket, std::move(answer)}});
}

std::optional<engine::Event> ReplayWorld::next() {
  if (pending_.empty()) return std::nullopt;
  engine::Event event = pending_.top().event;
  now_ = std::max(now_, pending_.top().time);
  pending_.pop();
  return event;
}

std::vector<std::string> ReplayWorld::assets_for(std::string_view action) const {
  const std::string verb = verb_of(action);
  std::vector<std::string> names;
  auto add = [&](const std::string& name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  for (const Recorded& recorded : file_.actions) {
    if (recorded.action != verb) continue;
    if (recorded.asset != "*") {
      add(recorded.asset);
    } else {
      for (const engine::Asset& asset : file_.assets) add(asset.name);
    }
  }
  return names;
}

}  // namespace pbc::io
