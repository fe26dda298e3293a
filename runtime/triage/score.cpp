// SPDX-License-Identifier: Apache-2.0
#include "triage/score.h"

#include <algorithm>
#include <iterator>

namespace pbc::triage {

namespace {

/// Hashes of attachments are a part of what the mail carries.
std::string component_of(const Call& call) { return call.component == "file" ? "content" : call.component; }

Contribution contribution_of(const Call& call, int number) {
  const Assessment& assessment = *call.assessment;
  return {.component = component_of(call),
          .source = call.app,
          .action = call.action,
          .indicator = call.indicator,
          .score = assessment.score,
          .confidence = assessment.confidence,
          .reason = assessment.reason,
          .call = number};
}

std::string why_missing(const std::string& component, const Facts& facts, const Settings& settings,
                        const Verdict& verdict) {
  if (std::ranges::find(settings.left_out, component) != settings.left_out.end())
    return "left out by the configuration";
  if (component == "playbook") {
    const bool has_run = std::ranges::any_of(facts.playbooks, &PlaybookRun::applies);
    return has_run ? "no playbook came to a finding" : "no playbook applies";
  }
  bool has_indicator = false;
  for (const Indicators& indicators : facts.indicators)
    has_indicator |=
        (indicators.component == component || (component == "content" && indicators.component == "file")) &&
        indicators.found > 0;
  if (!has_indicator) return "there is nothing of the kind to ask about";
  const auto first = std::ranges::find(verdict.unanswered, component, &Unanswered::component);
  return first == verdict.unanswered.end() ? "nobody could be asked" : first->source + ": " + first->reason;
}

void settle(Component* component) {
  std::ranges::stable_sort(component->contributions, std::ranges::greater(), &Contribution::value);
  component->is_answered = !component->contributions.empty();
  if (!component->is_answered) return;
  const Contribution& strongest = component->contributions.front();
  component->value = strongest.value();
  component->score = strongest.score;
  component->confidence = strongest.confidence;
}

void find_unanswered(const Facts& facts, Verdict* verdict) {
  if (!facts.stopped.empty())
    verdict->unanswered.push_back({"playbook", "triage", "", "it ended before its time: " + facts.stopped});
  for (const Missing& missing : facts.missing)
    verdict->unanswered.push_back(
        {missing.component == "file" ? "content" : missing.component, missing.source, "", missing.reason});
  for (const Call& call : facts.calls) {
    if (call.component.empty() || call.assessment) continue;
    verdict->unanswered.push_back(
        {component_of(call), call.app, call.indicator, call.success ? "no opinion: " + call.message : call.message});
  }
}

}  // namespace

Verdict judge(const Facts& facts, const Settings& settings) {
  Verdict verdict;
  for (const std::string_view name : kComponents)
    verdict.components.push_back({.name = std::string(name), .weight = settings.weights.of(name)});
  const auto add = [&](Contribution contribution) {
    const auto component = std::ranges::find(verdict.components, contribution.component, &Component::name);
    if (component != verdict.components.end()) component->contributions.push_back(std::move(contribution));
  };
  for (std::size_t i = 0; i < facts.calls.size(); ++i)
    if (facts.calls[i].assessment) add(contribution_of(facts.calls[i], static_cast<int>(i)));
  for (std::size_t i = 0; i < facts.playbooks.size(); ++i)
    for (Contribution& finding : findings_of(facts.playbooks[i], static_cast<int>(i))) add(std::move(finding));
  find_unanswered(facts, &verdict);

  // A component without an answer counts neither for nor against: the rest share its weight.
  double answered = 0, total = 0, asked = 0, trust = 0;
  const Contribution* strongest = nullptr;
  for (Component& component : verdict.components) {
    settle(&component);
    if (!component.is_answered) {
      component.missing = why_missing(component.name, facts, settings, verdict);
      const bool was_asked =
          std::ranges::find(verdict.unanswered, component.name, &Unanswered::component) != verdict.unanswered.end();
      if (was_asked) asked += component.weight;
      continue;
    }
    answered += component.weight;
    asked += component.weight;
    total += component.weight * component.value;
    trust += component.weight * component.confidence;
    const Contribution& own = component.contributions.front();
    if (component.weight > 0 && (strongest == nullptr || own.value() > strongest->value())) strongest = &own;
  }
  if (answered > 0) {
    verdict.score = total / answered;
    verdict.confidence = trust / asked;
    verdict.level = settings.levels.of(*verdict.score);
    verdict.reason =
        strongest->value() > 0 ? strongest->source + ": " + strongest->reason : "nothing speaks against it";
  } else {
    verdict.level = "unknown";
    verdict.reason = "no component has an answer";
  }
  verdict.steps = advise(facts, verdict);
  return verdict;
}

}  // namespace pbc::triage
