// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/planning.h"

#include <cstdio>

#include "compiler/base/files.h"
#include "compiler/driver/folder.h"
#include "compiler/driver/link.h"
#include "compiler/driver/report.h"

namespace pbc::driver {

ExitCode lift_for_plan(const Options& options, const std::string& command, Compilation* compilation) {
  const std::string& file = options.files.front();
  if (is_folder(file)) {
    fail(kUsage, "`" + file + "` is a folder; `pbc " + command + "` takes one playbook");
    return kUsage;
  }
  const bool is_fine = lift_file(file, options, compilation) && link(options, compilation);
  report(options, *compilation);
  for (const auto& broken : compilation->broken) report(options, *broken);
  if (!is_fine) return kDiagnostics;
  if (!compilation->module->is_script()) return kFine;
  fail(kUsage, file + ": `pbc " + command + "` takes a playbook; this file has no function `on_start`");
  return kUsage;
}

ExitCode optimize_all(const Options& options, Compilation* compilation) {
  optimize(options, compilation);
  optimize_linked(options, compilation);
  if (compilation->internal_error.empty()) return kFine;
  fail_internal(compilation->internal_error);
  return kFailure;
}

plan::Program program_for_plan(const Compilation& compilation) {
  plan::Program program;
  if (compilation.module) program.parts.push_back({&*compilation.module, compilation.source.get()});
  for (const auto& linked : compilation.linked) program.parts.push_back({&*linked->module, linked->source.get()});
  program.references = compilation.references;
  if (!compilation.module)
    for (auto& [name, part] : program.references) --part;  // a bundle counts from 1
  return program;
}

namespace {

/// Of the modules as they are now.
plan::Plan plan_of(const Options& options, const Compilation& compilation) {
  return plan::make_plan(program_for_plan(compilation), pass_context(options));
}

}  // namespace

ExitCode plan_both(const Options& options, const std::string& command, Compilation* compilation, Plans* plans) {
  if (const ExitCode code = lift_for_plan(options, command, compilation); code != kFine) return code;
  plans->before = plan_of(options, *compilation);
  if (const ExitCode code = optimize_all(options, compilation); code != kFine) return code;
  plans->after = plan_of(options, *compilation);
  plan::note_removed(plans->before, &plans->after);
  return kFine;
}

std::string passes_text(const Options& options) {
  if (options.passes) return "after --passes=" + *options.passes;
  if (options.level == opt::Level::kO0) return "as written (-O0)";
  return "optimized at -O" + std::to_string(static_cast<int>(options.level));
}

int write_out(const std::string& path, std::string_view text) {
  if (path.empty() || path == "-") {
    std::fwrite(text.data(), 1, text.size(), stdout);
    return kFine;
  }
  const std::string error = write_file(path, text);
  return error.empty() ? kFine : fail(kUsage, path + ": " + error);
}

}  // namespace pbc::driver
