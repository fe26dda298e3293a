// SPDX-License-Identifier: Apache-2.0
//
// Changes as JSON (docs/diff.md).
#include "compiler/plan/changes.h"
#include "compiler/plan/plan_json.h"

namespace pbc::plan {
namespace {

Json of(const Fact& fact) {
  Json made = {{"call", fact.head}, {"what", fact.what}};
  made["effect"] = fact.effect ? Json(std::string(phantom::name(*fact.effect))) : Json();
  made["line"] = fact.place.line;
  made["arguments"] = Json::object();
  for (const auto& [name, text] : fact.arguments) made["arguments"][name] = text;
  return made;
}

Json of(const Version& version, const Wishes& wishes, const std::optional<Formula>& formula, const std::string& shown) {
  if (!formula) return nullptr;
  const auto value = value_of(version.budget, wishes, *formula);
  return {{"formula", shown}, {"value", value ? Json(*value) : Json()}};
}

}  // namespace

std::string changes_json(const Changes& changes, const Version& before, const Version& after, const Wishes& wishes) {
  Json made = {{"schema", 1}, {"old", before.file}, {"new", after.file}, {"differs", !changes.empty()}};
  made["new_effects"] = Json::array();
  for (const phantom::EffectClass effect : changes.new_effects)
    made["new_effects"].push_back(std::string(phantom::name(effect)));
  made["changes"] = Json::array();
  for (const FactChange& change : changes.facts) {
    const Fact& fact = change.after ? *change.after : *change.before;
    constexpr const char* kKinds[] = {"added", "removed", "changed"};
    Json one = {{"change", kKinds[static_cast<std::size_t>(change.kind)]},
                {"category", std::string(name(fact.category))},
                {"block", change.block}};
    one["before"] = change.before ? of(*change.before) : Json();
    one["after"] = change.after ? of(*change.after) : Json();
    made["changes"].push_back(std::move(one));
  }
  made["blocks"] = {{"added", changes.added_blocks}, {"removed", changes.removed_blocks}, {"other_code", changes.code}};
  made["blocks"]["renamed"] = Json::array();
  for (const auto& [from, to] : changes.renamed) made["blocks"]["renamed"].push_back({{"from", from}, {"to", to}});
  made["services"] = Json::array();
  for (const ServiceChange& service : changes.services)
    made["services"].push_back({{"service", service.service},
                                {"before", of(before, wishes, service.before, service.before_text)},
                                {"after", of(after, wishes, service.after, service.after_text)}});
  return to_text(made);
}

}  // namespace pbc::plan
