// SPDX-License-Identifier: Apache-2.0
//
// The phase from IR to C++: what a careful person would have written by hand against runtime/include/pbc.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/ir/module.h"

namespace pbc::emit {

/// What a program is made of: the playbook, and what it runs, each in a namespace of its own. A bundle has no playbook
/// that all begins with; a run names one of `linked`.
struct Program {
  const ir::Module* playbook = nullptr;
  std::vector<const ir::Module*> linked;
  /// What calls name, and the module they mean by it: 0 the playbook itself, 1 the first of `linked` ...
  std::vector<std::pair<std::string, std::size_t>> references;
  std::string bundle;  // the name of a bundle
};

/// The whole C++ file. The same module gives the same bytes, and clang-format would change none of them that matters.
std::string emit(const ir::Module& module);
std::string emit(const Program& program);

/// The same text in parts that are compiled one by one: of a bundle, what holds it together and each of its modules.
std::vector<std::string> emit_units(const Program& program);

}  // namespace pbc::emit
