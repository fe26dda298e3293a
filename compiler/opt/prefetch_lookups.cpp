// SPDX-License-Identifier: Apache-2.0
//
// prefetch-lookups
//
// Blocks stand one behind the other though the later takes nothing from the earlier: the look-ups of the second then
// wait for the action of the first. A block that is certain to run when an act has ended, and that only reads what is
// there already, is rehearsed when the act begins: its look-ups are asked, and nothing else is done. The block itself
// runs where it stands, and finds the answers there or under way:
//
//   phantom.act(action="detonate file", parameters=%p, callback=@after)     block @after(...) { ... call
//   @geolocate(...) }
//   ->
//   phantom.act[ahead @geolocate](action="detonate file", parameters=%p, callback=@after)
//
// Refuses a block that takes what something before it finds [NeedsResults], does more than to ask [DoesMore], reads
// what may change until its turn comes [MayChange], stands behind a condition that is not itself rehearsed or in a join
// [NotCertain], and where the act that it waits for may change the asset that it asks [Effect]. With --speculate, what
// may change and joins are rehearsed too: the requests are asked in vain where the guess was wrong.
//
// Order: after share-requests, whose marks it reads: what is asked ahead is found by the block only if it is shared.
#include "compiler/opt/prefetch_lookups.h"

#include <algorithm>
#include <map>
#include <set>

#include "compiler/ir/phantom_call.h"
#include "compiler/ir/walk.h"
#include "compiler/opt/act_sites.h"
#include "compiler/opt/rehearsal.h"

namespace pbc::opt {
namespace {

using ir::FunctionId;
using ir::OpId;

class Prefetch {
 public:
  Prefetch(ir::Module& module, PassContext& context)
      : module_(module), context_(context), rehearsals_(module, context.options()) {
    for (const ActSite& site : act_sites(module, context)) sites_.emplace(site.op, site);
  }

  void run() {
    for (const auto& [op, site] : sites_) {
      const ir::Operand* callback = ir::argument(module_, module_.ops[op], "callback");
      if (callback != nullptr && callback->is_function()) look_behind(site, callback->function());
    }
    for (const auto& [lookup, objection] : refused_) {
      if (asked_.contains(lookup)) continue;
      const ActSite& site = sites_.at(lookup);
      context_.count("refused");
      std::vector<RelatedPlace> related;
      if (objection.op)
        related.push_back(PassContext::place(module_, objection.function, objection.op, "because of this"));
      context_.refused(module_, site.function, lookup, objection.refusal,
                       describe(site) + " is not asked before its turn, since the block " + objection.why,
                       std::move(related));
    }
  }

 private:
  /// The blocks that follow on an act.
  void look_behind(const ActSite& act, FunctionId callback) {
    std::vector<FunctionId> rehearsed;
    const std::vector<FunctionId> possible = rehearsals_.possible_calls(callback);
    const std::vector<FunctionId> certain =
        context_.options().speculate ? possible : rehearsals_.certain_calls(callback);
    for (const FunctionId block : certain) {
      std::optional<Objection> objection = rehearsals_.objection(block);
      if (!objection) objection = too_early(act, block);
      if (objection) {
        refuse_own(block, *objection);
      } else if (const auto& lookups = rehearsals_.lookups(block); !lookups.empty()) {
        if (fences(act, lookups))
          refuse_all(lookups, {Refusal::kEffect, "waits for what may change the asset", act.function, act.op});
        else
          rehearsed.push_back(block);
      }
    }
    mark(act, rehearsed);
    for (const FunctionId block : possible)
      if (std::ranges::find(certain, block) == certain.end())
        refuse_own(block, {Refusal::kNotCertain, "may not run", act.function, act.op});
  }

  /// Whether a block reads parameters of acts that may be others when its turn comes.
  std::optional<Objection> too_early(const ActSite& act, FunctionId block) {
    for (const std::string& name : rehearsals_.reads(block)) {
      const bool is_certain = std::ranges::any_of(sites_, [&](const auto& entry) {
        return ir::text_argument(module_, module_.ops[entry.first], "name") == name &&
               rehearsals_.runs_once(entry.second, name);
      });
      if (!is_certain)
        return Objection{Refusal::kNeedsResults, "takes what `" + name + "` leaves", act.function, act.op};
    }
    return std::nullopt;
  }

  void mark(const ActSite& act, const std::vector<FunctionId>& blocks) {
    // One that another of them calls is rehearsed with it.
    std::set<FunctionId> called;
    for (const FunctionId block : blocks)
      for (const FunctionId inner : rehearsals_.possible_calls(block))
        if (inner != block) called.insert(inner);
    ir::Op& op = module_.ops[act.op];
    for (const FunctionId block : blocks) {
      if (called.contains(block) || std::ranges::find(op.ahead, block) != op.ahead.end()) continue;
      op.ahead.push_back(block);
      for (const OpId lookup : rehearsals_.lookups(block)) {
        if (!asked_.emplace(lookup, act.op).second) continue;
        const ActSite& site = sites_.at(lookup);
        context_.count("acts");
        context_.acted(module_, site.function, lookup,
                       describe(site) + " is asked while " + describe(act) + " is under way",
                       {PassContext::place(module_, act.function, act.op, "is under way then")});
      }
    }
  }

  /// Whether the answer may be another when the act has ended.
  bool fences(const ActSite& act, const std::vector<OpId>& lookups) const {
    if (module_.ops[act.op].sharing != ir::Sharing::kNone) return false;
    return std::ranges::any_of(lookups, [&](OpId lookup) {
      const std::vector<std::string>& assets = sites_.at(lookup).assets;
      return act.assets.empty() || assets.empty() || std::ranges::any_of(assets, [&](const std::string& asset) {
               return std::ranges::find(act.assets, asset) != act.assets.end();
             });
    });
  }

  void refuse_all(const std::vector<OpId>& lookups, const Objection& objection) {
    for (const OpId lookup : lookups) refused_.emplace(lookup, objection);
  }

  /// The look-ups that stand in the block itself.
  void refuse_own(FunctionId block, const Objection& objection) {
    ir::for_each_op(module_, block, [&](OpId op, ir::RegionId) {
      const auto site = sites_.find(op);
      if (site != sites_.end() && module_.ops[op].sharing == ir::Sharing::kRun) refused_.emplace(op, objection);
    });
  }

  ir::Module& module_;
  PassContext& context_;
  Rehearsals rehearsals_;
  std::map<OpId, ActSite> sites_;
  std::map<OpId, OpId> asked_;  // look-ups, each with the act that it is asked with
  std::map<OpId, Objection> refused_;
};

}  // namespace

void prefetch_lookups(ir::Module& module, PassContext& context) { Prefetch(module, context).run(); }

}  // namespace pbc::opt
