// SPDX-License-Identifier: Apache-2.0
//
// What a run costs at most: how many requests each service gets, as a formula over what the event brings. The worst
// case over all branches and all answers; docs/budget.md says what is assumed.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/phantom/catalogue.h"
#include "compiler/plan/plan.h"
#include "compiler/plan/sources.h"

namespace pbc::plan {

/// One act on one asset.
struct CostSite {
  std::size_t part = 0;
  ir::OpId op;
  std::string file;
  Place place;
  std::string block;
  std::string action;  // empty: computed
  std::string asset;   // empty: computed, or any
  phantom::EffectClass effect = phantom::EffectClass::kExecute;
  ir::Sharing sharing = ir::Sharing::kNone;
  Formula calls;            // alone, in a run whose answers succeed
  bool is_certain = false;  // every run gets here
  std::map<std::string, std::vector<Origin>> parameters;
};

/// All that goes to one service.
struct ServiceCost {
  std::string service;
  std::vector<std::string> apps;  // that may be meant
  bool is_local = false;          // no requests at all; counted all the same
  bool is_any = false;            // acts whose asset shows in a run: it may be one of any other service
  std::vector<phantom::Quota> quotas;
  Formula calls;               // where every answer is a success
  Formula calls_when_failing;  // whatever is answered: a question that failed is asked again by the next act
  std::vector<std::size_t> sites;
};

/// All that is of one effect class.
struct EffectCost {
  phantom::EffectClass effect = phantom::EffectClass::kExecute;
  Formula calls;
  std::vector<std::size_t> sites;
};

struct Budget {
  std::string playbook;
  std::string file;
  std::vector<std::string> parts;  // names of the playbook and of what is linked to it
  bool counts_different = false;   // equal questions are asked once somewhere; else every value counts
  Counts counts;
  std::vector<CostSite> sites;
  std::vector<ServiceCost> services;  // by name
  std::vector<EffectCost> effects;    // lookups not among them
  /// The requests of a service, with those that may go to it or elsewhere.
  Formula calls_with_any(const ServiceCost& service) const;
  /// What the formulas leave out, so that nothing is proven: "`local/x` was not found".
  std::vector<std::string> not_counted;
  /// Why something is unbounded.
  std::vector<std::string> unbounded;
  /// Places that add or change artifacts: those count too.
  std::vector<std::string> adds_artifacts;
};

/// Of the modules as the passes left them.
Budget make_budget(const Program& program, const phantom::Catalogue& catalogue, const opt::PassContext& context);

/// What a number counts, for people: `|url|`, `|url: requestURL|`, `rows(...)`.
std::string text(const Budget& budget, SymbolId symbol);
/// The datapath of a source, with the part's name before it where that is not the playbook: `sub/block:...`.
std::string full_name(const Budget& budget, const Source& source);
/// The kind of indicator that all columns hold, "url"; empty: none, or not known.
std::string indicator_of(const Count& count);
std::string indicator_of(const Source& source);

}  // namespace pbc::plan
