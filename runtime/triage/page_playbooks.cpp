// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "triage/page.h"

namespace pbc::triage {

namespace {

Page& add_time(Page& page, std::int64_t t_ms) { return page.text(duration(t_ms * 1000)); }

void add_blocks(Page& page, const PlaybookRun& run) {
  if (run.blocks.empty()) return;
  Table table(page, "Blocks, in order of time", {{"block"}, {"at", true}});
  for (const Block& block : run.blocks) {
    if (!table.row()) continue;
    table.cell().text(block.name);
    add_time(table.cell(), block.t_ms);
  }
}

void add_actions(Page& page, const PlaybookRun& run) {
  if (run.acts.empty()) return;
  Table table(page, "Actions",
              {{"block"}, {"action"}, {"effect"}, {"assets"}, {"parameters", true}, {"status"}, {"message"}});
  for (const Act& act : run.acts) {
    if (!table.row()) continue;
    table.cell().text(act.block);
    table.cell().text(act.action);
    table.cell().text(act.effect.empty() ? "not known" : act.effect);
    Page& assets = table.cell();
    for (const std::string& asset : act.assets) assets.text(asset) << " ";
    table.cell() << act.parameters;
    table.cell() << (act.success ? Markup("success") : Markup("<strong>failed</strong>"));
    table.cell().long_text(act.message);
  }
}

void add_conditions(Page& page, const PlaybookRun& run) {
  if (run.conditions.empty()) return;
  Table table(page, "Conditions, and how they came out", {{"block"}, {"condition"}, {"matched"}, {"at", true}});
  for (const Condition& condition : run.conditions) {
    if (!table.row()) continue;
    table.cell().text(condition.block);
    table.cell().long_text(condition.text.empty() ? condition.name : condition.text);
    table.cell() << (condition.matched ? Markup("<b>yes</b>") : Markup("no"));
    add_time(table.cell(), condition.t_ms);
  }
}

void add_findings(Page& page, const std::vector<Contribution>& findings) {
  if (findings.empty()) return;
  page << "<ul class=\"findings\">\n";
  for (const Contribution& finding : findings) {
    if (page.is_full()) break;
    page << "<li>";
    page.long_text(finding.reason) << " <span class=\"minor\">";
    page.text(finding.indicator) << "</span></li>\n";
  }
  page << "</ul>\n";
}

void add_changes(Page& page, const PlaybookRun& run) {
  if (run.deeds.empty()) return;
  Table table(page, "Changes", {{"block"}, {"api"}, {"arguments"}, {"at", true}});
  for (const Deed& deed : run.deeds) {
    if (!table.row()) continue;
    table.cell().text(deed.block);
    table.cell().text(deed.api);
    Page& arguments = table.cell();
    for (const auto& [name, value] : deed.arguments) {
      arguments << "<div><span class=\"minor\">";
      arguments.text(name) << ":</span> ";
      arguments.long_text(value) << "</div>";
    }
    add_time(table.cell(), deed.t_ms);
  }
}

void add_details(Page& page, const PlaybookRun& run) {
  page << "<details>\n<summary>";
  std::string words = counted(run.blocks.size(), "block");
  words += ", " + counted(run.acts.size(), "action") + ", " + counted(run.conditions.size(), "condition") + ", " +
           counted(run.deeds.size(), "change");
  page.text(words) << "</summary>\n";
  add_actions(page, run);
  add_conditions(page, run);
  add_changes(page, run);
  add_blocks(page, run);
  page << "</details>\n";
}

/// The way in words, each of which leads to its block in the picture: on a telephone that shows little of itself.
void add_way(Page& page, const std::vector<Station>& way) {
  if (way.empty()) return;
  page << "<ol class=\"way\">\n";
  for (const Station& station : way) {
    page << "<li>";
    if (station.id.empty()) {
      page.text(station.block, kMostOfName);
    } else {
      page << "<a href=\"#";
      page.made(station.id) << "\">";
      page.text(station.block, kMostOfName) << "</a>";
    }
    page << "</li>\n";
  }
  page << "</ol>\n";
}

void add_path(Page& page, const PlaybookRun& run, std::int64_t number) {
  if (run.graph.empty()) return;
  page << "<details>\n<summary>The path taken, as a picture</summary>\n";
  // With the bytes of marks and ids that come to it.
  Page picture;
  std::vector<Station> way;
  if (!page.is_full()) way = add_picture(picture, run, "g" + std::to_string(number) + "-");
  if (!page.has_room(picture.size())) {
    page << "<p class=\"note\">This page has no room for the picture: see the JSON report</p>\n";
  } else {
    page << "<p class=\"note\">Blocks that ran have a thick outline and a number, in order of time; the rest are "
            "dashed.</p>\n";
    add_way(page, way);
    page << "<div class=\"scroll picture\" tabindex=\"0\" role=\"region\" aria-label=\"";
    page.plain("picture of " + run.name, kMostAtOnce) << "\">\n";
    page.made(picture.take()) << "</div>\n";
  }
  page << "</details>\n";
}

void add_run(Page& page, const PlaybookRun& run, std::int64_t number) {
  page << "<article aria-labelledby=\"playbook-" << number << "\">\n<h3 id=\"playbook-" << number << "\">";
  page.text(run.name);
  page << (!run.ended    ? Markup(" <span class=\"tag\">unfinished</span>")
           : run.success ? Markup(" <span class=\"tag good\">success</span>")
                         : Markup(" <span class=\"tag bad\">failed</span>"));
  page << "</h3>\n<p class=\"minor\">";
  page.text(run.file) << ", from ";
  add_time(page, run.begin_ms) << " to ";
  add_time(page, run.end_ms);
  if (!run.caller.empty()) {
    page << ", run by ";
    page.text(run.caller);
  }
  page << "</p>\n";
  if (!run.message.empty()) {
    page << "<p>";
    page.long_text(run.message) << "</p>\n";
  }
  add_findings(page, findings_of(run, 0));
  add_details(page, run);
  add_path(page, run, number);
  page << "</article>\n";
}

}  // namespace

void add_playbooks(Page& page, const Report& report) {
  const std::vector<PlaybookRun>& runs = report.facts.playbooks;
  page << "<section id=\"playbooks\" aria-labelledby=\"playbooks-title\">\n<h2 id=\"playbooks-title\">Playbooks</h2>\n";
  if (runs.empty()) page << "<p>The bundle has none.</p>\n";
  std::int64_t left_out = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (!runs[i].applies) continue;
    if (page.is_full())
      ++left_out;
    else
      add_run(page, runs[i], static_cast<std::int64_t>(i) + 1);
  }
  if (left_out > 0) page << "<p class=\"note\">" << left_out << " more, for which this page has no room</p>\n";
  if (std::ranges::any_of(runs, [](const PlaybookRun& run) { return !run.applies; })) {
    page << "<h3>Those that do not apply</h3>\n";
    Table table(page, "Playbooks of the bundle that were not run", {{"playbook"}, {"file"}, {"reason"}});
    for (const PlaybookRun& run : runs) {
      if (run.applies || !table.row()) continue;
      table.cell().text(run.name);
      table.cell().text(run.file);
      table.cell().long_text(run.reason);
    }
  }
  page << "</section>\n";
}

}  // namespace pbc::triage
