// SPDX-License-Identifier: Apache-2.0
//
// pbc explain: what a playbook is going to do, level by level.
#include "compiler/plan/explain.h"

#include "compiler/driver/planning.h"

namespace pbc::driver {

int explain_command(const Options& options) {
  Compilation compilation;
  Plans plans;
  if (const ExitCode code = plan_both(options, "explain", &compilation, &plans); code != kFine) return code;
  const std::string passes = passes_text(options);
  return write_out(options.output, options.format == Format::kJson ? explain_json(plans.after, passes)
                                                                   : explain_text(plans.after, passes));
}

}  // namespace pbc::driver
