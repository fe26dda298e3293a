// SPDX-License-Identifier: Apache-2.0
#include "host/options.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <limits>

#include "host/triage_options.h"
#include "host/version.h"

namespace pbc::host {

namespace {

int print_help(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  return kSucceeded;
}

/// The first line of what CLI11 says, in the form of our errors.
std::string usage_message(const CLI::ParseError& error, const std::string& program) {
  std::string text = error.what();
  text = text.substr(0, text.find('\n'));
  bool is_word = text.size() > 1 && (text[1] == ' ' || (text[1] >= 'a' && text[1] <= 'z'));
  if (is_word && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  while (text.ends_with('.')) text.pop_back();
  return text + "; see " + program + " --help";
}

std::string description_of(const Playbook& playbook, const std::string& about) {
  if (playbook.is_script) return "The Python script " + about + ".\nIt runs from top to bottom.";
  const std::string how = "runs on one event, against recorded answers.";
  if (playbook.is_bundle())
    return "The SOAR playbooks of " + about + ".\nTriages mails and events: all playbooks that apply run side by side.";
  return "The SOAR playbook " + about + ".\nIt " + how;
}

constexpr const char* kLive = "Live runs (docs/live.md)";
constexpr const char* kEvents = "Many events";

void add_live(CLI::App& run, RunOptions& options, bool is_serving = false) {
  run.add_flag("--live", options.live, "Ask real services, not recorded answers")->group(kLive);
  run.add_option("--config", options.config, "Assets, limits and caches")->type_name("FILE")->group(kLive);
  run.add_option("--connectors", options.connectors, "Descriptors of further apps, or other ones; repeatable")
      ->type_name("DIR")
      ->allow_extra_args(false)
      ->group(kLive);
  run.add_option("--allow", options.allowed,
                 "Let actions of this class run: contain, restore, notify, record, execute; repeatable")
      ->option_text("CLASS")
      ->allow_extra_args(false)
      ->group(kLive);
  run.add_flag_callback(
         "--dry-run", [&] { options.dry_run = true; },
         "Withhold all that changes something; the default on a terminal without --allow")
      ->group(kLive);
  run.add_flag_callback(
         "--no-dry-run", [&] { options.dry_run = false; }, "Do what the configuration allows, on a terminal too")
      ->group(kLive);
  run.add_flag("--no-cache", options.no_cache, "Ask again what has been answered to another run")->group(kLive);
  run.add_option("--log", options.log, "Append what happens, one JSON line for each event; - for stderr")
      ->type_name("FILE")
      ->group(kLive);
  // A server shows metrics and a report itself.
  if (is_serving) return;
  run.add_option("--metrics-listen", options.metrics_listen, "Show metrics at http://ADDRESS:PORT/metrics")
      ->option_text("ADDRESS:PORT")
      ->group(kLive);
  run.add_option("--warm", options.warm, "Ask these look-ups first: lines of JSON as a ledger has them")
      ->type_name("FILE")
      ->group(kLive);
  run.add_option("--record", options.record, "Write a world that gives this run again")
      ->type_name("FILE")
      ->group(kLive);
  run.add_option("--report", options.report, "Write what was asked of whom, and what caches saved, as JSON")
      ->type_name("FILE")
      ->group(kLive);
}

void add_outputs(CLI::App& run, RunOptions& options) {
  run.add_option("--outputs", options.outputs, "Keep what each run leaves, in this folder")
      ->type_name("DIR")
      ->group(kEvents);
}

void add_many(CLI::App& run, RunOptions& options) {
  run.add_option("--concurrency", options.concurrency, "How many may be under way at the same time (64)")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{100'000}))
      ->option_text("N")
      ->group(kEvents);
  run.add_option("--threads", options.threads, "How many threads carry them on (one per processor)")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{1024}))
      ->option_text("N")
      ->group(kEvents);
}

void add_events(CLI::App& run, RunOptions& options) {
  run.add_option("--events", options.events, "A folder of events and mails, a file of JSON lines, or - for stdin")
      ->option_text("DIR|FILE|-")
      ->group(kEvents);
  run.add_option("--journal", options.journal, "Note what is done; what it holds already is not done again")
      ->type_name("FILE")
      ->group(kEvents);
}

/// An option that means nothing without another one; empty: there is none.
std::string wrong_alone(const CLI::App& run, bool is_triage) {
  for (const auto& [needed, group] : {std::pair("--live", kLive), std::pair("--events", kEvents)}) {
    if (run.get_option_no_throw(needed) == nullptr || run.count(needed) > 0) continue;
    for (const CLI::Option* option : run.get_options())
      // A triage is configured, whoever answers.
      if (option->get_group() == group && option->count() > 0 && !(is_triage && option->get_name() == "--config"))
        return option->get_name() + " goes with " + needed;
  }
  return "";
}

}  // namespace

void print_error(const std::string& what) {
  std::fflush(stdout);
  std::fprintf(stderr, "error: %s\n", what.c_str());
}

CommandLine parse_command_line(const Playbook& playbook, int argc, char** argv) {
  CommandLine line;
  const std::string program = argc > 0 ? argv[0] : playbook.name;
  const std::string about = std::string(playbook.name) + ", compiled by pbc " + kVersion;

  CLI::App app(description_of(playbook, about));
  app.name(program);
  app.set_help_flag("-h,--help", "Show this help");
  app.set_version_flag("--version", about, "Show the version");

  const CLI::Validator not_negative(
      [](const std::string& text) { return text.starts_with('-') ? "expected no negative size" : ""; }, "", "");
  const auto add_limits = [&line, &not_negative](CLI::App& command) {
    command
        .add_option("--max-steps", line.run.max_steps,
                    "End the run after so many calls and rounds of loops; 0: never (10000000000)")
        ->check(CLI::Range(std::int64_t{0}, std::numeric_limits<std::int64_t>::max()))
        ->option_text("N");
    command
        .add_option("--max-memory", line.run.max_memory, "MemoryError beyond, such as 512M or 2G; 0: no limit (768M)")
        ->transform(CLI::AsSizeValue(false))
        ->transform(not_negative)  // runs before the one above, which would make a large number of it
        ->option_text("SIZE");
  };
  const auto add_world = [&line](CLI::App& command) {
    command.add_option("--world", line.run.world, "What assets answer, custom lists, the time: see docs/contracts.md")
        ->type_name("FILE");
  };
  const auto add_files = [&line](CLI::App& command) {
    command
        .add_option("--files", line.run.files, "Keep the files that the run writes, in this folder; it sees no others")
        ->type_name("DIR");
  };
  if (playbook.is_script) add_files(app);
  CLI::App* run = nullptr;
  if (playbook.is_script) add_limits(app);
  if (!playbook.is_script) {
    if (playbook.front == nullptr) app.require_subcommand(1);
    run = app.add_subcommand(
        "run", playbook.is_bundle() ? "Run one of the playbooks on an event" : "Run the playbook on an event");
    run->set_help_flag("-h,--help", "Show this help");
    if (playbook.is_bundle()) {
      CLI::App* list = app.add_subcommand("list", "Show the names of the playbooks, or what is known of them");
      list->set_help_flag("-h,--help", "Show this help");
      list->add_option("--format", line.list_format, "text: names, one a line (the default); json: all that is known")
          ->check(CLI::IsMember({"text", "json"}))
          ->option_text("text|json");
      run->add_option("--playbook", line.run.playbook, "Which one: NAME or FOLDER/NAME; not needed if there is but one")
          ->type_name("NAME");
    }
    run->add_option("event", line.run.event,
                    "The event, a SOAR container with its artifacts as JSON, or a mail; empty without one")
        ->option_text("EVENT.json");
    add_world(*run);
    run->add_option("--input", line.run.settings,
                    "An input of the playbook, as JSON where it is JSON; repeated: a list (over --inputs)")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    run->add_option("--inputs", line.run.inputs, "Inputs as one JSON object")->type_name("FILE");
    run->add_option("--trace", line.run.trace, "Write what the run does, one JSON line for each effect")
        ->type_name("FILE");
    run->add_option("--ledger", line.run.ledger, "Write the remote requests, one JSON line for each")
        ->type_name("FILE");
    run->add_option("--result", line.run.result, "Write the final state as JSON instead of showing a summary")
        ->type_name("FILE");
    add_limits(*run);
    add_files(*run);
    add_live(*run, line.run);
    add_events(*run, line.run);
    add_outputs(*run, line.run);
    add_many(*run, line.run);
    run->add_flag("--strict", line.run.strict, "End the run at a call that the world does not answer");
    run->add_option("--repeat", line.run.repeat,
                    "Run the event so many times, and say on stderr how many a second; outputs are the last run's (1)")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{1'000'000'000}))
        ->option_text("N");
    if (playbook.front != nullptr) {
      add_triage_options(app, line.triage);
      add_world(app);
      app.add_option("--trace", line.run.trace, "Write what playbooks do, one JSON line for each effect")
          ->type_name("FILE");
      app.add_option("--ledger", line.run.ledger, "Write the remote requests, one JSON line for each")
          ->type_name("FILE");
      app.add_option("--result", line.run.result, "Write the final state of the container as JSON")->type_name("FILE");
      add_limits(app);
      add_live(app, line.run);
      add_outputs(app, line.run);
      add_many(app, line.run);
      CLI::App* serve = app.add_subcommand("serve", "Triage what comes in over HTTP, until a signal ends it");
      serve->set_help_flag("-h,--help", "Show this help");
      add_serve_options(*serve, line.serve);
      add_world(*serve);
      add_limits(*serve);
      add_live(*serve, line.run, true);
      add_many(*serve, line.run);
      app.footer(
          "Exit code: 0 done, 1 a level of --fail-on or a file of several that cannot be used, 2 usage or an input "
          "that "
          "cannot be used, 3 internal.");
    }
    run->footer(
        "Exit code: 0 the run succeeded, 1 it failed, 2 usage or an input file that cannot be used, 3 internal.");
  }

  try {
    app.parse(argc, argv);
    const bool is_triage = playbook.front != nullptr && app.get_subcommands().empty();
    line.is_serving = playbook.front != nullptr && app.got_subcommand("serve");
    if (line.is_serving && app.get_subcommand("serve")->count("--max-steps") == 0)
      line.run.max_steps = ServeOptions::kMostSteps;
    const CLI::App* command = is_triage ? &app : line.is_serving ? app.get_subcommand("serve") : run;
    if (const std::string wrong = command == nullptr ? "" : wrong_alone(*command, is_triage || line.is_serving);
        !wrong.empty())
      throw CLI::ValidationError(wrong, CLI::ExitCodes::ValidationError);
    line.is_triage = is_triage;
    if (is_triage && line.triage.inputs.empty() && !line.triage.prints_configuration)
      throw CLI::ValidationError("expected a mail, an event or a folder of them", CLI::ExitCodes::ValidationError);
    line.lists_playbooks = playbook.is_bundle() && app.got_subcommand("list");
  } catch (const CLI::CallForHelp&) {
    line.exit_code = print_help(app.help());
  } catch (const CLI::CallForAllHelp&) {
    line.exit_code = print_help(app.help());
  } catch (const CLI::CallForVersion& version) {
    line.exit_code = print_help(std::string(version.what()) + "\n");
  } catch (const CLI::ParseError& error) {
    print_error(usage_message(error, program));
    line.exit_code = kUsage;
  }
  return line;
}

}  // namespace pbc::host
