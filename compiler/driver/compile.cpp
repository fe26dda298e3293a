// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/compile.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "compiler/base/suggest.h"
#include "compiler/build/build.h"
#include "compiler/build/toolchain.h"
#include "compiler/check/check.h"
#include "compiler/driver/folder.h"
#include "compiler/driver/front.h"
#include "compiler/driver/link.h"
#include "compiler/driver/planning.h"
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

opt::PassContext pass_context(const Options& options) {
  return opt::PassContext(
      [](std::string_view action, const std::vector<std::string>& assets) {
        return catalogue().effect(action, assets);
      },
      [](std::string_view action, const std::vector<std::string>& assets) { return catalogue().batch(action, assets); },
      options.allowed);
}

void optimize(const Options& options, Compilation* compilation) {
  const auto passes = options.passes ? opt::parse_passes(*options.passes).passes : opt::pipeline(options.level);
  compilation->passes = pass_context(options);
  opt::RunOptions run;
  run.after = [&](std::string_view stage, const ir::Module& module) {
    if (options.dump_ir && *options.dump_ir == stage)
      compilation->dump = ir::print(module, {options.locations, options.only_block});
  };
  compilation->internal_error = opt::run(*compilation->module, passes, compilation->passes, run);
  if (options.dump_ir && options.dump_ir->empty())
    compilation->dump = ir::print(*compilation->module, {options.locations, options.only_block});
}

void optimize_linked(Options options, Compilation* compilation) {
  options.allowed.is_beside_others = true;
  for (const auto& linked : compilation->linked) {
    optimize(options, linked.get());
    if (compilation->internal_error.empty()) compilation->internal_error = linked->internal_error;
  }
}

namespace {

namespace fs = std::filesystem;

/// What is wrong with a folder as the thing to compile.
std::string wrong_folder(const Options& options) {
  const std::string& folder = options.files.front();
  if (!is_folder(folder)) return "";
  const char* of_one = options.dump_ir ? "--dump-ir" : !options.only_block.empty() ? "--only" : nullptr;
  if (options.emit == Emit::kIr) of_one = "--emit=ir";
  if (of_one != nullptr) return std::string(of_one) + " takes one playbook; `" + folder + "` is a folder";
  const PythonFiles files = python_files(folder);
  if (!files.error.empty()) return files.error;
  if (files.playbooks.empty()) return "`" + folder + "` holds no playbook: no .py file below it defines on_start()";
  return "";
}

/// Where the product goes.
std::string output_of(const Options& options, const std::string& name) {
  return options.output.empty() ? name : options.output;
}

/// A folder cannot be replaced by a file; found out before anything is compiled.
std::string wrong_output(const Options& options, const std::string& name) {
  if (options.emit != Emit::kExecutable || options.dump_ir) return "";
  const std::string output = output_of(options, name);
  std::error_code error;
  if (!fs::is_directory(output, error)) return "";
  return "`" + output + "` is a folder: say with -o what the executable is to be called";
}

/// What is wrong with --only, which needs the module to be known.
std::string wrong_block(const Options& options, const ir::Module& module) {
  if (options.only_block.empty()) return "";
  std::vector<std::string_view> names;
  for (ir::FunctionId id : module.functions.ids()) names.push_back(module.text(module.functions[id].name));
  if (std::ranges::find(names, options.only_block) != names.end()) return "";
  const std::string help = did_you_mean(options.only_block, names);
  return "--only: no function is called `" + options.only_block + "`" + (help.empty() ? "" : "; " + help);
}

/// What a file or folder is called, and so what is made of it.
std::string own_name(const std::string& path) {
  std::error_code error;
  const fs::path whole = fs::weakly_canonical(path, error);
  return (is_folder(path) ? whole.filename() : fs::path(path).stem()).string();
}

/// Lifts the playbook or bundle, and links and optimizes what an executable needs; false when there are errors.
bool lift_program(const Options& options, Compilation* compilation) {
  const bool is_bundle = is_folder(options.files.front());
  if (!is_bundle && !lift_file(options.files.front(), options, compilation)) return false;
  // A dump or the IR is of the playbook alone.
  if (options.dump_ir || options.emit == Emit::kIr) {
    check_links(options, compilation);
    return true;
  }
  if (is_bundle) compilation->bundle = own_name(options.files.front());
  const bool is_linked =
      is_bundle ? link_folder(options, options.files.front(), compilation) : link(options, compilation);
  if (is_bundle && is_linked) compilation->front = front_of(options, compilation);
  Options plain = options;
  plain.dump_ir.reset();
  optimize_linked(plain, compilation);
  return is_linked;
}

void report_program(const Options& options, const Compilation& compilation) {
  report(options, compilation);
  // Of one playbook, statistics and remarks are about itself.
  Options plain = options;
  if (compilation.module) plain.stats = plain.remarks = false;
  for (const auto& linked : compilation.linked) report(plain, *linked);
  for (const auto& broken : compilation.broken) report(plain, *broken);
}

bool is_script(const Compilation& compilation) { return compilation.module && compilation.module->is_script(); }

const std::string& name_of(const Compilation& compilation) {
  return compilation.module ? compilation.module->name : compilation.bundle;
}

build::Request request_for(Compilation& compilation, const Options& options) {
  build::Request request;
  compilation.sources = sources_of(compilation);
  request.units = emit::emit_units(program_of(compilation));
  request.source = compilation.sources;
  request.output = output_of(options, name_of(compilation));
  request.use_cache = options.use_cache;
  request.optimize = options.host_level.value_or(is_script(compilation) ? 1 : 0);
  return request;
}

int report_build(const build::Outcome& outcome) {
  if (outcome.error.empty()) return kFine;
  if (!outcome.output.empty()) std::fprintf(stderr, "%s", outcome.output.c_str());
  return fail(kFailure, outcome.error);
}

}  // namespace

