// SPDX-License-Identifier: Apache-2.0
//
// What a module must keep to, whoever made it. The rules are listed in docs/ir.md, "What verifies".
#pragma once

#include <string>
#include <vector>

#include "compiler/ir/module.h"

namespace pbc::ir {

/// A rule that is broken.
struct Finding {
  FunctionId function;  // none: the module
  OpId op;              // none: the function as a whole
  std::string message;
};

/// All rules that `module` breaks, in the order of its text; empty when it is sound. Works on any module, broken in
/// whatever way. Costs O(size of the module).
std::vector<Finding> verify(const Module& module);

/// "in @url_reputation: `%rows = load rows`: value is used before it is defined"
std::string to_text(const Module& module, const Finding& finding);

}  // namespace pbc::ir
