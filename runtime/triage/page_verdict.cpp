// SPDX-License-Identifier: Apache-2.0
//
// What it is and why: the head of the page, what to do, the score and its evidence.
#include <algorithm>

#include "triage/page.h"
#include "triage/report.h"

namespace pbc::triage {

std::string_view title_of(const Subject& subject) {
  if (subject.is_mail && !subject.subject.empty()) return subject.subject;
  if (!subject.container.empty()) return subject.container;
  if (!subject.name.empty()) return subject.name;
  return "an event without a name";
}

namespace {

constexpr std::size_t kFirst = 12;  // rows of evidence that are shown at once

void add_row(Page& page, Markup term, std::string_view data) {
  if (data.empty()) return;
  page << "<div><dt>" << term << "</dt><dd>";
  page.long_text(data);
  page << "</dd></div>\n";
}

/// The levels side by side with their limits, and where the score stands.
void add_scale(Page& page, const Report& report) {
  const Levels& levels = report.settings.levels;
  const double score = report.verdict.score.value_or(0);
  page << "<svg class=\"scale\" width=\"100%\" height=\"44\" role=\"img\" aria-label=\"";
  page.plain(report.verdict.score
                 ? "score " + shown(score) + " of 1; medium from " + shown(levels.medium) + ", high from " +
                       shown(levels.high) + ", critical from " + shown(levels.critical)
                 : "no score; medium from " + shown(levels.medium) + ", high from " + shown(levels.high) +
                       ", critical from " + shown(levels.critical));
  page << "\"><title>The score among the levels</title>\n";
  const auto part = [&](Markup level, double begin, double end) {
    if (end <= begin) return;
    page << "<rect class=\"" << class_of(level.text) << "\" x=\"" << Number{begin * 100} << "%\" y=\"14\" width=\""
         << Number{(end - begin) * 100} << "%\" height=\"8\"/>";
    if (end - begin > 0.09)
      page << "<text x=\"" << Number{(begin + end) * 50} << "%\" y=\"40\" text-anchor=\"middle\">" << level
           << "</text>";
    if (begin > 0)
      page << "<rect class=\"limit\" x=\"" << Number{begin * 100} << "%\" y=\"12\" width=\"2\" height=\"12\"/>";
    page << "\n";
  };
  part("low", 0, levels.medium);
  part("medium", levels.medium, levels.high);
  part("high", levels.high, levels.critical);
  part("critical", levels.critical, 1);
  if (report.verdict.score)
    page << "<svg x=\"" << Number{std::clamp(score, 0.0, 1.0) * 100}
         << "%\" y=\"0\" overflow=\"visible\"><path class=\"marker\" d=\"M-8 0H8L0 12Z\"/></svg>\n";
  page << "</svg>\n";
}

void add_value(Page& cell, double value, const Settings& settings) {
  add_bar(cell, value, settings.levels.of(value));
  cell << " <b>";
  cell.text(shown(value)) << "</b>";
}

struct Evidence {
  const Contribution* contribution;
  const Component* component;
};

std::vector<Evidence> evidence_of(const Verdict& verdict) {
  std::vector<Evidence> evidence;
  for (const Component& component : verdict.components)
    for (const Contribution& each : component.contributions) evidence.push_back({&each, &component});
  std::ranges::stable_sort(evidence, std::ranges::greater(),
                           [](const Evidence& each) { return each.contribution->value(); });
  return evidence;
}

class EvidenceTable {
 public:
  EvidenceTable(Page& page, const Report& report, Markup caption)
      : report_(report),
        table_(page, caption,
               {{"indicator"},
                {"value", true},
                {"reason"},
                {"source"},
                {"component"},
                {"score", true},
                {"confidence", true},
                {"answered by"},
                {"age", true}}) {}

