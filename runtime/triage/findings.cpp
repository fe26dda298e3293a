// SPDX-License-Identifier: Apache-2.0
//
// What a playbook says of a mail stands in what it does with it: playbooks have no other way to tell.
#include <algorithm>
#include <array>

#include "live/connector.h"
#include "triage/score.h"

namespace pbc::triage {

namespace {

using live::lower;

std::string argument(const Deed& deed, std::string_view name) {
  const auto found = std::ranges::find(deed.arguments, name, &std::pair<std::string, std::string>::first);
  return found == deed.arguments.end() ? "" : found->second;
}

struct Opinion {
  double score;
  double confidence;
};

/// Words that playbooks have for it: severities, tags, labels, verdicts.
std::optional<Opinion> opinion_of(const std::string& word) {
  constexpr std::array<std::string_view, 6> kBad = {"malicious", "phishing", "phish", "malware", "fraud", "bec"};
  constexpr std::array<std::string_view, 5> kGood = {"benign", "clean", "harmless", "false positive", "false_positive"};
  if (std::ranges::find(kBad, word) != kBad.end()) return Opinion{0.95, 0.9};
  if (word == "suspicious" || word == "spam") return Opinion{0.6, 0.8};
  if (std::ranges::find(kGood, word) != kGood.end()) return Opinion{0.05, 0.8};
  return std::nullopt;
}

std::optional<Opinion> opinion_of_severity(const std::string& severity) {
  if (severity == "critical") return Opinion{1.0, 0.9};
  if (severity == "high") return Opinion{0.95, 0.85};
  if (severity == "medium") return Opinion{0.5, 0.6};
  return std::nullopt;  // that a playbook has found nothing is no evidence that there is nothing
}

class Reader {
 public:
  Reader(const PlaybookRun& run, int number) : run_(run), number_(number) {}

  std::vector<Contribution> read() {
    for (const Deed& deed : run_.deeds) read(deed);
    for (const Act& act : run_.acts) read(act);
    return std::move(found_);
  }

 private:
  void add(const Deed& deed, std::optional<Opinion> opinion, std::string reason) {
    if (opinion) add(deed.api, deed.block, *opinion, std::move(reason));
  }
  void add(const std::string& action, const std::string& block, Opinion opinion, std::string reason) {
    const bool is_known = std::ranges::any_of(
        found_, [&](const Contribution& each) { return each.action == action && each.reason == reason; });
    if (is_known) return;
    found_.push_back({.component = "playbook",
                      .source = run_.name,
                      .action = action,
                      .indicator = block,
                      .score = opinion.score,
                      .confidence = opinion.confidence,
                      .reason = std::move(reason),
                      .playbook = number_});
  }

  void read(const Deed& deed) {
    if (deed.api == "set_severity") {
      const std::string severity = lower(argument(deed, "severity"));
      add(deed, opinion_of_severity(severity), "sets the severity to " + severity);
    } else if (deed.api == "update") {
      const std::string severity = lower(argument(deed, "severity"));
      if (!severity.empty()) add(deed, opinion_of_severity(severity), "sets the severity to " + severity);
    } else if (deed.api == "set_label" || deed.api == "add_tags" || deed.api == "add_tag") {
      for (const auto& [name, value] : deed.arguments)
        if (name != "container") add(deed, opinion_of(lower(value)), "calls it " + lower(value));
    } else if (deed.api == "pin" || deed.api == "update_pin") {
      const std::string said = argument(deed, "message") + " " + argument(deed, "data");
      if (lower(argument(deed, "pin_style")) == "red")
        add(deed, Opinion{0.9, 0.8}, "pins in red: " + said);
      else
        add(deed, opinion_of(lower(argument(deed, "data"))), "pins: " + said);
    } else if (deed.api == "promote") {
      add(deed, Opinion{0.85, 0.7}, "makes a case of it");
    } else if (deed.api == "save_playbook_output_data") {
      for (const auto& [name, value] : deed.arguments)
        add(deed, opinion_of(lower(value)), "says " + name + ": " + value);
    }
  }

  void read(const Act& act) {
    if (act.effect != "contain" || act.parameters == 0) return;
    const std::string assets = act.assets.empty() ? "" : " on " + act.assets.front();
    add("act", act.block, {0.9, 0.75}, "wants to " + act.action + assets);
  }

  const PlaybookRun& run_;
  const int number_;
  std::vector<Contribution> found_;
};

}  // namespace

std::vector<Contribution> findings_of(const PlaybookRun& run, int number) { return Reader(run, number).read(); }

}  // namespace pbc::triage
