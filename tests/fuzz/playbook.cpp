// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a playbook: syntax, and down the ladder to C++ when Python would take it.
#include <cstdint>
#include <cstdlib>

#include "compiler/check/check.h"
#include "compiler/emit/emit.h"
#include "compiler/ir/verify.h"
#include "compiler/lift/lift.h"
#include "compiler/opt/pipeline.h"
#include "compiler/syntax/syntax.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pbc;
  const SourceFile source("fuzz.py", std::string(data, data + size));
  DiagSink diags;
  diags.set_file(&source);
  const syntax::Cst cst = syntax::parse(source, diags);
  if (!cst) {
    if (!diags.has_errors()) std::abort();  // refused, and nobody is told why
    return 0;
  }
  ir::Module module = lift::lift(cst, diags);
  static const phantom::Catalogue kNone;
  check::check(
      module, [] { return std::cref(kNone); }, diags);
  if (!ir::verify(module).empty()) std::abort();
  if (diags.has_errors()) return 0;
  // Every second action is a look-up, so that passes have something to do.
  opt::PassContext context(
      [](std::string_view action, const std::vector<std::string>&) {
        return action.size() % 2 == 0 ? phantom::EffectClass::kLookup : phantom::EffectClass::kContain;
      },
      [](std::string_view, const std::vector<std::string>& assets) {
        return static_cast<std::uint32_t>(assets.size() + 1);
      },
      {.speculate = size % 3 == 0});
  if (!opt::run(module, opt::pipeline(opt::Level::kO2), context, {.verify = true}).empty()) std::abort();
  emit::emit(module);
  return 0;
}
