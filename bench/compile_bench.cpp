// SPDX-License-Identifier: Apache-2.0
//
// The ladder without its ends: from the text of a playbook to C++ text, in process. Each benchmark reports
// `ms_per_1000_lines`.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>

#include "compiler/check/check.h"
#include "compiler/emit/emit.h"
#include "compiler/lift/lift.h"
#include "compiler/opt/pipeline.h"
#include "compiler/syntax/syntax.h"

namespace {

using namespace pbc;

const phantom::Catalogue& catalogue() {
  static const phantom::Catalogue kCatalogue = [] {
    std::string error;
    return phantom::Catalogue::read(PBC_CONNECTORS, &error);
  }();
  return kCatalogue;
}

std::string compile(const SourceFile& source) {
  DiagSink diags;
  diags.set_file(&source);
  const syntax::Cst cst = syntax::parse(source, diags);
  if (!cst) return "";
  ir::Module module = lift::lift(cst, diags);
  check::check(module, catalogue, diags);
  if (diags.has_errors()) return "";
  opt::PassContext context;
  if (!opt::run(module, opt::pipeline(opt::Level::kO2), context).empty()) return "";
  return emit::emit(module);
}

void to_cxx(benchmark::State& state, const std::string& path) {
  DiagSink diags;
  const auto loaded = syntax::load(path, diags);
  if (diags.has_errors() || compile(*loaded).empty()) return state.SkipWithError("does not compile");
  for (auto _ : state) {
    const SourceFile source(path, std::string(loaded->text()));
    benchmark::DoNotOptimize(compile(source));
  }
  // A rate is per second; the inverted rate of thousandths of 1,000 lines is milliseconds for 1,000 lines.
  const double thousands = loaded->line_count() / 1000.0;
  state.counters["ms_per_1000_lines"] =
      benchmark::Counter(thousands / 1000, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> paths = {PBC_BENCH_PLAYBOOK};
  for (const auto& entry : std::filesystem::recursive_directory_iterator(PBC_PLAYBOOKS))
    if (entry.path().extension() == ".py") paths.push_back(entry.path().string());
  std::ranges::sort(paths);
  for (const std::string& path : paths) {
    const std::string name = std::filesystem::path(path).stem().string();
    benchmark::RegisterBenchmark(name.c_str(), to_cxx, path)->Unit(benchmark::kMillisecond);
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
