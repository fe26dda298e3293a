// SPDX-License-Identifier: Apache-2.0
#include "host/triage_text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "host/page.h"

namespace pbc::host {

namespace {

using Cell = Page::Cell;
using Rows = std::vector<std::vector<Cell>>;

constexpr std::size_t kMostEvidence = 4;  // lines of a component
constexpr std::size_t kMostOthers = 12;   // lines of other lists

/// As the JSON report rounds it.
std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", std::round(value * 1000) / 1000);
  return text;
}

Tone tone_of(const std::string& level) {
  if (level == "critical" || level == "high") return Tone::kBad;
  if (level == "medium") return Tone::kWarning;
  return level == "low" ? Tone::kGood : Tone::kStrong;
}

Tone tone_of(double value) { return value >= 0.75 ? Tone::kBad : value >= 0.5 ? Tone::kWarning : Tone::kPlain; }

void add_more(Rows* rows, std::size_t all, std::size_t most) {
  if (all > most) rows->push_back({{""}, {""}, {"and " + std::to_string(all - most) + " more", Tone::kFaint}});
}

void show_score(Page& page, const triage::Verdict& verdict) {
  page.section("Score");
  Rows rows;
  for (const triage::Component& component : verdict.components) {
    if (!component.is_answered) {
      rows.push_back({{component.name}, {"-"}, {"missing: " + component.missing, Tone::kFaint}});
      continue;
    }
    rows.push_back({{component.name, Tone::kStrong},
                    {number(component.value), tone_of(component.value)},
                    {"weight " + number(component.weight)}});
    const std::size_t shown = std::min(component.contributions.size(), kMostEvidence);
    for (std::size_t i = 0; i < shown; ++i) {
      const triage::Contribution& each = component.contributions[i];
      rows.push_back(
          {{""},
           {number(each.value()), tone_of(each.value())},
           {each.source + ": " + each.reason + (each.indicator.empty() ? "" : "  [" + each.indicator + "]")}});
    }
    add_more(&rows, component.contributions.size(), kMostEvidence);
  }
  page.table(rows);
}

void show_unanswered(Page& page, const triage::Verdict& verdict) {
  if (verdict.unanswered.empty()) return;
  page.section("Not answered");
  Rows rows;
  for (std::size_t i = 0; i < std::min(verdict.unanswered.size(), kMostOthers); ++i) {
    const triage::Unanswered& each = verdict.unanswered[i];
    rows.push_back({{each.component},
                    {each.source},
                    {each.reason + (each.indicator.empty() ? "" : "  [" + each.indicator + "]")}});
  }
  add_more(&rows, verdict.unanswered.size(), kMostOthers);
  page.table(rows);
}

void show_playbooks(Page& page, const triage::Facts& facts, const triage::Verdict& verdict) {
  page.section("Playbooks");
  const auto playbook = std::ranges::find(verdict.components, "playbook", &triage::Component::name);
  Rows rows;
  for (std::size_t i = 0; i < facts.playbooks.size(); ++i) {
    const triage::PlaybookRun& run = facts.playbooks[i];
    if (!run.applies) {
      rows.push_back({{run.name}, {"-", Tone::kFaint}, {"does not apply: " + run.reason, Tone::kFaint}});
      continue;
    }
    rows.push_back({{run.name, Tone::kStrong},
                    {!run.ended    ? "unfinished"
                     : run.success ? "success"
                                   : "failed",
                     !run.ended    ? Tone::kWarning
                     : run.success ? Tone::kGood
                                   : Tone::kBad},
                    {run.success ? std::to_string(run.blocks.size()) + " blocks, " + std::to_string(run.acts.size()) +
                                       " actions" + (run.caller.empty() ? "" : "; run by " + run.caller)
                                 : run.message}});
    if (playbook == verdict.components.end()) continue;
    for (const triage::Contribution& finding : playbook->contributions)
      if (finding.playbook == static_cast<int>(i))
        rows.push_back({{""}, {""}, {finding.reason + "  [" + finding.indicator + "]"}});
  }
  page.table(rows);
}

}  // namespace

std::string shown_score(const std::optional<double>& score) { return score ? number(*score) : "-"; }

std::string triage_text(const triage::Facts& facts, const triage::Verdict& verdict, const Style& style) {
  Page page(style);
  page.line({{verdict.level, tone_of(verdict.level)},
             {shown_score(verdict.score), tone_of(verdict.level)},
             {"confidence " + number(verdict.confidence)}});
  page.paragraph(visible(verdict.reason), 0);
  const triage::Subject& subject = facts.subject;
  page.section("Event");
  Rows rows = {{{"name"}, {visible(subject.name)}}};
  if (subject.is_mail) {
    rows.push_back({{"from"}, {visible(subject.from)}});
    rows.push_back({{"subject"}, {visible(subject.subject)}});
  } else {
    rows.push_back({{"container"}, {visible(subject.container)}});
  }
  page.table(rows);
  show_score(page, verdict);
  show_unanswered(page, verdict);
  page.section("What to do");
  for (std::size_t i = 0; i < verdict.steps.size(); ++i)
    page.paragraph(std::to_string(i + 1) + ". " + visible(verdict.steps[i]), 2);
  show_playbooks(page, facts, verdict);
  page.section("Cost");
  const triage::Totals& totals = facts.totals;
  page.line({{std::to_string(totals.lookups) + " look-ups, " + std::to_string(totals.requests) + " requests, " +
              std::to_string(totals.cache_hits) + " answered by caches, " + std::to_string(totals.t_ms) + " ms" +
              (facts.is_live ? "" : " of the world's time")}});
  return page.text();
}

}  // namespace pbc::host
