// SPDX-License-Identifier: Apache-2.0
//
// pbc diff: what a change of a playbook adds or removes, as a comment for its review.
#include "compiler/driver/planning.h"
#include "compiler/driver/report.h"
#include "compiler/plan/changes.h"

namespace pbc::driver {

int diff_command(const Options& options) {
  plan::Wishes wishes;
  if (const int code = read_wishes(options, &wishes); code != kFine) return code;
  std::vector<Compilation> compilations(2);
  std::vector<plan::Version> versions(2);
  // Both are looked at before anything is said to be wrong for good.
  ExitCode worst = kFine;
  for (std::size_t i = 0; i < 2; ++i) {
    Options one = options;
    one.files = {options.files[i]};
    const ExitCode code = lift_for_plan(one, "diff", &compilations[i]);
    if (code != kFine) {
      worst = std::max(worst, code);
      continue;
    }
    plan::Version& version = versions[i];
    version.file = options.files[i];
    version.blocks = facts_of(program_for_plan(compilations[i]).parts.front(), pass_context(options));
    if (const ExitCode failed = optimize_all(one, &compilations[i]); failed != kFine) return failed;
    version.budget = budget_of(options, compilations[i]);
  }
  if (worst != kFine) return worst;
  if (const std::string wrong = plan::unknown_names(wishes, versions[1].budget, catalogue()); !wrong.empty())
    if (!plan::unknown_names(wishes, versions[0].budget, catalogue()).empty()) return fail(kUsage, wrong);
  const plan::Changes changes = changes_between(versions[0], versions[1]);
  const bool is_json = options.format == Format::kJson;
  const int code = write_out(options.output, is_json ? changes_json(changes, versions[0], versions[1], wishes)
                                                     : changes_markdown(changes, versions[0], versions[1], wishes));
  if (code != kFine) return code;
  return options.exit_code && !changes.empty() ? kDiagnostics : kFine;
}

}  // namespace pbc::driver
