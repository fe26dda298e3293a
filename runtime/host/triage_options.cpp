// SPDX-License-Identifier: Apache-2.0
#include "host/triage_options.h"

namespace pbc::host {

void add_triage_options(CLI::App& app, TriageOptions& options) {
  app.add_option("input", options.inputs, "Mails (.eml), events (.json), or folders of them: they are triaged")
      ->option_text("MAIL.eml|EVENT.json|DIR ...");
  app.add_option("--format", options.format, "What stdout shows: text or json (text)")
      ->check(CLI::IsMember({"text", "json"}))
      ->option_text("FORMAT");
  app.add_option("--json", options.json, "Write the report as JSON")->type_name("FILE");
  app.add_option("--html", options.html, "Write the report as one page")->type_name("FILE");
  app.add_option("--fail-on", options.fail_on, "Exit code 1 from this level on: medium, high or critical")
      ->check(CLI::IsMember({"medium", "high", "critical"}))
      ->option_text("LEVEL");
  app.add_flag("--print-config", options.prints_configuration,
               "Show the whole configuration with its defaults, and end");
}

}  // namespace pbc::host
