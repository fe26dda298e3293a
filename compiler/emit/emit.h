// SPDX-License-Identifier: Apache-2.0
//
// The phase from IR to C++: what a careful person would have written by hand against runtime/include/pbc.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "compiler/ir/module.h"

namespace pbc::emit {

/// What is known of a playbook of a bundle before it runs, as runtime/include/pbc/front.h says.
struct FrontPlaybook {
  struct Action {
    std::string action, asset, effect;
    auto operator<=>(const Action&) const = default;
  };
  struct Block {
    std::string name, kind;
    std::uint32_t line = 0;
  };
  std::size_t module = 0;  // its number in Program::linked, from 1
  std::vector<std::string> fields, contains;
  bool reads_unknown = false;
  std::vector<std::string> labels, tags, inputs, callers;
  std::vector<Action> actions;
  std::vector<Block> blocks;
  std::string picture;
};

struct Front {
  std::string picture_style;
  std::vector<FrontPlaybook> playbooks;
};

/// What a program is made of: the playbook, and what it runs, each in a namespace of its own. A bundle has no playbook
/// that all begins with; a run names one of `linked`.
struct Program {
  const ir::Module* playbook = nullptr;
  std::vector<const ir::Module*> linked;
  /// What calls name, and the module they mean by it: 0 the playbook itself, 1 the first of `linked` ...
  std::vector<std::pair<std::string, std::size_t>> references;
  std::string bundle;  // the name of a bundle
  Front front;         // of a bundle
};

/// The whole C++ file. The same module gives the same bytes, and clang-format would change none of them that matters.
std::string emit(const ir::Module& module);
std::string emit(const Program& program);

/// The same text in parts that are compiled one by one: of a bundle, what holds it together and each of its modules.
std::vector<std::string> emit_units(const Program& program);

}  // namespace pbc::emit
