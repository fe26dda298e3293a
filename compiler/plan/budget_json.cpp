// SPDX-License-Identifier: Apache-2.0
//
// Budgets as JSON (docs/budget.md).
#include "compiler/plan/limits.h"
#include "compiler/plan/plan_json.h"

namespace pbc::plan {
namespace {

std::string_view name(Count::Of of) {
  switch (of) {
    case Count::Of::kDifferent:
      return "different";
    case Count::Of::kTuples:
      return "different_rows";
    case Count::Of::kValues:
      return "values";
    case Count::Of::kRows:
      return "rows";
  }
  return "";
}

class Writer {
 public:
  Writer(const Budget& budget, const Wishes& wishes) : budget_(budget), wishes_(wishes) {}

  Json run(const std::string& passes) {
    Json made = {{"schema", 1}, {"playbook", budget_.playbook}, {"file", budget_.file}, {"passes", passes}};
    made["counts"] = budget_.counts_different ? "different" : "all";
    made["services"] = Json::array();
    const std::vector<ServiceFit> all = fits(budget_, wishes_);
    for (std::size_t i = 0; i < budget_.services.size(); ++i) {
      Json service = of(budget_.services[i]);
      service["quotas"] = Json::array();
      service["binding"] = nullptr;
      for (const ServiceFit& fit : all)
        if (fit.service == i) {
          for (const Fit& window : fit.windows) service["quotas"].push_back(of(window));
          if (fit.binding) service["binding"] = *fit.binding;
        }
      made["services"].push_back(std::move(service));
    }
    made["effects"] = Json::array();
    for (const EffectCost& effect : budget_.effects) {
      Json one = {{"effect", std::string(phantom::name(effect.effect))}};
      add(&one, "", effect.calls);
      one["sites"] = effect.sites;
      made["effects"].push_back(std::move(one));
    }
    made["sites"] = Json::array();
    for (const CostSite& site : budget_.sites) made["sites"].push_back(of(site));
    made["symbols"] = Json::object();
    for (const SymbolId symbol : symbols_) made["symbols"][id(symbol)] = of(symbol);
    std::vector<Formula> formulas;
    for (const ServiceCost& service : budget_.services) formulas.push_back(service.calls);
    made["needs"] = needed(budget_, wishes_, formulas);
    made["not_counted"] = budget_.not_counted;
    made["unbounded"] = budget_.unbounded;
    made["adds_artifacts"] = budget_.adds_artifacts;
    made["rate"] = wishes_.rate ? Json(text(*wishes_.rate)) : Json();
    made["breaches"] = Json::array();
    for (const Breach& breach : breaches(budget_, wishes_))
      made["breaches"].push_back(
          {{"proven", !breach.is_unknown}, {"message", breach.message}, {"sites", breach.sites}});
    return made;
  }

 private:
  static std::string id(SymbolId symbol) { return "s" + std::to_string(symbol); }

  /// Three keys: the formula for people, the same for programs, and its value.
  void add(Json* object, const std::string& prefix, const Formula& formula) {
    const std::string name = prefix.empty() ? "" : prefix + "_";
    (*object)[name + "formula"] = formula.text([&](SymbolId symbol) { return text(budget_, symbol); });
    (*object)[name + "expression"] = of(formula);
    const auto value = value_of(budget_, wishes_, formula);
    (*object)[name + "value"] = value ? Json(*value) : Json();
  }

  Json of(const Formula& formula) {
    switch (formula.kind()) {
      case Formula::Kind::kNumber:
        return formula.number();
      case Formula::Kind::kSymbol:
        symbols_.insert(formula.symbol());
        return id(formula.symbol());
      case Formula::Kind::kUnbounded:
        return {{"op", "unbounded"}};
      default:
        break;
    }
    Json terms = Json::array();
    for (const Formula& term : formula.terms()) terms.push_back(of(term));
    switch (formula.kind()) {
      case Formula::Kind::kSum:
        return {{"op", "sum"}, {"terms", terms}};
      case Formula::Kind::kProduct:
        return {{"op", "product"}, {"terms", terms}};
      case Formula::Kind::kMaximum:
        return {{"op", "max"}, {"terms", terms}};
      default:
        return {{"op", "ceil"}, {"terms", terms}, {"by", formula.number()}};
    }
  }

  Json of(const ServiceCost& service) {
    Json made = {
        {"service", service.service}, {"apps", service.apps}, {"local", service.is_local}, {"any", service.is_any}};
    add(&made, "", service.calls);
    add(&made, "failing", service.calls_when_failing);
    made["sites"] = service.sites;
    return made;
  }

  static Json of(const Fit& fit) {
    Json made = {{"requests", fit.quota.requests}, {"per", std::string(phantom::name(fit.quota.per))}};
    made["reset"] = fit.quota.reset.empty() ? Json() : Json(fit.quota.reset);
    made["plan"] = fit.quota.plan.empty() ? Json() : Json(fit.quota.plan);
    made["declared"] = fit.is_declared;
    made["needed"] = fit.requests ? Json(*fit.requests) : Json();
    made["at_least"] = fit.is_at_least;
    made["fits"] = fit.requests ? Json(fit.fits) : Json();
    made["event_has_to_wait"] = fit.event_has_to_wait;
    made["hit_rate"] = fit.hit_rate.empty() ? Json() : Json(fit.hit_rate);
    return made;
  }

  Json of(const CostSite& site) {
    Json made = {{"file", site.file},
                 {"line", site.place.line},
                 {"column", site.place.column},
                 {"block", site.block},
                 {"action", site.action.empty() ? Json() : Json(site.action)},
                 {"asset", site.asset.empty() ? Json() : Json(site.asset)},
                 {"effect", std::string(phantom::name(site.effect))},
                 {"certain", site.is_certain}};
    add(&made, "", site.calls);
    made["parameters"] = Json::object();
    for (const auto& [key, origins] : site.parameters) {
      Json sources = Json::array();
      for (const Origin& origin : origins)
        sources.push_back({{"source", origin.text}, {"filter", origin.filter.empty() ? Json() : Json(origin.filter)}});
      made["parameters"][key] = std::move(sources);
    }
    return made;
  }

  Json of(SymbolId symbol) const {
    const Count& count = budget_.counts[symbol];
    Json made = {{"text", text(budget_, symbol)}, {"of", std::string(name(count.of))}};
    const std::string kind = indicator_of(count);
    made["indicator"] = kind.empty() ? Json() : Json(kind);
    made["option"] = option_for(budget_, symbol);
    made["columns"] = Json::array();
    for (const Source& source : count.columns)
      made["columns"].push_back(
          {{"kind", std::string(plan::name(source.kind))}, {"datapath", source.datapath}, {"part", source.part}});
    const auto value = value_of(budget_, wishes_, symbol);
    made["value"] = value ? Json(*value) : Json();
    return made;
  }

  const Budget& budget_;
  const Wishes& wishes_;
  std::set<SymbolId> symbols_;
};

}  // namespace

std::string budget_json(const Budget& budget, const Wishes& wishes, const std::string& passes) {
  return to_text(Writer(budget, wishes).run(passes));
}

}  // namespace pbc::plan
