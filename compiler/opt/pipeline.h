// SPDX-License-Identifier: Apache-2.0
//
// Which passes run, and in which order.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/opt/pass.h"

namespace pbc::opt {

enum class Pass : std::uint8_t {
#define PBC_PASS(function, name, help) function,
#include "compiler/opt/passes.def"
};

/// One line of passes.def.
struct PassInfo {
  std::string_view name;
  std::string_view help;
  void (*run)(ir::Module& module, PassContext& context);
};
const PassInfo& info(Pass pass);
/// All of them, in the order of the table.
std::span<const PassInfo> all_passes();

enum class Level : std::uint8_t {
  kO0,  // nothing: the program as it is written
  kO1,  // what looks at one function at a time
  kO2,  // everything
};
/// The passes of a level, in order.
std::vector<Pass> pipeline(Level level);

/// The passes of `--passes=a,b,c`, or why there are none.
struct ParsedPasses {
  std::vector<Pass> passes;
  std::string error;  // empty iff the list is good: "unknown pass `fold-constant`: did you mean `fold-constants`?"
};
/// An empty list is good and means no passes.
ParsedPasses parse_passes(std::string_view list);

/// The names that --dump-ir=STAGE takes: "lift", then those of the passes.
std::vector<std::string_view> stage_names();

/// PBC_VERIFY=1 in the environment.
bool verify_requested();

struct RunOptions {
  /// Verifies before the first and after each pass.
  bool verify = verify_requested();
  /// Called with the name of each stage and what it left: "lift" first, then every pass.
  std::function<void(std::string_view stage, const ir::Module& module)> after = {};
};

/// Runs `passes` in order. Returns an empty text, or an internal error: which stage left a module that does not verify,
/// the rules it broke, and the IR before that stage. `module` is then of no use.
std::string run(ir::Module& module, std::span<const Pass> passes, PassContext& context, const RunOptions& options = {});
/// The same for passes that need not be in the table, as a test has them.
std::string run_passes(ir::Module& module, std::span<const PassInfo> passes, PassContext& context,
                       const RunOptions& options = {});

}  // namespace pbc::opt
