// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/plan.h"

#include <algorithm>

#include "compiler/plan/module_planner.h"

namespace pbc::plan {

using phantom::EffectClass;

std::string_view name(BlockKind kind) {
  switch (kind) {
    case BlockKind::kStart:
      return "start";
    case BlockKind::kFinish:
      return "end";
    case BlockKind::kModule:
      return "module";
    case BlockKind::kAction:
      return "action";
    case BlockKind::kPrompt:
      return "prompt";
    case BlockKind::kPlaybook:
      return "playbook";
    case BlockKind::kCustomFunction:
      return "custom function";
    case BlockKind::kJoin:
      return "join";
    case BlockKind::kLoop:
      return "loop";
    case BlockKind::kFilter:
      return "filter";
    case BlockKind::kDecision:
      return "decision";
    case BlockKind::kFormat:
      return "format";
    case BlockKind::kCode:
      return "code";
  }
  return "";
}

std::string to_text(const Condition& condition) {
  // "else" is for what comes first; further in, it is one more that does not hold.
  const auto first = std::ranges::find_if_not(condition, &Term::is_else);
  std::string text = first == condition.begin() ? "" : "else";
  for (const bool holds : {true, false}) {
    const auto is_alone =
        std::count_if(first, condition.end(), [&](const Term& term) { return term.holds == holds; }) == 1;
    bool is_first = true;
    for (auto term = first; term != condition.end(); ++term) {
      if (term->holds != holds) continue;
      if (is_first && !text.empty()) text += holds ? " " : ", ";
      text += is_first ? (holds ? "if " : "unless ") : (holds ? " and " : " or ");
      const std::string& what = term->brief.empty() ? term->text : term->brief;
      text += term->is_compound && !is_alone ? "(" + what + ")" : what;
      is_first = false;
    }
  }
  return text;
}

Plan make_plan(const Program& program, const opt::PassContext& context) {
  Plan plan;
  for (std::size_t i = 0; i < program.parts.size(); ++i) plan.parts.push_back(ModulePlanner(program, i, context).run());
  return plan;
}

void note_removed(const Plan& before, Plan* after) {
  for (std::size_t i = 0; i < before.parts.size(); ++i) {
    const ModulePlan& old = before.parts[i];
    ModulePlan& now = after->parts[i];
    now.unreached = old.unreached;
    for (const Block& block : old.blocks)
      if (std::ranges::find(now.blocks, block.name, &Block::name) == now.blocks.end())
        now.removed.push_back(block.name);
  }
}

const Act& act_of(const Plan& plan, ActId id) { return plan.parts[id.part].acts[id.act]; }

const Block& block_of(const Plan& plan, ActId id) { return plan.parts[id.part].blocks[act_of(plan, id).block]; }

namespace {

template <typename Keep>
std::vector<ActId> acts_that(const Plan& plan, ActId id, const Keep& keep) {
  std::vector<ActId> found;
  for (std::size_t part = 0; part < plan.parts.size(); ++part)
    for (std::size_t act = 0; act < plan.parts[part].acts.size(); ++act)
      if (ActId(part, act) != id && keep(plan.parts[part].acts[act])) found.push_back({part, act});
  return found;
}

bool have_asset_in_common(const Act& a, const Act& b) {
  if (a.site.assets.empty() || b.site.assets.empty()) return true;
  return std::ranges::any_of(a.site.assets, [&](const std::string& asset) {
    return std::ranges::find(b.site.assets, asset) != b.site.assets.end();
  });
}

}  // namespace

std::vector<ActId> sharers(const Plan& plan, ActId id) {
  const Act& act = act_of(plan, id);
  if (act.sharing != ir::Sharing::kRun) return {};
  return acts_that(plan, id, [&](const Act& other) {
    return other.sharing == ir::Sharing::kRun && opt::may_ask_the_same(act.site, other.site);
  });
}

std::vector<ActId> fenced(const Plan& plan, ActId id) {
  const Act& act = act_of(plan, id);
  if (act.sharing != ir::Sharing::kNone) return {};
  return acts_that(plan, id, [&](const Act& other) {
    return other.sharing == ir::Sharing::kRun && have_asset_in_common(act, other);
  });
}

Summary summary(const Plan& plan) {
  Summary sum;
  for (std::size_t part = 0; part < plan.parts.size(); ++part) {
    const ModulePlan& module = plan.parts[part];
    for (std::size_t i = 0; i < module.acts.size(); ++i) {
      const EffectClass effect = module.acts[i].site.effect;
      const bool asks =
          effect == EffectClass::kLookup || effect == EffectClass::kState || effect == EffectClass::kFetch;
      ++sum.acts;
      ++(asks ? sum.lookups : sum.effectful);
      if (!sharers(plan, {part, i}).empty()) ++sum.shared;
    }
    for (const Block& block : module.blocks) {
      ++sum.blocks;
      for (const Call& call : block.calls) {
        if (call.kind == Call::Kind::kPlaybook) ++sum.playbooks;
        if (call.kind == Call::Kind::kCustomFunction) ++sum.custom_functions;
        if (call.kind == Call::Kind::kPrompt) ++sum.prompts;
      }
      if (part == 0) sum.levels = std::max(sum.levels, block.level);
    }
  }
  return sum;
}

}  // namespace pbc::plan
