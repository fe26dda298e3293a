// SPDX-License-Identifier: Apache-2.0
//
// The schema is documented in docs/explain.md.
#include <nlohmann/json.hpp>

#include "compiler/plan/explain.h"
#include "compiler/plan/plan_json.h"
#include "compiler/plan/words.h"

namespace pbc::plan {

namespace {

Json with_place(Json json, Place place) {
  json["line"] = place.line;
  json["column"] = place.column;
  return json;
}

Json block_name(const ModulePlan& module, std::optional<std::size_t> block) {
  return block ? Json(module.blocks[*block].name) : Json();
}

Json json_of(const Condition& condition) {
  Json terms = Json::array();
  for (const Term& term : condition)
    terms.push_back(with_place({{"text", term.text}, {"holds", term.holds}}, term.place));
  return {{"text", to_text(condition)}, {"terms", terms}};
}

Json condition_or_null(const Condition& condition) { return condition.empty() ? Json() : json_of(condition); }

std::string_view way_name(ir::Way way) {
  return way == ir::Way::kCall ? "call" : way == ir::Way::kCallback ? "callback" : "value";
}

Json edges_of(const ModulePlan& module) {
  Json edges = Json::array();
  for (const Edge& edge : module.edges) {
    Json json = {
        {"from", module.blocks[edge.from].name}, {"to", module.blocks[edge.to].name}, {"way", way_name(edge.way)}};
    json["act"] = edge.act ? Json(module.acts[*edge.act].name) : Json();
    json["conditions"] = Json::array();
    for (const Condition& condition : edge.conditions)
      if (!condition.empty()) json["conditions"].push_back(json_of(condition));
    json["in_loop"] = edge.repeats;
    json["after_exception"] = edge.is_handler;
    json["back"] = edge.is_back;
    edges.push_back(with_place(std::move(json), edge.place));
  }
  return edges;
}

Json acts_at(const Plan& plan, const std::vector<ActId>& acts) {
  Json list = Json::array();
  for (const ActId id : acts)
    list.push_back(with_place(
        {{"file", plan.parts[id.part].file}, {"block", block_of(plan, id).name}, {"name", act_of(plan, id).name}},
        act_of(plan, id).place));
  return list;
}

Json json_of(const Plan& plan, ActId id) {
  const Act& act = act_of(plan, id);
  Json json = {{"name", act.name}};
  json["action"] = act.site.action.empty() ? Json() : Json(act.site.action);
  json["assets"] = act.site.assets;
  json["effect"] = phantom::name(act.site.effect);
  json["sharing"] = ir::name(act.sharing);
  json["batch"] = act.batch;
  json["ahead"] = act.ahead;
  json["refusal"] = Json();
  if (act.site.refusal) json["refusal"] = {{"reason", opt::name(*act.site.refusal)}, {"text", opt::why_not(act.site)}};
  json["merges_with"] = acts_at(plan, sharers(plan, id));
  json["fences"] = acts_at(plan, fenced(plan, id));
  json["condition"] = condition_or_null(act.condition);
  json["in_loop"] = act.repeats;
  return with_place(std::move(json), act.place);
}

Json json_of(const Plan& plan, const Call& call) {
  constexpr const char* kKinds[] = {"playbook", "custom_function", "prompt"};
  Json json = {{"kind", kKinds[static_cast<std::size_t>(call.kind)]}};
  json["what"] = call.what.empty() ? Json() : Json(call.what);
  json["name"] = call.name;
  json["file"] = call.part ? Json(plan.parts[*call.part].file) : Json();
  json["condition"] = condition_or_null(call.condition);
  json["waited_for"] = call.is_waited_for;
  return with_place(std::move(json), call.place);
}

Json json_of(const Plan& plan, std::size_t part, const Block& block) {
  const ModulePlan& module = plan.parts[part];
  Json json = {{"name", block.name}, {"kind", name(block.kind)}, {"level", block.level}};
  json = with_place(std::move(json), block.place);
  json["description"] = block.description;
  json["custom_code"] = block.has_custom_code;
  json["waits_for"] = Json::array();
  for (const Awaited& awaited : block.awaits)
    json["waits_for"].push_back({{"name", awaited.name}, {"block", block_name(module, awaited.block)}});
  json["acts"] = Json::array();
  for (const std::size_t act : block.acts) json["acts"].push_back(json_of(plan, {part, act}));
  json["calls"] = Json::array();
  for (const Call& call : block.calls) json["calls"].push_back(json_of(plan, call));
  json["reads"] = Json::array();
  for (const Read& read : block.reads)
    json["reads"].push_back({{"text", read.text},
                             {"of", read.of.empty() ? Json() : Json(read.of)},
                             {"block", block_name(module, read.block)}});
  json["changes"] = Json::array();
  for (const Change& change : block.changes)
    json["changes"].push_back(with_place(
        {{"what", change.what}, {"request", change.is_request}, {"condition", condition_or_null(change.condition)}},
        change.place));
  json["helpers"] = block.helpers;
  return json;
}

}  // namespace

Json json_of(const Plan& plan) {
  Json parts = Json::array();
  for (std::size_t i = 0; i < plan.parts.size(); ++i) {
    const ModulePlan& module = plan.parts[i];
    Json json = {{"name", module.name}, {"file", module.file}};
    json["kind"] = module.is_playbook ? "playbook" : "custom_function";
    json["description"] = module.description;
    json["blocks"] = Json::array();
    for (const Block& block : module.blocks) json["blocks"].push_back(json_of(plan, i, block));
    json["edges"] = edges_of(module);
    json["unreached"] = module.unreached;
    json["removed"] = module.removed;
    parts.push_back(std::move(json));
  }
  return parts;
}

std::string to_text(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

std::string explain_json(const Plan& plan, const std::string& passes) {
  Json json = {{"schema", 1}, {"playbook", plan.parts.front().name}, {"optimizer", passes}};
  json["parts"] = json_of(plan);
  json["shared"] = Json::array();
  for (const std::vector<ActId>& group : sharing_groups(plan)) json["shared"].push_back(acts_at(plan, group));
  const Summary sum = summary(plan);
  json["summary"] = {{"blocks", sum.blocks},       {"levels", sum.levels},
                     {"acts", sum.acts},           {"lookups", sum.lookups},
                     {"sharing", sum.shared},      {"effectful", sum.effectful},
                     {"playbooks", sum.playbooks}, {"custom_functions", sum.custom_functions},
                     {"prompts", sum.prompts}};
  return to_text(json);
}

}  // namespace pbc::plan
