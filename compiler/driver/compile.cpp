// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/compile.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "compiler/base/files.h"
#include "compiler/base/suggest.h"
#include "compiler/build/build.h"
#include "compiler/build/toolchain.h"
#include "compiler/check/check.h"
#include "compiler/driver/link.h"
#include "compiler/driver/report.h"
#include "compiler/driver/stats.h"
#include "compiler/emit/emit.h"
#include "compiler/ir/print.h"
#include "compiler/lift/lift.h"
#include "compiler/syntax/syntax.h"

namespace pbc::driver {

const phantom::Catalogue& catalogue() {
  static const phantom::Catalogue kCatalogue = [] {
    std::string error;
    auto read = phantom::Catalogue::read(build::connectors_directory(), &error);
    if (!error.empty()) std::fprintf(stderr, "warning: %s\n", error.c_str());
    return read;
  }();
  return kCatalogue;
}

bool lift_file(const std::string& path, const Options& options, Compilation* compilation) {
  compilation->source = syntax::load(path, compilation->diags);
  if (compilation->source == nullptr) return false;
  const syntax::Cst cst = syntax::parse(*compilation->source, compilation->diags);
  if (!cst) return false;
  compilation->module = lift::lift(cst, compilation->diags);
  check::check(*compilation->module, catalogue, compilation->diags);
  if (options.stats) compilation->stats = stats_json(*compilation->module, *compilation->source);
  return !compilation->diags.has_errors();
}

void optimize(const Options& options, Compilation* compilation) {
  const auto passes = options.passes ? opt::parse_passes(*options.passes).passes : opt::pipeline(options.level);
  opt::RunOptions run;
  run.after = [&](std::string_view stage, const ir::Module& module) {
    if (options.dump_ir && *options.dump_ir == stage)
      compilation->dump = ir::print(module, {options.locations, options.only_block});
  };
  compilation->internal_error = opt::run(*compilation->module, passes, compilation->passes, run);
  if (options.dump_ir && options.dump_ir->empty())
    compilation->dump = ir::print(*compilation->module, {options.locations, options.only_block});
}

namespace {

/// What is wrong with --only, which needs the module to be known.
std::string wrong_block(const Options& options, const ir::Module& module) {
  if (options.only_block.empty()) return "";
  std::vector<std::string_view> names;
  for (ir::FunctionId id : module.functions.ids()) names.push_back(module.text(module.functions[id].name));
  if (std::ranges::find(names, options.only_block) != names.end()) return "";
  const std::string help = did_you_mean(options.only_block, names);
  return "--only: no function is called `" + options.only_block + "`" + (help.empty() ? "" : "; " + help);
}

/// Text to a file, or to stdout where none is named.
int write_out(const std::string& path, std::string_view text) {
  if (path.empty() || path == "-") {
    std::fwrite(text.data(), 1, text.size(), stdout);
    return kFine;
  }
  const std::string error = write_file(path, text);
  return error.empty() ? kFine : fail(kUsage, path + ": " + error);
}

/// Lifts the playbook, and links and optimizes what an executable needs; false when there are errors.
bool lift_program(const Options& options, Compilation* compilation) {
  if (!lift_file(options.files.front(), options, compilation)) return false;
  // A dump or the IR is of the playbook alone.
  if (options.dump_ir || options.emit == Emit::kIr) {
    check_links(options, compilation);
    return true;
  }
  const bool is_linked = link(options, compilation);
  Options plain = options;
  plain.dump_ir.reset();
  for (const auto& linked : compilation->linked) {
    optimize(plain, linked.get());
    if (compilation->internal_error.empty()) compilation->internal_error = linked->internal_error;
  }
  return is_linked;
}

void report_program(const Options& options, const Compilation& compilation) {
  report(options, compilation);
  Options plain = options;
  plain.stats = plain.remarks = false;
  for (const auto& linked : compilation.linked) report(plain, *linked);
  for (const auto& broken : compilation.broken) report(plain, *broken);
}

build::Request request_for(Compilation& compilation, const std::string& cxx, const Options& options) {
  build::Request request;
  compilation.sources = sources_of(compilation);
  request.cxx = cxx;
  request.source = compilation.sources;
  request.output = options.output.empty() ? compilation.module->name : options.output;
  request.use_cache = options.use_cache;
  request.optimize = options.host_level.value_or(compilation.module->is_script() ? 1 : 0);
  return request;
}

int report_build(const build::Outcome& outcome) {
  if (outcome.error.empty()) return kFine;
  if (!outcome.output.empty()) std::fprintf(stderr, "%s", outcome.output.c_str());
  return fail(kFailure, outcome.error);
}

}  // namespace

int compile_command(const Options& options) {
  Compilation compilation;
  const bool lifted = lift_program(options, &compilation);
  if (lifted)
    if (const std::string wrong = wrong_block(options, *compilation.module); !wrong.empty()) return fail(kUsage, wrong);
  if (lifted) optimize(options, &compilation);
  report_program(options, compilation);
  if (!lifted) return kDiagnostics;
  if (!compilation.internal_error.empty()) return fail_internal(compilation.internal_error);
  if (options.dump_ir) return write_out(options.output, compilation.dump);
  if (options.emit == Emit::kIr) return write_out(options.output, ir::print(*compilation.module));
  const std::string cxx = emit::emit(program_of(compilation));
  if (options.emit == Emit::kCxx) return write_out(options.output, cxx);
  const build::Toolchain toolchain = build::find_toolchain();
  if (!toolchain.error.empty()) return fail(kFailure, toolchain.error);
  return report_build(build::build(toolchain, request_for(compilation, cxx, options)));
}

int check_command(const Options& options) {
  int result = kFine;
  std::vector<std::unique_ptr<Compilation>> checked;  // one log holds all of them
  for (const std::string& file : options.files) {
    auto compilation = std::make_unique<Compilation>();
    if (!lift_file(file, options, compilation.get())) {
      result = kDiagnostics;
    } else {
      check_links(options, compilation.get());
    }
    if (options.format == Format::kSarif)
      checked.push_back(std::move(compilation));
    else
      report_check(options, *compilation);
  }
  if (options.format == Format::kSarif) report_sarif(checked);
  return result;
}

int run_command(const Options& options) {
  Compilation compilation;
  const bool lifted = lift_program(options, &compilation);
  if (lifted) optimize(options, &compilation);
  report_program(options, compilation);
  if (!lifted) return kDiagnostics;
  if (!compilation.internal_error.empty()) return fail_internal(compilation.internal_error);
  const build::Toolchain toolchain = build::find_toolchain();
  if (!toolchain.error.empty()) return fail(kFailure, toolchain.error);
  const std::string cxx = emit::emit(program_of(compilation));
  std::string executable;
  const build::Outcome outcome = build::build_in_cache(toolchain, request_for(compilation, cxx, options), &executable);
  if (!outcome.error.empty()) return report_build(outcome);

  std::vector<std::string> arguments = {compilation.module->name};
  if (!compilation.module->is_script()) arguments.emplace_back("run");
  arguments.insert(arguments.end(), options.run_arguments.begin(), options.run_arguments.end());
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  std::fflush(nullptr);
  execv(executable.c_str(), argv.data());
  return fail(kFailure, "cannot start the compiled playbook `" + executable + "`");
}

}  // namespace pbc::driver
