// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/budget.h"

#include <algorithm>

#include "compiler/base/fold.h"
#include "compiler/ir/phantom_call.h"
#include "compiler/ir/walk.h"
#include "compiler/plan/cost.h"

namespace pbc::plan {

using ir::OpId;
using phantom::Api;
using phantom::EffectClass;

namespace {

/// An act on one of its assets, with what a formula is made of.
struct Site {
  std::size_t part = 0;
  ir::FunctionId function;
  OpId op;
  std::string action;
  std::string asset;
  std::string service;
  Formula assets = Formula::number(1);  // how many of them, where they are not written out
  ActParameters parameters;
  Formula each;  // requests each time that the act runs, if nothing is shared with other acts
  bool is_merged = false;
};

/// Questions that may be equal: of one asset, one action, dicts of one shape. The different ones of all acts together
/// are no more than the union of what the acts may ask.
struct Question {
  std::string group;
  std::vector<Factor> factors;
  auto operator<=>(const Question&) const = default;
};

class Budgeter {
 public:
  Budgeter(const Program& program, const phantom::Catalogue& catalogue, const opt::PassContext& context)
      : program_(program), catalogue_(catalogue), context_(context) {}

  Budget run() {
    for (std::size_t part = 0; part < program_.parts.size(); ++part)
      flows_.push_back(std::make_unique<Flow>(*program_.parts[part].module, part, budget_.counts));
    walk_.emplace(program_, flows_, context_.options().speculate);
    budget_.playbook = program_.parts.front().module->name;
    budget_.file = program_.parts.front().module->file;
    for (const Part& part : program_.parts) budget_.parts.push_back(part.module->name);
    budget_.not_counted = walk_->not_counted();
    for (std::size_t part = 0; part < program_.parts.size(); ++part) find_sites(part);
    find_inputs();
    find_merged();
    for (std::size_t i = 0; i < sites_.size(); ++i) describe(i);
    find_services();
    find_effects();
    for (const auto& [part, function] : walk_->recursive()) {
      const ir::Module& module = *program_.parts[part].module;
      const bool is_playbook = function.is_none();
      budget_.unbounded.push_back(
          module.file + ":" + std::to_string(is_playbook ? 1 : module.function_lines[function.index()]) + ": " +
          (is_playbook
               ? "playbook `" + module.name + "` can run itself again"
               : "block `" + std::string(module.text(module.functions[function].name)) + "` can come to itself again"));
    }
    find_artifact_writers();
    return std::move(budget_);
  }

 private:
  // --- What there is ---

  void find_sites(std::size_t part) {
    const ir::Module& module = *program_.parts[part].module;
    if (module.find_function("on_start").is_none()) return;  // custom functions cannot act
    for (const opt::ActSite& found : opt::act_sites(module, context_)) {
      const ir::Op& op = module.ops[found.op];
      Site site;
      site.part = part;
      site.function = found.function;
      site.op = found.op;
      site.action = found.action;
      site.parameters = flows_[part]->parameters(found.function, found.op);
      std::vector<std::string> assets = found.assets;
      const std::size_t first = sites_.size();
      if (assets.empty()) {
        site.assets = number_of_assets(part, op, found.op);
        site.service = service_of_call(module, op);
        sites_.push_back(site);
      }
      for (const std::string& asset : assets) {
        site.asset = asset;
        site.service = service_of(asset);
        sites_.push_back(site);
      }
      for (std::size_t i = first; i < sites_.size(); ++i) add_facts(sites_[i], found);
    }
  }

  /// Where the assets are computed.
  Formula number_of_assets(std::size_t part, const ir::Op& op, OpId id) {
    const ir::Module& module = *program_.parts[part].module;
    const ir::Operand* assets = ir::argument(module, op, "assets");
    if (assets != nullptr && assets->is_term()) {
      const auto& elements = module.terms[assets->term()].elements;
      if (std::ranges::none_of(elements, &ir::Operand::starred)) return Formula::number(elements.size());
    }
    return budget_.counts.formula(
        {Count::Of::kRows, {{Source::Kind::kLoop, part, "assets:" + std::to_string(module.op_lines[id.index()])}}});
  }

  std::string service_of_call(const ir::Module& module, const ir::Op& op) const {
    if (ir::argument(module, op, "assets") != nullptr) return "computed asset";
    const ir::Operand* app = ir::argument(module, op, "app");
    if (app != nullptr && app->is_term()) {
      const auto& elements = module.terms[app->term()].elements;
      for (std::size_t i = 0; i + 1 < elements.size(); i += 2)
        if (ir::constant_text(module, &elements[i]) == "name")
          if (const auto name = ir::constant_text(module, &elements[i + 1])) return fold(*name);
    }
    return "any asset";
  }

