// SPDX-License-Identifier: Apache-2.0
#include "compiler/opt/pipeline.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "compiler/base/suggest.h"
#include "compiler/ir/print.h"
#include "compiler/ir/verify.h"
#include "compiler/opt/act_sites.h"
#include "compiler/opt/batch_acts.h"
#include "compiler/opt/dedup_params.h"
#include "compiler/opt/fold_constants.h"
#include "compiler/opt/prefetch_lookups.h"
#include "compiler/opt/prune_unreachable.h"
#include "compiler/opt/rehearsal.h"
#include "compiler/opt/share_requests.h"

namespace pbc::opt {
namespace {

constexpr std::array kInfos = {
#define PBC_PASS(function, name, help) PassInfo{name, help, function},
#include "compiler/opt/passes.def"
};

constexpr std::string_view kLift = "lift";

/// Empty, or the report about `stage`. `before` is the text of the module that the stage was given.
std::string verify_stage(const ir::Module& module, std::string_view stage, const std::string& before) {
  const std::vector<ir::Finding> findings = ir::verify(module);
  if (findings.empty()) return {};
  std::string report = "`" + std::string(stage) + "` left IR that does not verify\n";
  for (const ir::Finding& finding : findings) report += "  " + to_text(module, finding) + "\n";
  if (!before.empty()) report += "the IR before `" + std::string(stage) + "`:\n" + before;
  return report;
}

}  // namespace

const PassInfo& info(Pass pass) { return kInfos[static_cast<std::size_t>(pass)]; }

std::span<const PassInfo> all_passes() { return kInfos; }

std::vector<Pass> pipeline(Level level) {
  switch (level) {
    case Level::kO0:
      return {};
    case Level::kO1:
      return {Pass::fold_constants, Pass::dedup_params};
    case Level::kO2:
      return {
          // First: it decides the conditions by which prune-unreachable drops whole branches, and leaves values unused.
          Pass::fold_constants,
          // In this order: what may be shared in the whole run may be in one act.
          Pass::dedup_params,
          Pass::share_requests,
          // What is shared in the run may be asked with others, and before its turn.
          Pass::batch_acts,
          Pass::prefetch_lookups,
          // Last: every pass before it may leave code that nothing reaches.
          Pass::prune_unreachable,
      };
  }
  return {};
}

ParsedPasses parse_passes(std::string_view list) {
  ParsedPasses parsed;
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    const std::string_view wanted = list.substr(0, comma);
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
    const auto found = std::ranges::find(kInfos, wanted, &PassInfo::name);
    if (found == kInfos.end()) {
      std::vector<std::string_view> names;
      for (const PassInfo& pass : kInfos) names.push_back(pass.name);
      const std::string hint = did_you_mean(wanted, names);
      parsed.passes.clear();
      parsed.error = "unknown pass `" + std::string(wanted) + "`" + (hint.empty() ? "" : ": " + hint);
      return parsed;
    }
    parsed.passes.push_back(static_cast<Pass>(found - kInfos.begin()));
  }
  return parsed;
}

std::vector<std::string_view> stage_names() {
  std::vector<std::string_view> names = {kLift};
  for (const PassInfo& pass : kInfos) names.push_back(pass.name);
  return names;
}

bool verify_requested() {
  const char* value = std::getenv("PBC_VERIFY");
  return value != nullptr && std::string_view(value) == "1";
}

std::string run(ir::Module& module, std::span<const Pass> passes, PassContext& context, const RunOptions& options) {
  std::vector<PassInfo> infos;
  for (const Pass pass : passes) infos.push_back(info(pass));
  return run_passes(module, infos, context, options);
}

std::string run_passes(ir::Module& module, std::span<const PassInfo> passes, PassContext& context,
                       const RunOptions& options) {
  if (options.verify) {
    if (std::string report = verify_stage(module, kLift, {}); !report.empty()) return report;
  }
  if (options.after) options.after(kLift, module);
  for (const PassInfo& pass : passes) {
    const std::string before = options.verify ? ir::print(module) : std::string();
    context.set_pass(pass.name);
    pass.run(module, context);
    if (options.verify) {
      if (std::string report = verify_stage(module, pass.name, before); !report.empty()) return report;
    }
    if (options.after) options.after(pass.name, module);
  }
  std::string report = illegal_sharing(module, context);
  return report.empty() ? illegal_rehearsal(module, context) : report;
}

}  // namespace pbc::opt
