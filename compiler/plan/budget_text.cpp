// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "compiler/plan/limits.h"
#include "compiler/plan/words.h"

namespace pbc::plan {
namespace {

class Writer {
 public:
  Writer(const Budget& budget, const Wishes& wishes) : budget_(budget), wishes_(wishes) {}

  std::string run(const std::string& passes) {
    line(budget_.playbook + ", " + passes + ": requests of one event at most, where every answer is a success");
    if (budget_.services.empty()) line("  none");
    const std::vector<ServiceFit> all = fits(budget_, wishes_);
    for (std::size_t i = 0; i < budget_.services.size(); ++i) {
      const auto fit = std::ranges::find(all, i, &ServiceFit::service);
      service(budget_.services[i], fit == all.end() ? nullptr : &*fit);
    }
    if (!budget_.effects.empty()) line("\nof these, not look-ups");
    for (const EffectCost& effect : budget_.effects) {
      line("  " + std::string(phantom::name(effect.effect)) + ": " + formula(effect.calls));
      for (const std::size_t site : effect.sites) line("    " + place(site));
    }
    notes();
    return text_;
  }

 private:
  void line(const std::string& text) { text_ += text + "\n"; }

  /// "|url| + 2 = 5".
  std::string formula(const Formula& formula) const {
    std::string shown = formula.text([&](SymbolId symbol) { return text(budget_, symbol); });
    if (formula.kind() == Formula::Kind::kNumber) return shown;
    if (const auto value = value_of(budget_, wishes_, formula)) shown += " = " + std::to_string(*value);
    return shown;
  }

  std::string place(std::size_t i) const {
    const CostSite& site = budget_.sites[i];
    return (site.action.empty() ? "a computed action" : "`" + site.action + "`") +
           (site.asset.empty() ? "" : " on " + site.asset) + " at " + site.file + ":" + std::to_string(site.place.line);
  }

  void service(const ServiceCost& service, const ServiceFit* fit) {
    line("\n" + service.service + " = " + formula(service.calls) + (service.is_local ? "   (local: no requests)" : "") +
         (service.is_any ? "   (may be any service, and counts for each)" : ""));
    for (const std::size_t i : service.sites) {
      const CostSite& site = budget_.sites[i];
      std::string sources;
      for (const auto& [key, origins] : site.parameters) {
        sources += (sources.empty() ? "" : ", ") + key + " from ";
        for (std::size_t o = 0; o < origins.size() && o < 3; ++o)
          sources += (o == 0 ? "" : " or ") + cut(origins[o].text, 48) +
                     (origins[o].filter.empty() ? "" : " kept by " + origins[o].filter);
        if (origins.size() > 3) sources += " or others";
      }
      line("  " + site.file + ":" + std::to_string(site.place.line) + "  " + site.block + ": " +
           (site.action.empty() ? "a computed action" : "`" + site.action + "`") + "  " + formula(site.calls) + "  " +
           (site.is_certain ? "certain" : "in a branch"));
      if (!sources.empty()) line("      " + cut(sources, 200));
    }
    if (!(service.calls == service.calls_when_failing) && !service.is_local)
      line("  when answers fail, and are asked for again: " + formula(service.calls_when_failing));
    if (fit != nullptr) windows(*fit);
  }

  void windows(const ServiceFit& fit) {
    for (std::size_t i = 0; i < fit.windows.size(); ++i) {
      const Fit& one = fit.windows[i];
      const std::string per(phantom::name(one.quota.per));
      std::string text = "  quota " + std::to_string(one.quota.requests) + " a " + per;
      if (!one.quota.plan.empty()) text += " (" + one.quota.plan + ")";
      if (!one.is_declared) text += " (--quota)";
      if (wishes_.rate) {
        if (!one.requests)
          text += ": not known at " + plan::text(*wishes_.rate);
        else
          text += std::string(": ") + (one.is_at_least ? "at least " : "") + std::to_string(*one.requests) + " at " +
                  plan::text(*wishes_.rate) +
                  (one.fits ? ", fits"
                            : std::string(", does not fit: a cache would have to answer ") +
                                  (one.is_at_least ? "more than " : "") + one.hit_rate);
        if (fit.binding == i) text += "  <- binds";
      }
      if (one.event_has_to_wait) text += "; one event alone needs more, and has to wait";
      line(text);
    }
  }

  void notes() {
    std::vector<Formula> formulas;
    for (const ServiceCost& service : budget_.services) formulas.push_back(service.calls);
    std::set<SymbolId> symbols;
    for (const Formula& formula : formulas) formula.collect_symbols(&symbols);
    if (!symbols.empty()) line("");
    const auto has = [&](auto&& is) {
      return std::ranges::any_of(symbols, [&](SymbolId symbol) { return is(budget_.counts[symbol].of); });
    };
    if (has([](Count::Of of) { return of == Count::Of::kDifferent || of == Count::Of::kTuples; }))
      line("|x|: how many different values of x there are");
    if (has([](Count::Of of) { return of == Count::Of::kValues || of == Count::Of::kRows; }))
      line("#(x): how many x there are, equal ones too; of a loop, how often it goes round");
    const std::vector<std::string> names = needed(budget_, wishes_, formulas);
    if (!names.empty()) {
      std::string text;
      for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name + "=";
      line("needs --per-event " + text);
    }
    const bool reads_artifacts = std::ranges::any_of(symbols, [&](SymbolId symbol) {
      return budget_.counts[symbol].columns.front().kind == Source::Kind::kArtifact;
    });
    if (reads_artifacts && !budget_.adds_artifacts.empty())
      line("artifacts that the playbook itself adds or changes count too: " + listed(budget_.adds_artifacts));
    for (const std::string& text : budget_.unbounded) line("unbounded: " + text);
    for (const std::string& text : budget_.not_counted) line("not counted: " + text);
  }

  const Budget& budget_;
  const Wishes& wishes_;
  std::string text_;
};

}  // namespace

std::string budget_text(const Budget& budget, const Wishes& wishes, const std::string& passes) {
  return Writer(budget, wishes).run(passes);
}

}  // namespace pbc::plan
