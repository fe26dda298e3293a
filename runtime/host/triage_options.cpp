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

void add_serve_options(CLI::App& app, ServeOptions& options) {
  // An empty variable of a shell must not open the door.
  const CLI::Validator given(
      [](const std::string& text) { return text.empty() ? "expected a name, found nothing" : ""; }, "", "");
  const CLI::Range positive(std::int64_t{1}, std::int64_t{1'000'000});
  app.add_option("--listen", options.listen, "Where to listen; port 0: a free one (127.0.0.1:8080)")
      ->option_text("ADDRESS:PORT");
  CLI::Option* file =
      app.add_option("--token-file", options.token_file, "The bearer token that clients need, in a file")
          ->check(given)
          ->type_name("FILE");
  app.add_option("--token-env", options.token_env, "The same in a variable of the environment")
      ->check(given)
      ->option_text("NAME")
      ->excludes(file);
  app.add_option("--queue", options.queue, "How many mails and events may wait (256)")
      ->check(positive)
      ->option_text("N");
  app.add_option("--keep", options.keep, "How many jobs that have ended are kept, for an hour at most (1000)")
      ->check(positive)
      ->option_text("N");
}

}  // namespace pbc::host
