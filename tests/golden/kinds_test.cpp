// SPDX-License-Identifier: Apache-2.0
//
// Every kind of diagnostic is shown by a golden.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/golden/support.h"

namespace pbc::golden {
namespace {

const std::vector<std::string> kKinds = {
#define PBC_DIAG_KIND(name) #name,
#include "compiler/diag/kinds.def"
#undef PBC_DIAG_KIND
};

/// Kinds that no golden can show, and why.
const std::map<std::string, std::string> kExempt = {
    {"Internal", "a mistake of the compiler; there is none to show"},
    {"FileTooLarge", "needs an input of many megabytes; bad_input_test makes one"},
};

TEST(Kinds, AppearInAGolden) {
  const auto root = source_root() / "tests" / "golden";
  std::string shown;
  for (const auto& file : files_in(root / "diag", ".diag")) shown += read(file);
  for (const auto& file : files_in(root / "cli", ".out")) shown += read(file);
  for (const std::string& kind : kKinds) {
    const bool found = shown.find("[" + kind + "]") != std::string::npos;
    EXPECT_NE(found, kExempt.contains(kind))
        << (found ? kind + " is shown by a golden and need not be exempt"
                  : "no golden shows [" + kind + "]: add a playbook to tests/golden/diag/ that provokes it");
  }
}

}  // namespace
}  // namespace pbc::golden
