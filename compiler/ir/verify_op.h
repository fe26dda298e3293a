// SPDX-License-Identifier: Apache-2.0
//
// The part of the verifier that looks at one operation alone.
#pragma once

#include <string>
#include <vector>

#include "compiler/ir/module.h"

namespace pbc::ir {

/// How `op` differs from its line in ops.def, and which of its ids are out of range. Where values, variables and
/// regions may be used is not looked at, nor what is inside of terms.
std::vector<std::string> shape_problems(const Module& module, const Op& op);

/// The same for the elements of a term.
std::vector<std::string> term_problems(const Module& module, const Term& term);

}  // namespace pbc::ir
