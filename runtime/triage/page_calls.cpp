// SPDX-License-Identifier: Apache-2.0
#include "triage/page.h"
#include "triage/report.h"

namespace pbc::triage {

namespace {

void add_table(Page& page, const std::vector<Call>& calls) {
  Table table(page, "Calls, in the order in which they came about",
              {{"asset"},
               {"action"},
               {"indicator"},
               {"sent", true},
               {"answered", true},
               {"waited", true},
               {"requests", true},
               {"answered by"},
               {"age", true},
               {"status"},
               {"message"},
               {"asked by"}});
  for (const Call& call : calls) {
    if (!table.row()) continue;
    table.cell().text(call.asset, kMostOfName);
    table.cell().text(call.action, kMostOfName);
    table.cell().long_text(call.indicator.empty() ? call.parameter : call.indicator);
    table.cell().text(duration(call.sent));
    table.cell().text(duration(call.answered));
    table.cell().text(duration(call.waited));
    table.cell() << call.requests;
    table.cell().text(name_of(call.source));
    table.cell().text(duration(call.age));
    table.cell() << (call.success ? Markup("success") : Markup("<strong>failed</strong>"));
    table.cell().long_text(call.message);
    Page& askers = table.cell();
    for (const Asker& asker : call.askers) {
      askers << "<div>";
      askers.text(asker.playbook.empty() ? "triage" : asker.playbook, kMostOfName) << " <span class=\"minor\">";
      askers.text(asker.block, kMostOfName) << "</span></div>";
    }
  }
}

}  // namespace

void add_calls(Page& page, const Report& report) {
  const std::vector<Call>& calls = report.facts.calls;
  page << "<section id=\"calls\" aria-labelledby=\"calls-title\">\n<h2 id=\"calls-title\">Calls</h2>\n";
  if (calls.empty()) {
    page << "<p>Nobody was asked.</p>\n</section>\n";
    return;
  }
  page
      << "<p class=\"note\">A filled bar is a request, a hatched one waits for a quota, an empty one waits for another "
         "call's request; a diamond is a cache hit, a ring was not sent, a cross is a failure. A jagged line stands "
         "for a long time in which nothing happens.</p>\n"
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Timeline of calls\">\n";
  add_timeline(page, calls);
  page << "</div>\n<details>\n<summary>The same as a table: ";
  page.text(counted(calls.size(), "call")) << "</summary>\n";
  page << "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of calls\">\n";
  add_table(page, calls);
  page << "</div>\n</details>\n</section>\n";
}

}  // namespace pbc::triage
