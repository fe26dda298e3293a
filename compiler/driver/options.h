// SPDX-License-Identifier: Apache-2.0
//
// What the command line of pbc says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/opt/pipeline.h"

namespace pbc::driver {

/// Exit codes (docs/contracts.md).
enum ExitCode : int { kFine = 0, kDiagnostics = 1, kUsage = 2, kFailure = 3 };

enum class Emit : std::uint8_t { kExecutable, kIr, kCxx };
enum class Format : std::uint8_t { kText, kJson, kSarif };
enum class Graph : std::uint8_t { kDot, kMermaid, kSvg, kHtml, kJson };

struct Options {
  std::vector<std::string> files;
  std::vector<std::string> paths;  // --path: where sub-playbooks and custom functions are looked for
  std::string output;              // -o; empty: the playbook's name here
  Emit emit = Emit::kExecutable;
  std::optional<std::string> dump_ir;  // --dump-ir[=STAGE]; empty text: after the last pass
  std::string only_block;              // --only: of a dump, this function alone
  bool locations = false;              // --locs
  opt::Level level = opt::Level::kO2;
  std::optional<int> host_level;      // --host-opt; default: 1 for a plain script, 0 for a playbook
  std::optional<std::string> passes;  // --passes=a,b; replaces the level's list
  Format format = Format::kText;
  opt::PassOptions allowed;   // --speculate, --share-detonations
  Graph graph = Graph::kDot;  // pbc graph --format
  bool stats = false;
  bool remarks = false;
  bool use_cache = true;
  // pbc budget, as they were given (plan/limits.h)
  std::vector<std::string> rates;
  std::vector<std::string> per_event;
  std::vector<std::string> quotas;
  std::vector<std::string> limits;
  std::string app;                         // pbc connectors: the one to show
  bool exit_code = false;                  // pbc diff: 1 when something differs
  std::uint64_t seed = 0;                  // pbc world
  std::vector<std::string> run_arguments;  // pbc run: what the executable gets
};

}  // namespace pbc::driver