int compile_command(const Options& options) {
  if (const std::string wrong = wrong_folder(options); !wrong.empty()) return fail(kUsage, wrong);
  if (const std::string wrong = wrong_output(options, own_name(options.files.front())); !wrong.empty())
    return fail(kUsage, wrong);
  Compilation compilation;
  const bool lifted = lift_program(options, &compilation);
  if (lifted && compilation.module) {
    if (const std::string wrong = wrong_block(options, *compilation.module); !wrong.empty()) return fail(kUsage, wrong);
    optimize(options, &compilation);
  }
  report_program(options, compilation);
  if (!lifted) return kDiagnostics;
  if (!compilation.internal_error.empty()) return fail_internal(compilation.internal_error);
  if (options.dump_ir) return write_out(options.output, compilation.dump);
  if (options.emit == Emit::kIr) return write_out(options.output, ir::print(*compilation.module));
  if (options.emit == Emit::kCxx) return write_out(options.output, emit::emit(program_of(compilation)));
  const build::Toolchain toolchain = build::find_toolchain();
  if (!toolchain.error.empty()) return fail(kFailure, toolchain.error);
  return report_build(build::build(toolchain, request_for(compilation, options)));
}

int run_command(const Options& options) {
  if (const std::string wrong = wrong_folder(options); !wrong.empty()) return fail(kUsage, wrong);
  Compilation compilation;
  const bool lifted = lift_program(options, &compilation);
  if (lifted && compilation.module) optimize(options, &compilation);
  report_program(options, compilation);
  if (!lifted) return kDiagnostics;
  if (!compilation.internal_error.empty()) return fail_internal(compilation.internal_error);
  const build::Toolchain toolchain = build::find_toolchain();
  if (!toolchain.error.empty()) return fail(kFailure, toolchain.error);
  std::string executable;
  const build::Outcome outcome = build::build_in_cache(toolchain, request_for(compilation, options), &executable);
  if (!outcome.error.empty()) return report_build(outcome);

  std::vector<std::string> arguments = {name_of(compilation)};
  if (!is_script(compilation)) arguments.emplace_back("run");
  arguments.insert(arguments.end(), options.run_arguments.begin(), options.run_arguments.end());
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  std::fflush(nullptr);
  execv(executable.c_str(), argv.data());
  return fail(kFailure, "cannot start the compiled playbook `" + executable + "`");
}

}  // namespace pbc::driver