  /// The service that an asset's requests go to: its app's; the asset's own name where that is not known.
  std::string service_of(const std::string& asset) const {
    std::set<std::string> services;
    for (const std::string& app : catalogue_.apps(asset))
      if (const phantom::Service* service = catalogue_.service(app)) services.insert(service->name);
    return services.size() == 1 ? *services.begin() : fold(asset);
  }

  void add_facts(const Site& site, const opt::ActSite& found) {
    const ir::Module& module = *program_.parts[site.part].module;
    CostSite facts;
    facts.part = site.part;
    facts.op = site.op;
    facts.file = module.file;
    facts.place.line = module.op_lines[site.op.index()];
    if (const SourceFile* source = program_.parts[site.part].source)
      facts.place.column = source->position(module.op_spans[site.op.index()].begin).column;
    facts.block = module.text(module.functions[found.function].name);
    facts.action = site.action;
    facts.asset = site.asset;
    facts.effect = found.effect;
    facts.sharing = module.ops[site.op].sharing;
    budget_.counts_different = budget_.counts_different || facts.sharing != ir::Sharing::kNone;
    for (const Item& item : site.parameters.items)
      for (const auto& [key, origins] : item.parameters) {
        std::vector<Origin>& known = facts.parameters[key];
        for (const Origin& origin : origins)
          if (std::ranges::find(known, origin) == known.end()) known.push_back(origin);
      }
    budget_.sites.push_back(std::move(facts));
  }

  // --- Values that come from elsewhere in the program ---

  void find_inputs() {
    for (const auto& [part, call, target] : walk_->playbook_calls()) {
      const ir::Module& module = *program_.parts[part].module;
      const ir::Operand* inputs = ir::argument(module, module.ops[call], "inputs");
      std::map<std::string, ValueSet> given;
      if (inputs != nullptr)
        for (const ir::FunctionId function : module.functions.ids()) {
          bool holds = false;
          ir::for_each_op(module, function, [&](OpId op, ir::RegionId) { holds = holds || op == call; });
          if (holds) given = flows_[part]->inputs(function, *inputs, call);
        }
      calls_of_.try_emplace(target);
      calls_of_[target].push_back(std::move(given));
    }
  }

  /// The sets that a source is a part of; nothing where that is not known.
  std::optional<ValueSet> wider(const Source& source) const {
    ValueSet set;
    const auto add = [&](const ValueSet& more) {
      set.sources.insert(set.sources.end(), more.sources.begin(), more.sources.end());
      set.constants += more.constants;
      set.is_known = set.is_known && more.is_known;
    };
    if (source.kind == Source::Kind::kPlaybookInput && source.part != 0) {
      const auto calls = calls_of_.find(source.part);
      if (calls == calls_of_.end()) return std::nullopt;
      const std::string input = source.datapath.substr(source.datapath.find(':') + 1);
      for (const auto& given : calls->second) {
        const auto found = given.find(input);
        if (found == given.end()) return std::nullopt;
        add(found->second);
      }
    } else if (source.kind == Source::Kind::kResult) {
      // What was sent comes back.
      constexpr std::string_view kSent = ":action_result.parameter.";
      const std::size_t at = source.datapath.find(kSent);
      if (at == std::string::npos) return std::nullopt;
      const std::string block = source.datapath.substr(0, at);
      const std::string key = source.datapath.substr(at + kSent.size());
      const auto acts = acts_named(source.part, block);
      if (!acts || acts->empty()) return std::nullopt;
      for (const std::size_t i : *acts)
        for (const Item& item : sites_[i].parameters.items) {
          if (item.values.contains("*")) return std::nullopt;
          if (const auto values = item.values.find(key); values != item.values.end()) add(values->second);
        }
    } else {
      return std::nullopt;
    }
    if (!set.is_known) return std::nullopt;
    return set;
  }

  /// All that a source is a part of, as far as it can be followed.
  ValueSet widest(const Source& source) const {
    ValueSet result;
    std::set<Source> seen = {source};
    std::vector<Source> work = {source};
    while (!work.empty()) {
      const Source at = work.back();
      work.pop_back();
      const auto set = wider(at);
      if (!set) {
        result.sources.push_back(at);
        continue;
      }
      result.constants += set->constants;
      for (const Source& next : set->sources)
        if (seen.insert(next).second) work.push_back(next);
    }
    std::ranges::sort(result.sources);
    return result;
  }

