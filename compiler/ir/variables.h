// SPDX-License-Identifier: Apache-2.0
//
// Which variables of a function the text form declares. A function's variables are its parameters, then those of its
// `vars` line, then those that its operations mention, in the order in which the text mentions them, then those of its
// `comprehension` line.
#pragma once

#include <cstddef>
#include <string_view>

#include "compiler/ir/module.h"

namespace pbc::ir {

/// The parts of Function::variables after the parameters, as indices.
struct VariableParts {
  std::size_t first_implied;        // up to here: `vars`
  std::size_t first_comprehension;  // up to here: plain locals in the order of the text; from here: `comprehension`
};
/// The fewest declarations that tell the list.
VariableParts variable_parts(const Module& module, FunctionId function);

/// What stands before the variable where it is declared: "", "cell ", "comprehension ".
std::string_view variable_word(Variable::Kind kind);

}  // namespace pbc::ir
