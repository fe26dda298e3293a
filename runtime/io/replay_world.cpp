// SPDX-License-Identifier: Apache-2.0
#include "io/replay_world.h"

#include <algorithm>

#include "phantom/choices.h"
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

bool is_action(const Recorded& recorded, std::string_view action) {
  static_assert(choices::kActionVerbIgnoresCase);
  return recorded.action == text::lower(action);
}

}  // namespace

void ReplayWorld::wake_at(engine::Micros time, engine::Ticket ticket) {
  pending_.push({std::max(time, now_), {ticket, std::nullopt}});
}

Recorded* ReplayWorld::find(const engine::Call& call) {
  auto answers = [&](const Recorded& recorded) {
    return is_action(recorded, call.action) && (recorded.asset == "*" || recorded.asset == call.asset) &&
           recorded.times != 0 && contains(call.parameter, recorded.parameter);
  };
  auto found = std::ranges::find_if(file_.actions, answers);
  return found == file_.actions.end() ? nullptr : &*found;
}

void ReplayWorld::send(const engine::Call& call, engine::Ticket ticket) {
  if (Recorded* recorded = find(call)) {
    if (recorded->times) --*recorded->times;
    pending_.push({now_ + recorded->latency, {ticket, recorded->answer}});
    return;
  }
  std::string message = joined(
      {"no answer in the world for '", call.action, "' on '", call.asset, "' with ", engine::to_json(call.parameter)});
  if (strict_) throw engine::RunStopped{message};
  pending_.push({now_, {ticket, engine::Answer{false, "failed", make_str(message), make_list(), make_dict()}}});
}

std::optional<engine::Event> ReplayWorld::next() {
  if (pending_.empty()) return std::nullopt;
  engine::Event event = pending_.top().event;
  now_ = std::max(now_, pending_.top().time);
  pending_.pop();
  return event;
}

std::vector<std::string> ReplayWorld::assets_for(std::string_view action) const {
  std::vector<std::string> names;
  auto add = [&](const std::string& name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  for (const Recorded& recorded : file_.actions) {
    if (!is_action(recorded, action)) continue;
    if (recorded.asset != "*") {
      add(recorded.asset);
    } else {
      for (const engine::Asset& asset : file_.assets) add(asset.name);
    }
  }
  return names;
}

}  // namespace pbc::io