  Formula different(const std::vector<Source>& sources, std::uint64_t constants) {
    std::vector<Formula> terms = {Formula::number(constants)};
    // Those of the event, by the kind of what they hold; all others one by one.
    std::map<std::string, std::vector<Source>> by_kind;
    for (const Source& source : sources) {
      const std::string kind = indicator_of(source);
      by_kind[kind.empty() ? source.datapath + " of " + std::to_string(source.part) : kind].push_back(source);
    }
    for (const auto& [kind, together] : by_kind)
      terms.push_back(budget_.counts.formula({Count::Of::kDifferent, together}));
    return sum(terms);
  }

  Formula widened(const Formula& formula) {
    return formula.replaced([&](SymbolId id) {
      const Count count = budget_.counts[id];
      if (count.of == Count::Of::kValues || count.of == Count::Of::kRows) {
        const auto results = results_of(count);
        return results ? *results : Formula::symbol(id);
      }
      if (count.of != Count::Of::kDifferent || count.columns.size() != 1) return Formula::symbol(id);
      const ValueSet set = widest(count.columns.front());
      return different(set.sources, set.constants);
    });
  }

  /// Rows that are the results of a block, one for each parameter dict that it sent.
  std::optional<Formula> results_of(const Count& count) {
    std::string block;
    for (const Source& source : count.columns) {
      const std::size_t at = source.datapath.find(":action_result.");
      if (source.kind != Source::Kind::kResult || at == std::string::npos || !spread_of(source).segments.empty())
        return std::nullopt;
      if (!block.empty() && source.datapath.substr(0, at) != block) return std::nullopt;
      block = source.datapath.substr(0, at);
    }
    const std::size_t part = count.columns.front().part;
    const auto acts = acts_named(part, block);
    // A block whose parameters come from its own results has no number of its own.
    if (!acts || acts->empty() || !results_under_way_.insert({part, block}).second) return std::nullopt;
    std::map<OpId, Formula> of;
    for (const std::size_t i : *acts) {
      const Site& site = sites_[i];
      std::vector<Formula> terms;
      for (const Item& item : site.parameters.items) terms.push_back(item.all);
      Formula dicts = widened(sum(terms));
      if (site.parameters.may_be_empty && may_run_without_parameters(site))
        dicts = maximum({dicts, Formula::number(1)});
      of[site.op] = sum({of[site.op], product({site.assets, dicts})});
    }
    results_under_way_.erase({part, block});
    return walk_->total([&](std::size_t in, OpId op) {
      const auto found = of.find(op);
      return in == part && found != of.end() ? found->second : Formula();
    });
  }

  /// The acts whose results go by this name; nothing where some other call may give results of it.
  std::optional<std::vector<std::size_t>> acts_named(std::size_t part, const std::string& block) const {
    const ir::Module& module = *program_.parts[part].module;
    std::vector<std::size_t> found;
    for (const ir::FunctionId function : module.functions.ids()) {
      bool is_other = false;
      ir::for_each_op(module, function, [&](OpId id, ir::RegionId) {
        const ir::Op& op = module.ops[id];
        if (op.kind != ir::OpKind::kPhantom) return;
        const bool is_prompt = op.api == Api::prompt || op.api == Api::prompt2 || op.api == Api::task;
        if (!is_prompt && op.api != Api::act) return;
        const ir::Operand* name = ir::argument(module, op, "name");
        const auto text = name == nullptr ? ir::text_argument(module, op, "action") : ir::constant_text(module, name);
        if (!text || (is_prompt && *text == block)) is_other = true;
      });
      if (is_other) return std::nullopt;
    }
    for (std::size_t i = 0; i < sites_.size(); ++i) {
      if (sites_[i].part != part) continue;
      const ir::Op& op = module.ops[sites_[i].op];
      if (ir::text_argument(module, op, "name").value_or(sites_[i].action) == block) found.push_back(i);
    }
    return found;
  }

  // --- Formulas ---

  bool may_run_without_parameters(const Site& site) const {
    return site.action.empty() ||
           std::ranges::any_of(catalogue_.find(site.action), &phantom::ActionDescriptor::may_run_without_parameters);
  }

  /// How many items go in one request: those that name one indicator and say nothing else.
  std::uint32_t batch_of(const Site& site) const {
    const auto& items = site.parameters.items;
    if (items.size() != 1 || items.front().parameters.size() != 1) return 1;
    return program_.parts[site.part].module->ops[site.op].batch;
  }

