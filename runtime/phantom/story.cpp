// SPDX-License-Identifier: Apache-2.0
#include "phantom/story.h"

#include <algorithm>
#include <array>

#include "phantom/arguments.h"
#include "phantom/plain.h"
#include "python/objects.h"
#include "python/text.h"

namespace pbc::engine {

namespace {

constexpr std::size_t kLongest = 300;      // bytes of one argument
constexpr std::size_t kMostEntries = 500;  // of each kind: a loop has no end otherwise

/// Of what is traced, what concerns the run alone, or is told elsewhere.
constexpr std::array<std::string_view, 9> kNoDeeds = {
    "act",      "custom_function",   "debug",         "discontinue", "error",
    "playbook", "save_block_result", "save_run_data", "task"};

std::string cut(std::string text) {
  if (text.size() <= kLongest) return text;
  text.resize(length_within(text, kLongest));
  return text + "...";
}

std::string shown(const Value& value) { return cut(value.is_str() ? std::string(value.text()) : to_json(value)); }

}  // namespace

void Story::enter(std::string_view block, std::int64_t t_ms) {
  const bool is_known = std::ranges::any_of(blocks, [&](const Block& each) { return each.name == block; });
  if (!is_known && blocks.size() < kMostEntries) blocks.push_back({std::string(block), t_ms});
}

void Story::decide(Condition condition) {
  if (conditions.size() < kMostEntries) conditions.push_back(std::move(condition));
}

void Story::note(std::string_view block, std::string_view api, std::string_view parameters,
                 std::span<const Value> arguments, std::int64_t t_ms) {
  if (std::ranges::find(kNoDeeds, api) != kNoDeeds.end() || deeds.size() >= kMostEntries) return;
  Deed deed{std::string(block), std::string(api), {}, t_ms};
  const auto add = [&](std::string name, const Value& value) {
    if (deed.arguments.size() < kMostEntries) deed.arguments.emplace_back(std::move(name), shown(value));
  };
  for (const Value& argument : arguments) {
    const std::string name(take_name(parameters));
    if (argument.is_unset() || argument.is_none() || name == "container" || name == "trace" || name == "callback")
      continue;
    if (argument.is(Tag::kDict)) {
      for (const Table::Entry& entry : as_dict(argument).entries_in_place()) add(shown(entry.key), entry.value);
    } else if (argument.is(Tag::kList) || argument.is(Tag::kTuple)) {
      for (const Value& each : to_values(argument)) add(name, each);
    } else {
      add(name, argument);
    }
  }
  deeds.push_back(std::move(deed));
}

std::string shown_conditions(const Value& conditions, const Value& logical_operator) {
  if (conditions.is_unset() || conditions.is_none()) return "";
  const std::string word = logical_operator.is_str() ? text::lower(logical_operator.text()) : "and";
  std::string all;
  for (const Value& row : to_values(conditions)) {
    const Values parts = to_values(row);
    if (!all.empty()) all += " " + word + " ";
    for (std::size_t i = 0; i < parts.size(); ++i) all += (i == 0 ? "" : " ") + to_str(parts[i]);
    if (parts.size() == 3 && parts[2].is_str() && parts[2].text().empty()) all += "\"\"";
  }
  return cut(std::move(all));
}

}  // namespace pbc::engine
