// SPDX-License-Identifier: Apache-2.0
//
// Which variables of a function the text form declares. A function's variables are its parameters, then those of its
// `vars` line, then those that its operations mention, in the order in which the text mentions them.
#pragma once

#include <cstddef>
#include <string_view>

#include "compiler/ir/module.h"

namespace pbc::ir {

/// The index in Function::variables from which on nothing has to be declared: plain locals, in the order of the text.
std::size_t first_implied_variable(const Module& module, FunctionId function);

/// What stands before the variable where it is declared: "", "cell ", "comprehension ".
std::string_view variable_word(Variable::Kind kind);

}  // namespace pbc::ir