  /// An item without the indicator goes alone.
  static bool may_be_missing(const Item& item) {
    return !item.in_run || std::ranges::any_of(*item.in_run, &Factor::or_missing);
  }

  ir::Sharing sharing_of(const Site& site) const { return program_.parts[site.part].module->ops[site.op].sharing; }

  /// Requests each time that the act runs.
  Formula each(const Site& site) {
    std::vector<Formula> terms;
    const bool is_shared = sharing_of(site) != ir::Sharing::kNone;
    for (const Item& item : site.parameters.items) terms.push_back(is_shared ? item.different : item.all);
    const std::uint32_t batch = batch_of(site);
    Formula requests = ceiling(widened(sum(terms)), batch);
    if (batch > 1 && may_be_missing(site.parameters.items.front())) requests = sum({requests, Formula::number(1)});
    if (site.parameters.may_be_empty && may_run_without_parameters(site))
      requests = maximum({requests, Formula::number(1)});
    return product({site.assets, requests});
  }

  /// An act that is not shared makes void what is known of its asset: what was asked before is asked again.
  std::set<std::string> fenced() const {
    std::set<std::string> assets;
    for (const Site& site : sites_)
      if (sharing_of(site) == ir::Sharing::kNone) assets.insert(site.asset);
    return assets;
  }

  void find_merged() {
    const std::set<std::string> fences = fenced();
    for (Site& site : sites_) {
      site.each = each(site);
      site.is_merged = sharing_of(site) == ir::Sharing::kRun && !site.asset.empty() && !fences.contains("") &&
                       !fences.contains(site.asset) && batch_of(site) == 1 &&
                       !(site.parameters.may_be_empty && may_run_without_parameters(site)) &&
                       std::ranges::all_of(site.parameters.items, [](const Item& i) { return i.in_run.has_value(); });
    }
  }

  /// By question, what may be asked: for one factor of one column the union of the columns, else the product.
  struct Union {
    std::set<Source> sources;
    std::uint64_t constants = 0;
    bool or_missing = false;
    std::vector<std::size_t> sites;
    bool is_product = false;
    Formula product;
  };
  using Unions = std::map<Question, Union>;

  Unions questions(const std::vector<std::size_t>& sites) {
    Unions unions;
    for (const std::size_t i : sites) {
      const Site& site = sites_[i];
      if (!site.is_merged) continue;
      std::set<Question> asked;  // one act may ask the same at two places
      for (const Item& item : site.parameters.items) {
        const std::string group = site.asset + "\n" + to_lower(site.action) + "\n" + item.shape;
        if (item.in_run->size() == 1 && item.in_run->front().columns.size() == 1) {
          const ValueSet set = widest(item.in_run->front().columns.front());
          // One union for each kind of indicator, and for each other source one of its own.
          for (const Source& source : set.sources) {
            const std::string kind = indicator_of(source);
            Question question{
                group + "\n" + (kind.empty() ? source.datapath + "\n" + std::to_string(source.part) : kind), {}};
            Union& made = unions[question];
            made.sources.insert(source);
            if (asked.insert(question).second) made.sites.push_back(i);
          }
          const bool or_missing = item.in_run->front().or_missing;
          if (set.constants == 0 && !or_missing) continue;
          Question question{group + "\nconstant", {}};
          Union& made = unions[question];
          made.constants += set.constants;
          made.or_missing = made.or_missing || or_missing;
          if (asked.insert(question).second) made.sites.push_back(i);
        } else {
          std::vector<Formula> factors;
          for (const Factor& factor : *item.in_run) {
            const bool is_one = factor.columns.size() == 1;
            Formula count =
                budget_.counts.formula({is_one ? Count::Of::kDifferent : Count::Of::kTuples, factor.columns});
            if (is_one) count = widened(count);
            factors.push_back(factor.or_missing ? sum({count, Formula::number(1)}) : count);
          }
          Question question{group, *item.in_run};
          Union& made = unions[question];
          made.is_product = true;
          made.product = product(factors);
          if (asked.insert(question).second) made.sites.push_back(i);
        }
      }
    }
    return unions;
  }

  Formula formula(const Union& asked) {
    if (asked.is_product) return asked.product;
    return different({asked.sources.begin(), asked.sources.end()}, asked.constants + (asked.or_missing ? 1 : 0));
  }

