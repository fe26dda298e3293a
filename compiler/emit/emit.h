// SPDX-License-Identifier: Apache-2.0
//
// The phase from IR to C++: what a careful person would have written by hand against runtime/include/pbc.
#pragma once

#include <string>

#include "compiler/ir/module.h"

namespace pbc::emit {

/// The whole C++ file. The same module gives the same bytes, and clang-format would change none of them that matters.
std::string emit(const ir::Module& module);

}  // namespace pbc::emit
