// SPDX-License-Identifier: Apache-2.0
//
// The ladder without its ends: from the text of a playbook to C++ text, in process. Each benchmark of a playbook
// reports `ms_per_1000_lines`. `optimize NAME` is the pipeline of -O2 alone, on the longest of them; with FILE or
// FOLDER arguments on the longest of those too.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <ctime>
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

opt::PassContext context_of_passes() {
  return opt::PassContext([](std::string_view action, const std::vector<std::string>& assets) {
    return catalogue().effect(action, assets);
  });
}

std::string compile(const SourceFile& source) {
  DiagSink diags;
  diags.set_file(&source);
  const syntax::Cst cst = syntax::parse(source, diags);
  if (!cst) return "";
  ir::Module module = lift::lift(cst, diags);
  check::check(module, catalogue, diags);
  if (diags.has_errors()) return "";
  opt::PassContext context = context_of_passes();
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

double processor_seconds() {
  std::timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

void optimize(benchmark::State& state, const std::string& path) {
  DiagSink diags;
  const auto loaded = syntax::load(path, diags);
  if (diags.has_errors()) return state.SkipWithError("cannot be read");
  const syntax::Cst cst = syntax::parse(*loaded, diags);
  if (!cst) return state.SkipWithError("does not compile");
  const ir::Module lifted = lift::lift(cst, diags);
  const auto passes = opt::pipeline(opt::Level::kO2);
  for (auto _ : state) {
    ir::Module module = lifted;
    opt::PassContext context = context_of_passes();
    const double begin = processor_seconds();
    if (!opt::run(module, passes, context).empty()) return state.SkipWithError("internal error");
    state.SetIterationTime(processor_seconds() - begin);
  }
  state.counters["lines"] = static_cast<double>(loaded->line_count());
}

void add_playbooks(const std::filesystem::path& path, std::vector<std::string>* paths) {
  if (!std::filesystem::is_directory(path)) return paths->push_back(path.string());
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
    if (entry.path().extension() == ".py") paths->push_back(entry.path().string());
}

void measure_passes(const std::vector<std::string>& paths) {
  const auto lines = [](const std::string& path) {
    DiagSink diags;
    const auto loaded = syntax::load(path, diags);
    return loaded == nullptr ? 0 : loaded->line_count();
  };
  const std::string& longest = *std::ranges::max_element(paths, {}, lines);
  const std::string name = "optimize " + std::filesystem::path(longest).stem().string();
  benchmark::RegisterBenchmark(name.c_str(), optimize, longest)->Unit(benchmark::kMillisecond)->UseManualTime();
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> paths = {PBC_BENCH_PLAYBOOK};
  add_playbooks(PBC_PLAYBOOKS, &paths);
  std::ranges::sort(paths);
  for (const std::string& path : paths) {
    const std::string name = std::filesystem::path(path).stem().string();
    benchmark::RegisterBenchmark(name.c_str(), to_cxx, path)->Unit(benchmark::kMillisecond);
  }
  benchmark::Initialize(&argc, argv);
  measure_passes(paths);
  std::vector<std::string> others;
  for (int i = 1; i < argc; ++i) add_playbooks(argv[i], &others);
  if (!others.empty()) measure_passes(others);
  benchmark::RunSpecifiedBenchmarks();
}
