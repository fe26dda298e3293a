// SPDX-License-Identifier: Apache-2.0
//
// pbc budget: how many requests an event costs at most, by service, and whether that fits what services allow.
#include "compiler/plan/budget.h"

#include <cstdio>

#include "compiler/diag/render.h"
#include "compiler/driver/planning.h"
#include "compiler/driver/report.h"
#include "compiler/plan/limits.h"

namespace pbc::driver {
namespace {

/// Reads all texts of one option.
int read_all(const std::vector<std::string>& texts, const std::string& option,
             std::string (*read)(const std::string&, plan::Wishes*), plan::Wishes* wishes) {
  for (const std::string& text : texts)
    if (const std::string wrong = read(text, wishes); !wrong.empty()) return fail(kUsage, option + ": " + wrong);
  return kFine;
}

}  // namespace

int read_wishes(const Options& options, plan::Wishes* wishes) {
  int code = read_all(options.rates, "--rate", plan::read_rate, wishes);
  if (code == kFine) code = read_all(options.per_event, "--per-event", plan::read_per_event, wishes);
  if (code == kFine) code = read_all(options.quotas, "--quota", plan::read_quota, wishes);
  if (code == kFine) code = read_all(options.limits, "--max", plan::read_max, wishes);
  if (code == kFine && wishes->max_quota && !wishes->rate)
    code = fail(kUsage, "--max quota needs a --rate: how many events come");
  return code;
}

plan::Budget budget_of(const Options& options, const Compilation& compilation) {
  return plan::make_budget(program_for_plan(compilation), catalogue(), pass_context(options));
}

int budget_command(const Options& options) {
  plan::Wishes wishes;
  if (const int code = read_wishes(options, &wishes); code != kFine) return code;
  Compilation compilation;
  if (const ExitCode code = lift_for_plan(options, "budget", &compilation); code != kFine) return code;
  if (const ExitCode code = optimize_all(options, &compilation); code != kFine) return code;
  const plan::Budget budget = budget_of(options, compilation);
  if (const std::string wrong = plan::unknown_names(wishes, budget, catalogue()); !wrong.empty())
    return fail(kUsage, wrong);
  const std::string passes = passes_text(options);
  const int code = write_out(options.output, options.format == Format::kJson ? budget_json(budget, wishes, passes)
                                                                             : budget_text(budget, wishes, passes));
  if (code != kFine) return code;
  std::fflush(stdout);

  DiagSink diags;
  const plan::Program program = program_for_plan(compilation);
  for (const plan::Breach& breach : breaches(budget, wishes)) {
    const auto span_of = [&](const plan::CostSite& site) {
      return program.parts[site.part].module->op_spans[site.op.index()];
    };
    const std::size_t part = breach.sites.empty() ? 0 : budget.sites[breach.sites.front()].part;
    diags.set_file(program.parts[part].source);
    Diagnostic& said =
        diags.error(breach.is_unknown ? DiagKind::kBudgetUnknown : DiagKind::kBudgetExceeded,
                    breach.sites.empty() ? Span() : span_of(budget.sites[breach.sites.front()]), breach.message);
    for (std::size_t i = 1; i < breach.sites.size(); ++i)
      if (const plan::CostSite& site = budget.sites[breach.sites[i]]; site.part == part)
        said.note(span_of(site), "and here");
    said.help(breach.help);
  }
  if (!diags.has_errors()) return kFine;
  const std::string text = options.format == Format::kJson ? render_json(diags) : render_text(diags);
  std::fwrite(text.data(), 1, text.size(), stderr);
  return kDiagnostics;
}

}  // namespace pbc::driver
