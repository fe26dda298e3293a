// SPDX-License-Identifier: Apache-2.0
//
// corpus_round_trip DIR [AT_LEAST]: takes every playbook below DIR down the ladder. The IR of each, after lift and
// after each pass, must be valid, and what is read from its printed form must be the same module. Prints what failed
// and how many playbooks were accepted; exit code 1 when something failed or fewer than AT_LEAST were accepted.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "compiler/check/check.h"
#include "compiler/emit/emit.h"
#include "compiler/ir/print.h"
#include "compiler/ir/read.h"
#include "compiler/ir/verify.h"
#include "compiler/lift/lift.h"
#include "compiler/opt/pipeline.h"
#include "compiler/syntax/syntax.h"

namespace {

using namespace pbc;

/// Why the module does not survive printing; empty when it does.
std::string check(const ir::Module& module) {
  if (const auto problems = ir::verify(module); !problems.empty()) return "is not valid";
  const SourceFile printed("printed.pbir", ir::print(module));
  DiagSink diags;
  const std::optional<ir::Module> again = ir::read(printed, diags);
  if (!again) return "is not read back";
  if (!(*again == module)) return "is read back as another module";
  if (ir::print(*again) != printed.text()) return "prints in two ways";
  return "";
}

struct Totals {
  int files = 0;
  int lifted = 0;    // gave IR
  int accepted = 0;  // without an error
  int failed = 0;
};

void visit(const std::string& path, Totals& totals) {
  ++totals.files;
  DiagSink diags;
  const auto source = syntax::load(path, diags);
  const syntax::Cst cst = syntax::parse(*source, diags);
  if (!cst) return;
  ir::Module module = lift::lift(cst, diags);
  static const phantom::Catalogue kNone;
  check::check(
      module, [] { return std::cref(kNone); }, diags);
  ++totals.lifted;
  const auto expect = [&](const std::string& problem, std::string_view stage) {
    if (problem.empty()) return;
    ++totals.failed;
    std::printf("%s: the IR after %.*s %s\n", path.c_str(), static_cast<int>(stage.size()), stage.data(),
                problem.c_str());
  };
  // With an error in the playbook there is IR all the same, and its readers rely on it.
  if (diags.has_errors()) return expect(check(module), "lift");
  ++totals.accepted;
  opt::PassContext context;
  opt::RunOptions options;
  options.verify = true;
  options.after = [&](std::string_view stage, const ir::Module& now) { expect(check(now), stage); };
  expect(opt::run(module, opt::pipeline(opt::Level::kO2), context, options), "the pipeline");
  if (emit::emit(module).empty()) expect("gives no C++", "the pipeline");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: corpus_round_trip DIR [AT_LEAST]\n");
    return 2;
  }
  std::vector<std::string> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[1], error))
    if (entry.path().extension() == ".py") paths.push_back(entry.path().string());
  std::ranges::sort(paths);
  Totals totals;
  for (const std::string& path : paths) visit(path, totals);
  std::printf("%d files: %d gave IR, %d without an error, %d failures\n", totals.files, totals.lifted, totals.accepted,
              totals.failed);
  const int wanted = argc > 2 ? std::atoi(argv[2]) : 1;
  if (totals.accepted < wanted) std::printf("expected at least %d without an error\n", wanted);
  return totals.failed == 0 && totals.accepted >= wanted ? 0 : 1;
}