  void add(const Evidence& evidence) {
    const Contribution& each = *evidence.contribution;
    if (!table_.row()) return;
    table_.cell().long_text(each.indicator.empty() ? "\u2013" : each.indicator);
    add_value(table_.cell(), each.value(), report_.settings);
    table_.cell().long_text(each.reason);
    Page& source = table_.cell();
    source.text(each.source, kMostOfName) << "<span class=\"minor\">";
    source.text(each.action, kMostOfName) << "</span>";
    table_.cell().text(evidence.component->name);
    table_.cell().text(shown(each.score));
    table_.cell().text(shown(each.confidence));
    const std::vector<Call>& calls = report_.facts.calls;
    if (each.call >= 0 && static_cast<std::size_t>(each.call) < calls.size()) {
      const Call& call = calls[static_cast<std::size_t>(each.call)];
      table_.cell().text(name_of(call.source));
      table_.cell().text(duration(call.age));
    } else {
      table_.cell().text("playbook");
      table_.cell() << "\u2013";
    }
  }

 private:
  const Report& report_;
  Table table_;
};

}  // namespace

Markup class_of(std::string_view level) {
  if (level == "critical") return "lv-critical";
  if (level == "high") return "lv-high";
  if (level == "medium") return "lv-medium";
  if (level == "low") return "lv-low";
  return "lv-unknown";
}

void add_bar(Page& page, double value, std::string_view level) {
  page << "<svg class=\"bar\" width=\"72\" height=\"8\" aria-hidden=\"true\"><rect class=\"track\" x=\"0.5\" y=\"0.5\" "
          "width=\"71\" height=\"7\"/><rect class=\""
       << class_of(level) << "\" x=\"0\" y=\"0\" width=\"" << Number{72 * std::clamp(value, 0.0, 1.0)}
       << "\" height=\"8\"/></svg>";
}

void add_head(Page& page, const Report& report) {
  const Verdict& verdict = report.verdict;
  const Subject& subject = report.facts.subject;
  page << "<header>\n<div class=\"banner " << class_of(verdict.level)
       << "\">\n<div class=\"verdict\"><p class=\"level\">";
  page.text(verdict.level) << "</p>\n<p class=\"figures\">";
  if (verdict.score) {
    page << "<span>score <b>";
    page.text(shown(*verdict.score)) << "</b></span> <span>confidence <b>";
    page.text(shown(verdict.confidence)) << "</b></span>";
  } else {
    page << "<span>no score</span>";
  }
  page << "</p></div>\n<div class=\"why\"><h1>";
  page.text(title_of(subject)) << "</h1>\n<p class=\"reason\">";
  page.text(verdict.reason, kMostAtOnce * 2) << "</p></div>\n</div>\n<div class=\"sheet\">\n";
  add_scale(page, report);
  page << "<dl class=\"event\">\n";
  if (subject.is_mail) {
    add_row(page, "from", subject.from);
    add_row(page, "to", subject.to);
    add_row(page, "subject", subject.subject);
    add_row(page, "date", subject.date);
    add_row(page, "message id", subject.message_id);
  }
  add_row(page, "name", subject.name);
  if (!subject.container.empty())
    add_row(page, "container", subject.container + " (" + std::to_string(subject.container_id) + ")");
  add_row(page, "label", subject.label);
  add_row(page, "severity", subject.severity);
  add_row(page, "status", subject.status);
  add_row(page, "answers", report.facts.is_live ? "live" : "replayed");
  page << "</dl>\n</div>\n</header>\n";
}

void add_steps(Page& page, const Report& report) {
  page << "<section id=\"steps\" aria-labelledby=\"steps-title\">\n<h2 id=\"steps-title\">What to do</h2>\n";
  const std::vector<std::string>& steps = report.verdict.steps;
  if (steps.size() == 1) {  // no order in that
    page << "<p>";
    page.long_text(steps.front()) << "</p>\n";
  } else {
    page << "<ol>\n";
    for (const std::string& step : steps) {
      if (page.is_full()) break;
      page << "<li>";
      page.long_text(step) << "</li>\n";
    }
    page << "</ol>\n";
  }
  if (steps.empty()) page << "<p>Nothing.</p>\n";
  page << "</section>\n";
}

void add_score(Page& page, const Report& report) {
  page << "<section id=\"score\" aria-labelledby=\"score-title\">\n<h2 id=\"score-title\">Score</h2>\n";
  {
    Table table(page, "Each component counts by its strongest evidence: value is score times confidence",
                {{"component"}, {"value", true}, {"score", true}, {"confidence", true}, {"weight", true}});
    for (const Component& component : report.verdict.components) {
      if (!table.row()) break;
      table.cell().text(component.name);
      if (!component.is_answered) {
        table.wide_cell(3) << "<span class=\"tag\">missing</span> ";
        page.long_text(component.missing);
      } else {
        add_value(table.cell(), component.value, report.settings);
        table.cell().text(shown(component.score));
        table.cell().text(shown(component.confidence));
      }
      table.cell().text(shown(component.weight));
    }
  }
  page << "<p class=\"note\">The total is the mean of the values by weight. Missing components count neither for nor "
          "against.</p>\n</section>\n";
}

void add_evidence(Page& page, const Report& report) {
  page << "<section id=\"evidence\" aria-labelledby=\"evidence-title\">\n<h2 id=\"evidence-title\">Evidence</h2>\n";
  const std::vector<Evidence> evidence = evidence_of(report.verdict);
  const std::size_t first = std::min(kFirst, evidence.size());
  if (evidence.empty()) page << "<p>There is none.</p>\n";
  if (first > 0) {
    EvidenceTable table(page, report, "The strongest evidence first");
    for (std::size_t i = 0; i < first; ++i) table.add(evidence[i]);
  }
  if (evidence.size() > first) {
    page << "<details>\n<summary>";
    page.text(std::to_string(evidence.size() - first) + " more") << "</summary>\n";
    {
      EvidenceTable table(page, report, "More evidence");
      for (std::size_t i = first; i < evidence.size(); ++i) table.add(evidence[i]);
    }
    page << "</details>\n";
  }
  page << "</section>\n";
}

void add_unanswered(Page& page, const Report& report) {
  const std::vector<Unanswered>& unanswered = report.verdict.unanswered;
  if (unanswered.empty()) return;
  page << "<section id=\"unanswered\" aria-labelledby=\"unanswered-title\">\n<h2 id=\"unanswered-title\">Not answered"
          "</h2>\n";
  const auto add = [&](std::size_t begin, std::size_t end) {
    Table table(page, "What could not be asked or said nothing, and why",
                {{"component"}, {"source"}, {"indicator"}, {"reason"}});
    for (std::size_t i = begin; i < end; ++i) {
      if (!table.row()) continue;
      table.cell().text(unanswered[i].component);
      table.cell().text(unanswered[i].source, kMostOfName);
      table.cell().long_text(unanswered[i].indicator.empty() ? "any" : unanswered[i].indicator);
      table.cell().long_text(unanswered[i].reason.empty() ? "\u2013" : unanswered[i].reason);
    }
  };
  const std::size_t first = std::min(kFirst, unanswered.size());
  add(0, first);
  if (unanswered.size() > first) {
    page << "<details>\n<summary>";
    page.text(std::to_string(unanswered.size() - first) + " more") << "</summary>\n";
    add(first, unanswered.size());
    page << "</details>\n";
  }
  page << "</section>\n";
}

void add_totals(Page& page, const Report& report) {
  const Totals& totals = report.facts.totals;
  page << "<section id=\"totals\" aria-labelledby=\"totals-title\">\n<h2 id=\"totals-title\">Totals</h2>\n<dl "
          "class=\"totals\">\n<div><dt>look-ups</dt><dd>"
       << totals.lookups << "</dd></div>\n<div><dt>requests</dt><dd>" << totals.requests
       << "</dd></div>\n<div><dt>cache hits</dt><dd>" << totals.cache_hits << "</dd></div>\n<div><dt>waited for quotas"
       << "</dt><dd>";
  page.text(duration(totals.wait_ms * 1000)) << "</dd></div>\n<div><dt>time</dt><dd>";
  page.text(duration(totals.t_ms * 1000)) << "</dd></div>\n";
  for (const Indicators& each : report.facts.indicators) {
    page << "<div><dt>indicators: ";
    page.text(each.component) << "</dt><dd>" << each.asked << " asked of " << each.found << "</dd></div>\n";
  }
  page << "</dl>\n</section>\n";
}

}  // namespace pbc::triage
