// SPDX-License-Identifier: Apache-2.0
#include "compiler/opt/act_sites.h"

#include <algorithm>

#include "compiler/base/fold.h"
#include "compiler/ir/phantom_call.h"
#include "compiler/ir/stored_once.h"
#include "compiler/ir/walk.h"

namespace pbc::opt {

using ir::Operand;
using phantom::EffectClass;

namespace {

class Sites {
 public:
  Sites(const ir::Module& module, const PassContext& context) : module_(module), context_(context), stored_(module) {}

  std::vector<ActSite> run() {
    std::vector<ActSite> sites;
    for (const ir::FunctionId function : module_.functions.ids()) {
      stored_.enter(function);
      ir::for_each_op(module_, function, [&](ir::OpId op, ir::RegionId) {
        if (module_.ops[op].kind == ir::OpKind::kPhantom && module_.ops[op].api == phantom::Api::act)
          sites.push_back(site(function, op));
      });
    }
    return sites;
  }

 private:
  ActSite site(ir::FunctionId function, ir::OpId id) {
    const ir::Op& op = module_.ops[id];
    ActSite site;
    site.function = function;
    site.op = id;
    if (const Operand* action = ir::argument(module_, op, "action")) site.action = text(*action).value_or("");
    if (const Operand* assets = ir::argument(module_, op, "assets")) add_texts(*assets, &site.assets);
    site.effect = context_.effect(site.action, site.assets);
    site.refusal = refusal(site, op);
    site.asks_of_now = site.effect != EffectClass::kLookup && site.effect != EffectClass::kDetonate;
    return site;
  }

  std::optional<Refusal> refusal(const ActSite& site, const ir::Op& op) {
    if (site.action.empty()) return Refusal::kComputed;
    switch (site.effect) {
      case EffectClass::kLookup:
      case EffectClass::kState:
      case EffectClass::kFetch:
        break;
      case EffectClass::kDetonate:
        if (!context_.options().share_detonations) return Refusal::kOptIn;
        break;
      default:
        return Refusal::kEffect;
    }
    // A loop that waits, and an act for later, want to see what has changed.
    if (ir::argument(module_, op, "loop_state") != nullptr || ir::argument(module_, op, "start_time") != nullptr)
      return Refusal::kRepeats;
    return std::nullopt;
  }

  std::optional<std::string> text(const Operand& operand) const {
    const Operand found = stored_.resolve(operand);
    return ir::constant_text(module_, &found);
  }

  void add_texts(const Operand& operand, std::vector<std::string>* texts) const {
    const Operand found = stored_.resolve(operand);
    if (const auto one = ir::constant_text(module_, &found)) {
      texts->push_back(*one);
    } else if (found.is_term()) {
      for (const Operand& element : module_.terms[found.term()].elements) {
        const auto each = text(element);
        if (!each) return texts->clear();  // one that shows only at run time may be any
        texts->push_back(*each);
      }
    }
  }

  const ir::Module& module_;
  const PassContext& context_;
  ir::StoredOnce stored_;
};

}  // namespace

std::vector<ActSite> act_sites(const ir::Module& module, const PassContext& context) {
  return Sites(module, context).run();
}

std::string describe(const ActSite& site) {
  if (site.action.empty()) return "an action whose name is computed";
  std::string text = "`" + site.action + "`";
  for (std::size_t i = 0; i < site.assets.size(); ++i) text += (i == 0 ? " on " : ", ") + site.assets[i];
  return text;
}

std::string why_not(const ActSite& site) {
  const std::string what = describe(site);
  switch (*site.refusal) {
    case Refusal::kComputed:
      return what + " may be any";
    case Refusal::kRepeats:
      return what + " is asked again to see a change";
    case Refusal::kOptIn:
      return what + " runs a sample each time";
    default:
      return what + " changes something, or no connector says that it does not";
  }
}

bool may_ask_the_same(const ActSite& a, const ActSite& b) {
  if (to_lower(a.action) != to_lower(b.action)) return false;
  if (a.assets.empty() || b.assets.empty()) return true;
  return std::ranges::any_of(
      a.assets, [&](const std::string& asset) { return std::ranges::find(b.assets, asset) != b.assets.end(); });
}

std::string illegal_sharing(const ir::Module& module, const PassContext& context) {
  for (const ActSite& site : act_sites(module, context)) {
    const ir::Sharing sharing = module.ops[site.op].sharing;
    if (!site.refusal && site.asks_of_now && sharing == ir::Sharing::kRun)
      return "requests are shared in the whole run in @" +
             std::string(module.text(module.functions[site.function].name)) + ", but " + describe(site) +
             " asks how things are now";
    if (module.ops[site.op].batch > std::max(1u, context.batch(site.action, site.assets)))
      return "more is asked in one request in @" + std::string(module.text(module.functions[site.function].name)) +
             " than " + describe(site) + " takes";
    if (site.refusal && sharing != ir::Sharing::kNone)
      return "requests are shared in @" + std::string(module.text(module.functions[site.function].name)) + ", but " +
             why_not(site) + " [" + std::string(name(*site.refusal)) + "]";
  }
  return "";
}

}  // namespace pbc::opt
