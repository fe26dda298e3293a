// SPDX-License-Identifier: Apache-2.0
//
// pbc explain: what a playbook is going to do, level by level.
#include "compiler/plan/explain.h"

#include "compiler/driver/planning.h"

namespace pbc::driver {

int explain_command(const Options& options) {
  Compilation compilation;
  if (const ExitCode code = lift_for_plan(options, "explain", &compilation); code != kFine) return code;
  const plan::Plan before = plan_of(options, compilation);
  if (const ExitCode code = optimize_all(options, &compilation); code != kFine) return code;
  plan::Plan plan = plan_of(options, compilation);
  plan::note_removed(before, &plan);
  const std::string passes = passes_text(options);
  return write_out(options.output,
                   options.format == Format::kJson ? explain_json(plan, passes) : explain_text(plan, passes));
}

}  // namespace pbc::driver
