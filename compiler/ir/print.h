// SPDX-License-Identifier: Apache-2.0
//
// The text form of the IR, which read.h reads back: read(print(m)) == m for every module that verifies. docs/ir.md
// describes it.
#pragma once

#include <string>

#include "compiler/ir/module.h"

namespace pbc::ir {

struct PrintOptions {
  /// Adds `at LINE (BEGIN..END)` to functions and operations.
  bool locations = false;
  /// If not empty: only the functions of that name, and those inside them, without the frame of the module.
  std::string only_function;
};

/// Costs O(size of the text).
std::string print(const Module& module, const PrintOptions& options = {});

/// One operation without its regions, for messages: `%rows = load rows`. Names are not told apart by .2 here. Works on
/// broken modules too.
std::string print_op(const Module& module, OpId op);

/// A constant as the text form writes it, which is also how Python would.
std::string print(const Constant& constant);

}  // namespace pbc::ir
