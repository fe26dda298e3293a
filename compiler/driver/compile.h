// SPDX-License-Identifier: Apache-2.0
//
// The ladder: source -> syntax -> IR -> passes -> C++ -> executable. The only place where phases meet.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/diag/diag_sink.h"
#include "compiler/driver/options.h"
#include "compiler/emit/emit.h"
#include "compiler/ir/module.h"
#include "compiler/opt/pass.h"
#include "compiler/phantom/catalogue.h"

namespace pbc::driver {

/// One playbook on its way through the ladder; or a bundle, which has no source and no module of its own.
struct Compilation {
  DiagSink diags;
  std::unique_ptr<SourceFile> source;
  std::optional<ir::Module> module;  // lifted; passes change it
  std::string stats;                 // JSON (docs/stats.md), when asked for; of the module as it was lifted
  std::string bundle;                // the name of a bundle
  opt::PassContext passes;
  std::string dump;            // what --dump-ir asked for
  std::string internal_error;  // the compiler's own fault

  // Of the playbook or bundle that is compiled: what is linked to it (link.h).
  std::vector<std::unique_ptr<Compilation>> linked;
  std::vector<std::unique_ptr<Compilation>> broken;             // files with errors
  std::vector<std::pair<std::string, std::size_t>> references;  // as emit::Program has them
  std::string sources;                                          // as build::Request has them
  emit::Front front;                                            // of a bundle
};

/// What apps can do; read when first asked for. What is wrong with it is told once, as a warning.
const phantom::Catalogue& catalogue();

/// What passes go by: the catalogue, and what the options allow.
opt::PassContext pass_context(const Options& options);

/// source -> syntax -> IR, with all checks. False when there are errors.
bool lift_file(const std::string& path, const Options& options, Compilation* compilation);

/// The passes that the options ask for.
void optimize(const Options& options, Compilation* compilation);
/// The same for all that is linked to it.
void optimize_linked(Options options, Compilation* compilation);

// The commands; each returns the exit code of pbc.
int compile_command(const Options& options);
int check_command(const Options& options);
int run_command(const Options& options);
int world_command(const Options& options);
int explain_command(const Options& options);
int graph_command(const Options& options);
int budget_command(const Options& options);
int connectors_command(const Options& options);
int diff_command(const Options& options);

}  // namespace pbc::driver
