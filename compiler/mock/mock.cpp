// SPDX-License-Identifier: Apache-2.0
#include "compiler/mock/mock.h"

#include <algorithm>

#include "compiler/mock/parts.h"

namespace pbc::mock {
namespace {

constexpr unsigned kTimeouts = 10;  // percent

/// An answer to one question of a prompt.
Json make_response(const Json& type, Values& values) {
  const Json* options = type.is_object() && type.contains("options") ? &type["options"] : nullptr;
  if (options != nullptr && options->is_object()) {
    if (options->contains("choices") && (*options)["choices"].is_array() && !(*options)["choices"].empty())
      return (*options)["choices"][values.random().below((*options)["choices"].size())];
    const Json low = options->value("min", Json()), high = options->value("max", Json());
    if (low.is_number_integer() && high.is_number_integer() && low.get<std::int64_t>() <= high.get<std::int64_t>()) {
      const auto width = static_cast<std::size_t>(high.get<std::int64_t>() - low.get<std::int64_t>()) + 1;
      return std::to_string(low.get<std::int64_t>() + static_cast<std::int64_t>(values.random().below(width)));
    }
    if (options->value("type", "") == "list") return values.random().chance(50) ? "Yes" : "No";
  }
  return values.shared(Kind::kText);
}

Json make_prompts(const Needs& needs, Values& values) {
  Json prompts = Json::object();
  for (const PromptNeed& need : needs.prompts) {
    Json responses = Json::array();
    for (const Json& type : need.response_types) responses.push_back(make_response(type, values));
    prompts[need.block] = {{"responses", std::move(responses)},
                           {"user", "admin"},
                           {"latency_ms", 1000 * (20 + values.random().below(300))}};
    if (values.random().chance(kTimeouts)) prompts[need.block]["timeout"] = true;
  }
  return prompts;
}

Json make_lists(const Needs& needs, Values& values) {
  Json lists = Json::object();
  for (const auto& [name, fields] : needs.lists) {
    // What is looked for in it, else what its own name speaks of.
    std::vector<Kind> kinds;
    for (const std::string& field : fields) kinds.push_back(kind_of(field));
    if (kinds.empty()) kinds.push_back(kind_of(name));
    Json rows = Json::array();
    const std::size_t size = 1 + values.random().below(4);
    for (std::size_t i = 0; i < size; ++i) {
      const Json cell = values.shared(kinds[i % kinds.size()]);
      rows.push_back(Json::array({cell.is_string() ? cell.get<std::string>() : cell.dump()}));
    }
    lists[name] = std::move(rows);
  }
  return lists;
}

void add_named(const char* key, const std::vector<std::string>& names, Json* list) {
  for (const std::string& name : names)
    if (std::ranges::none_of(*list, [&](const Json& known) { return known[key] == name; }))
      list->push_back({{"id", list->size() + 1}, {key, name}});
}

}  // namespace

void add_people_and_records(const Needs& needs, Values& values, Json* world) {
  (*world)["prompts"] = make_prompts(needs, values);
  (*world)["lists"] = make_lists(needs, values);
  Json users = Json::array();
  Json roles = Json::array();
  add_named("username", {"admin", "automation"}, &users);
  add_named("username", needs.users, &users);
  add_named("name", {"Administrator", "Incident Commander"}, &roles);
  add_named("name", needs.roles, &roles);
  (*world)["users"] = std::move(users);
  (*world)["roles"] = std::move(roles);
  Json workbooks = Json::array();
  for (const std::string& name : needs.workbooks) {
    const Json task = {{"name", "Review"}, {"owner", "admin"}};
    workbooks.push_back({{"id", workbooks.size() + 1},
                         {"name", name},
                         {"phases", Json::array({{{"name", "Triage"}, {"tasks", Json::array({task})}},
                                                 {{"name", "Response"}, {"tasks", Json::array({task})}}})}});
  }
  (*world)["workbooks"] = std::move(workbooks);
  Json vault = Json::array();
  for (const Json& id : values.pool(Kind::kVaultId))
    vault.push_back(
        {{"vault_id", id}, {"name", values.shared(Kind::kFileName)}, {"size", 1000 + values.random().below(100000)}});
  (*world)["vault"] = std::move(vault);
  Json indicators = Json::array();
  for (const Kind kind : {Kind::kIp, Kind::kDomain, Kind::kUrl})
    for (const Json& value : values.pool(kind))
      indicators.push_back({{"id", indicators.size() + 1}, {"value", value}, {"tags", Json::array()}});
  (*world)["indicators"] = std::move(indicators);
  Json http = Json::array();
  for (const std::string& url : needs.urls)
    http.push_back({{"url", url}, {"method", "GET"}, {"status", 200}, {"json", Json::object()}});
  (*world)["http"] = std::move(http);
}

Surroundings surroundings(const std::string& name, const Needs& needs, const phantom::Catalogue& catalogue,
                          std::uint64_t seed) {
  Values values(seed);
  Surroundings made;
  made.event = make_event(name, needs, values);
  made.inputs = Json::object();
  for (const auto& [key, shape] : needs.inputs.keys) {
    // An input takes one value or a list of them.
    made.inputs[key] = values.make(shape);
    if (shape.is_plain() && values.random().chance(50))
      made.inputs[key] = Json::array({made.inputs[key], values.make(shape)});
  }
  Json& world = made.world;
  world["now"] = "2024-05-14T09:30:00Z";
  world["seed"] = seed;
  world["assets"] = Json::array();
  for (const ActionNeed& need : needs.actions) {
    if (need.asset.empty() ||
        std::ranges::any_of(world["assets"], [&](const Json& known) { return known["name"] == need.asset; }))
      continue;
    const auto descriptors = catalogue.find(need.action, need.asset);
    const bool is_known = !descriptors.empty() && !descriptors.front()->app.empty();
    world["assets"].push_back({{"name", need.asset}, {"app", is_known ? descriptors.front()->app : need.asset}});
  }
  world["actions"] = make_answers(needs, catalogue, values);
  add_people_and_records(needs, values, &world);
  return made;
}

}  // namespace pbc::mock
