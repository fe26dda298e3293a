// SPDX-License-Identifier: Apache-2.0
#include "triage/read_settings.h"

#include <algorithm>
#include <utility>

namespace pbc::triage {

namespace {

using live::Fields;
using live::OrderedJson;

/// A number from 0 to 1 that stays what it is where it is not given.
void read_part(const Fields& fields, std::string_view name, double* value) {
  if (!fields.has(name)) return;
  const OrderedJson& given = fields.member(name);
  if (!given.is_number() || !(given.get<double>() >= 0 && given.get<double>() <= 1)) {
    fields.problem(name, "expected a number from 0 to 1");
    return;
  }
  *value = given.get<double>();
}

void read_count(const Fields& fields, std::string_view name, std::int64_t* value) {
  if (!fields.has(name)) return;
  *value = fields.integer(name);
  if (*value < 0 || *value > 10'000) fields.problem(name, "expected a number from 0 to 10000");
}

Weights read_weights(const Fields& fields) {
  fields.only({"url", "address", "content", "redirect", "playbook"});
  Weights weights;
  read_part(fields, "url", &weights.url);
  read_part(fields, "address", &weights.address);
  read_part(fields, "content", &weights.content);
  read_part(fields, "redirect", &weights.redirect);
  read_part(fields, "playbook", &weights.playbook);
  const bool is_nothing = std::ranges::all_of(kComponents, [&](auto name) { return weights.of(name) == 0; });
  if (is_nothing) fields.problem("", "at least one weight must be above 0");
  return weights;
}

Levels read_levels(const Fields& fields) {
  fields.only({"critical", "high", "medium"});
  Levels levels;
  read_part(fields, "critical", &levels.critical);
  read_part(fields, "high", &levels.high);
  read_part(fields, "medium", &levels.medium);
  if (!(levels.medium <= levels.high && levels.high <= levels.critical))
    fields.problem("", "expected medium <= high <= critical");
  return levels;
}

Limits read_limits(const Fields& fields) {
  fields.only({"urls", "addresses", "files", "messages", "redirects", "time", "delay"});
  Limits limits;
  read_count(fields, "urls", &limits.urls);
  read_count(fields, "addresses", &limits.addresses);
  read_count(fields, "files", &limits.files);
  read_count(fields, "messages", &limits.messages);
  read_count(fields, "redirects", &limits.redirects);
  limits.time = fields.duration("time", limits.time);
  limits.delay = fields.duration("delay", limits.delay);
  return limits;
}

constexpr std::array<std::pair<std::string_view, PlaybookRule::Run>, 3> kRuns = {{
    {"where it applies", PlaybookRule::Run::kWhereItApplies},
    {"always", PlaybookRule::Run::kAlways},
    {"never", PlaybookRule::Run::kNever},
}};

PlaybookRule read_rule(const std::string& name, const Fields& fields) {
  fields.only({"run", "labels", "tags"});
  PlaybookRule rule;
  rule.name = name;
  if (fields.has("run")) {
    const std::string run = fields.text("run");
    const auto found = std::ranges::find(kRuns, run, [](const auto& each) { return each.first; });
    if (found == kRuns.end())
      fields.problem("run", "expected \"where it applies\", \"always\" or \"never\"");
    else
      rule.run = found->second;
  }
  rule.has_labels = fields.has("labels");
  if (rule.has_labels) rule.labels = fields.texts("labels");
  if (fields.has("tags")) rule.tags = fields.texts("tags");
  return rule;
}

OrderedJson texts(const std::vector<std::string>& all) {
  OrderedJson list = OrderedJson::array();
  for (const std::string& text : all) list.push_back(text);
  return list;
}

}  // namespace

Settings read_settings(const Fields& fields) {
  fields.only({"weights", "levels", "limits", "left_out", "playbooks"});
  Settings settings;
  if (fields.has("weights")) settings.weights = read_weights(fields.object("weights"));
  if (fields.has("levels")) settings.levels = read_levels(fields.object("levels"));
  if (fields.has("limits")) settings.limits = read_limits(fields.object("limits"));
  if (fields.has("left_out")) settings.left_out = fields.texts("left_out");
  for (const std::string& component : settings.left_out)
    if (std::ranges::find(kComponents, component) == kComponents.end() && component != "file")
      fields.problem("left_out", "there is no component `" + component + "`");
  if (fields.has("playbooks")) {
    const Fields playbooks = fields.object("playbooks");
    for (const auto& [name, rule] : playbooks.members())
      settings.playbooks.push_back(read_rule(name, playbooks.object(name)));
  }
  return settings;
}

OrderedJson to_json(const Settings& settings) {
  OrderedJson weights = OrderedJson::object();
  for (const std::string_view component : kComponents) weights[std::string(component)] = settings.weights.of(component);
  const Limits& limits = settings.limits;
  OrderedJson playbooks = OrderedJson::object();
  for (const PlaybookRule& rule : settings.playbooks) {
    OrderedJson& own = playbooks[rule.name] = OrderedJson::object();
    own["run"] = std::ranges::find(kRuns, rule.run, [](const auto& each) { return each.second; })->first;
    if (rule.has_labels) own["labels"] = texts(rule.labels);
    own["tags"] = texts(rule.tags);
  }
  return {
      {"weights", weights},
      {"levels",
       {{"critical", settings.levels.critical}, {"high", settings.levels.high}, {"medium", settings.levels.medium}}},
      {"limits",
       {{"urls", limits.urls},
        {"addresses", limits.addresses},
        {"files", limits.files},
        {"messages", limits.messages},
        {"redirects", limits.redirects},
        {"time", std::to_string(limits.time / policy::kMillisecond) + "ms"},
        {"delay", std::to_string(limits.delay / policy::kMillisecond) + "ms"}}},
      {"left_out", texts(settings.left_out)},
      {"playbooks", playbooks}};
}

}  // namespace pbc::triage
