// SPDX-License-Identifier: Apache-2.0
#include "triage/triage.h"

#include <algorithm>

#include "live/assessment.h"
#include "live/computed.h"
#include "live/config.h"
#include "triage/open.h"
#include "triage/read_settings.h"
#include "triage/report.h"
#include "triage/score.h"

namespace pbc::triage {

namespace {

using live::folded;

/// An asset as a source may name it, and the connectors that may be meant: two apps may share a name.
struct Candidate {
  std::string asset;
  std::string problem;
  std::vector<std::shared_ptr<const live::Connector>> connectors;
};

class Office final : public Triage {
 public:
  Office(const Opening& opening, std::string* error) {
    std::vector<live::FileProblem> problems;
    const auto connectors = live::load_connectors(opening.options.connectors, &problems);
    if (!problems.empty()) *error = live::told(problems.front()) + "; `pbc connectors` checks descriptors";
    if (error->empty()) config_ = live::load_config(opening.options.config, connectors, error, opening.is_live);
    if (!error->empty()) return;
    if (config_.triage.is_object()) {
      std::vector<live::DescriptorProblem> wrong;
      settings_ = read_settings(live::Fields(config_.triage, "triage", &wrong));
      if (!wrong.empty()) *error = live::told({opening.options.config, wrong.front()});
    }
    computer_ = live::make_computer(config_.assets);
    find_candidates(opening, connectors);
    find_sources(opening);
  }

  const Settings& settings() const override { return settings_; }
  const std::vector<Source>& sources() const override { return sources_; }

  const Source* find(std::string_view asset, std::string_view app, std::string_view action) const override {
    const auto known = std::ranges::find_if(known_, Meaning(asset, app, action));
    return known == known_.end() ? nullptr : &known->source;
  }

  std::optional<live::Assessment> assess(std::string_view asset, std::string_view app, std::string_view action,
                                         const std::string& result) const override {
    const live::OrderedJson json = live::OrderedJson::parse(result, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    const Meaning is_meant(asset, app, action);
    for (const Known& known : known_) {
      if (!is_meant(known)) continue;
      if (std::optional<live::Assessment> said = known.rules->assess(json)) return said;
    }
    return std::nullopt;
  }

  const live::Computer& computer() const override { return *computer_; }

  Verdict judge(const Facts& facts) const override { return triage::judge(facts, settings_); }
  std::string json(const Facts& facts, const Verdict& verdict) const override {
    return report_json(facts, verdict, settings_);
  }
  std::string html(const Facts& facts, const Verdict& verdict) const override {
    return report_html(facts, verdict, settings_);
  }

  std::string configuration() const override { return configuration_of(config_, settings_); }

 private:
  struct Known {
    Source source;
    std::shared_ptr<const live::TriageRules> rules;
    std::string app;                 // folded
    std::vector<std::string> names;  // folded, of its asset and of the app's usual ones
  };

  /// Whether a known action is the one that is named, folded once for all of them.
  class Meaning {
   public:
    Meaning(std::string_view asset, std::string_view app, std::string_view action)
        : asset_(folded(asset)), app_(folded(app)), action_(live::lower(action)) {}
    bool operator()(const Known& known) const {
      return known.source.action == action_ &&
             (known.app == app_ || std::ranges::find(known.names, asset_) != known.names.end());
    }

   private:
    std::string asset_, app_, action_;
  };

  void find_candidates(const Opening& opening, const std::vector<std::shared_ptr<const live::Connector>>& connectors) {
    if (opening.is_live) {
      for (const live::AssetConfig& asset : config_.assets)
        candidates_.push_back({asset.name, asset.problem, {asset.connector}});
      return;
    }
    for (const live::Asset& asset : opening.assets) {
      Candidate candidate{asset.name, "", {}};
      for (const auto& connector : connectors)
        if (folded(connector->app) == folded(asset.app)) candidate.connectors.push_back(connector);
      for (const auto& connector : connectors)
        if (std::ranges::any_of(connector->assets,
                                [&](const auto& usual) { return folded(usual) == folded(asset.name); }) &&
            std::ranges::find(candidate.connectors, connector) == candidate.connectors.end())
          candidate.connectors.push_back(connector);
      candidates_.push_back(std::move(candidate));
    }
    // What computes its answers needs no recorded ones.
    for (const auto& connector : connectors)
      if (live::is_computed(connector->connection.transport))
        candidates_.push_back({connector->assets.front(), "", {connector}});
  }

  void find_sources(const Opening& opening) {
    const auto is_asked = [&](const std::string& action, const std::string& asset) {
      return std::ranges::any_of(opening.asked, [&](const auto& asked) {
        return live::lower(asked.first) == action && folded(asked.second) == folded(asset);
      });
    };
    for (const Candidate& candidate : candidates_)
      for (const auto& connector : candidate.connectors)
        for (const auto& [name, action] : connector->actions) {
          if (!action.triage) continue;
          const auto kinds = action.contains.find(action.triage->parameter());
          Source source{candidate.asset,
                        connector->app,
                        connector->service,
                        name,
                        action.triage->component(),
                        action.triage->parameter(),
                        kinds == action.contains.end() ? std::vector<std::string>() : kinds->second,
                        candidate.problem};
          std::vector<std::string> names = {folded(candidate.asset)};
          for (const std::string& usual : connector->assets) names.push_back(folded(usual));
          known_.push_back({source, action.triage, folded(connector->app), std::move(names)});
          if (action.effect == live::Effect::kLookup) add(std::move(source), is_asked(name, candidate.asset));
        }
  }

  /// Of the assets of one service, one is asked about a kind of indicator.
  void add(Source source, bool is_asked) {
    const auto other = std::ranges::find_if(sources_, [&](const Source& each) {
      return each.service == source.service && each.component == source.component && each.kinds == source.kinds;
    });
    if (other == sources_.end()) {
      sources_.push_back(std::move(source));
    } else if ((is_asked && source.problem.empty()) || (!other->problem.empty() && source.problem.empty())) {
      *other = std::move(source);
    }
  }

  live::Config config_;
  std::unique_ptr<live::Computer> computer_;
  Settings settings_;
  std::vector<Candidate> candidates_;
  std::vector<Known> known_;
  std::vector<Source> sources_;
};

}  // namespace

Triage* open(const Opening& opening, std::string* error) {
  auto office = std::make_unique<Office>(opening, error);
  return error->empty() ? office.release() : nullptr;
}

}  // namespace pbc::triage