  /// The requests of these sites in a run. `is_shared`: answers serve later acts, as they do when they are successes.
  Formula total(const std::vector<std::size_t>& sites, bool is_shared) {
    std::map<std::pair<std::size_t, OpId>, Formula> of;
    std::vector<Formula> outside;
    for (const std::size_t i : sites) {
      if (is_shared && sites_[i].is_merged) continue;
      Formula& cost = of[{sites_[i].part, sites_[i].op}];
      cost = sum({cost, sites_[i].each});
    }
    if (is_shared)
      for (const auto& [question, asked] : questions(sites)) {
        const Formula cost = formula(asked);
        const Site& first = sites_[asked.sites.front()];
        const bool is_one_place = asked.sites.size() == 1 && runs_once(first);
        if (is_one_place)
          of[{first.part, first.op}] = sum({of[{first.part, first.op}], cost});
        else
          outside.push_back(cost);
      }
    outside.push_back(walk_->total([&](std::size_t part, OpId op) {
      const auto found = of.find({part, op});
      return found == of.end() ? Formula() : found->second;
    }));
    return sum(outside);
  }

  bool runs_once(const Site& site) const {
    return walk_->runs_once(site.part, site.function) && !walk_->is_in_loop(site.part, site.op);
  }

  void describe(std::size_t i) {
    CostSite& facts = budget_.sites[i];
    facts.calls = total({i}, true);
    facts.is_certain =
        walk_->is_certain([&](std::size_t part, OpId op) { return part == sites_[i].part && op == sites_[i].op; });
  }

  // --- Sums ---

  void find_services() {
    std::map<std::string, ServiceCost> services;
    for (std::size_t i = 0; i < sites_.size(); ++i) {
      ServiceCost& service = services[sites_[i].service];
      service.service = sites_[i].service;
      service.sites.push_back(i);
      service.is_any = service.is_any || sites_[i].asset.empty();
      for (const std::string& app : catalogue_.apps(sites_[i].asset))
        if (std::ranges::find(service.apps, app) == service.apps.end()) service.apps.push_back(app);
    }
    for (auto& [name, service] : services) {
      std::ranges::sort(service.apps);
      service.is_local = !service.apps.empty();
      for (const std::string& app : service.apps) {
        const phantom::Service* known = catalogue_.service(app);
        if (known == nullptr) continue;
        service.is_local = service.is_local && known->is_local;
        for (const phantom::Quota& quota : known->quotas)
          if (std::ranges::find(service.quotas, quota) == service.quotas.end()) service.quotas.push_back(quota);
      }
      service.calls = total(service.sites, true);
      service.calls_when_failing = total(service.sites, false);
      budget_.services.push_back(std::move(service));
    }
  }

  void find_effects() {
    for (const EffectClass effect :
         {EffectClass::kContain, EffectClass::kRestore, EffectClass::kNotify, EffectClass::kRecord,
          EffectClass::kExecute, EffectClass::kDetonate, EffectClass::kFetch, EffectClass::kState}) {
      EffectCost cost;
      cost.effect = effect;
      for (std::size_t i = 0; i < sites_.size(); ++i)
        if (budget_.sites[i].effect == effect) cost.sites.push_back(i);
      if (cost.sites.empty()) continue;
      cost.calls = total(cost.sites, true);
      budget_.effects.push_back(std::move(cost));
    }
  }

  void find_artifact_writers() {
    for (const Part& part : program_.parts) {
      const ir::Module& module = *part.module;
      for (const ir::FunctionId function : module.functions.ids())
        ir::for_each_op(module, function, [&](OpId id, ir::RegionId) {
          const ir::Op& op = module.ops[id];
          if (op.kind != ir::OpKind::kPhantom) return;
          if (op.api == Api::add_artifact || op.api == Api::update_artifact || op.api == Api::merge)
            budget_.adds_artifacts.push_back(module.file + ":" + std::to_string(module.op_lines[id.index()]));
        });
    }
  }

  const Program& program_;
  const phantom::Catalogue& catalogue_;
  const opt::PassContext& context_;
  Budget budget_;
  std::vector<std::unique_ptr<Flow>> flows_;
  std::optional<CostWalk> walk_;
  std::vector<Site> sites_;
  std::set<std::pair<std::size_t, std::string>> results_under_way_;
  std::map<std::size_t, std::vector<std::map<std::string, ValueSet>>> calls_of_;  // by part: the inputs of each call
};

}  // namespace

Budget make_budget(const Program& program, const phantom::Catalogue& catalogue, const opt::PassContext& context) {
  return Budgeter(program, catalogue, context).run();
}

}  // namespace pbc::plan
