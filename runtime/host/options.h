// SPDX-License-Identifier: Apache-2.0
//
// The command line of a compiled playbook.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pbc/playbook.h"

namespace pbc::host {

/// Exit codes of a compiled playbook (docs/contracts.md, Running).
enum ExitCode : int { kSucceeded = 0, kFailed = 1, kUsage = 2, kInternal = 3 };

/// `run`: an empty name is an option that was not given.
struct RunOptions {
  std::string playbook;  // of a bundle
  std::string event;
  std::string world;
  std::vector<std::string> settings;  // NAME=VALUE, in order
  std::string inputs;
  std::string trace;
  std::string ledger;
  std::string result;
  std::string files;  // of scripts too
  bool strict = false;
  bool live = false;                    // real services, not recorded answers
  std::string config;                   // of live runs
  std::vector<std::string> connectors;  // folders of descriptors
  std::vector<std::string> allowed;     // effect classes of actions that may run
  bool no_cache = false;
  std::optional<bool> dry_run;  // of live runs; absent: on a terminal, unless something is allowed
  std::string log;
  std::string metrics_listen;
  std::string record;  // a world file to write
  std::string report;  // of what was asked
  std::string warm;    // a file of look-ups to ask first
  // Many events, instead of one.
  std::string events;   // a folder, a file of JSON lines, or "-"
  std::string outputs;  // a folder for what each run leaves
  std::string journal;  // what is done, so that it is not done again
  std::int64_t concurrency = 64;
  std::int64_t threads = 0;  // 0: as many as there are processors
  std::int64_t repeat = 1;   // runs of the same event, one after the other; outputs are the last one's
  // Limits of the run (docs/contracts.md); 0: none.
  std::int64_t max_steps = 10'000'000'000;
  std::size_t max_memory = std::size_t{768} << 20;
};

/// A triage (docs/triage.md), besides what it has in common with a run.
struct TriageOptions {
  std::vector<std::string> inputs;  // mails, events, folders of them
  std::string format = "text";      // text or json, on stdout
  std::string json, html;           // files; of one input
  std::string fail_on;              // a level; empty: none
  bool prints_configuration = false;
};

/// Triages over HTTP (docs/triage.md, Serving).
struct ServeOptions {
  /// Of an analysis, where nothing else is said: nobody waits longer for what makes so many.
  static constexpr std::int64_t kMostSteps = 2'000'000'000;

  std::string listen = "127.0.0.1:8080";
  std::string token_file, token_env;  // where the token stands
  std::int64_t queue = 256;           // how many may wait
  std::int64_t keep = 1000;           // jobs that have ended
};

struct CommandLine {
  RunOptions run;
  TriageOptions triage;
  ServeOptions serve;
  bool is_triage = false;        // of a bundle, without a command
  bool is_serving = false;       // `serve`, of a bundle
  bool lists_playbooks = false;  // `list`, of a bundle
  std::string list_format;       // "json", or as text
  std::optional<int> exit_code;  // help or an error was printed: there is nothing left to do
};

CommandLine parse_command_line(const Playbook& playbook, int argc, char** argv);

/// Prints `error: WHAT` on stderr.
void print_error(const std::string& what);

}  // namespace pbc::host
