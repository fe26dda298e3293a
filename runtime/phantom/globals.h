// SPDX-License-Identifier: Apache-2.0
//
// Where the variables of modules are while code of them runs.
#pragma once

#include <memory>
#include <vector>

#include "pbc/playbook.h"

namespace pbc::engine {

/// While it lives, code of this module runs: pbc::globals(module) gives `variables`, tracebacks name its file.
class ModuleScope {
 public:
  ModuleScope(const Playbook& playbook, Globals* variables);
  ~ModuleScope();
  ModuleScope(const ModuleScope&) = delete;
  ModuleScope& operator=(const ModuleScope&) = delete;

 private:
  std::size_t module_;
  Globals* previous_;
  int previous_module_;
};

/// A ModuleScope with variables of its own, new. They are values of the current Heap.
class GlobalsScope {
 public:
  explicit GlobalsScope(const Playbook& playbook);

 private:
  std::unique_ptr<Globals> variables_;
  ModuleScope scope_;
};

/// The variables by module, of a run that is put aside.
using ModuleVariables = std::vector<Globals*>;
/// Puts those of another run in place of this thread's; empty for one that has not begun.
void exchange_variables(ModuleVariables& variables);

inline std::unique_ptr<Globals> new_globals(const Playbook& playbook) {
  return std::unique_ptr<Globals>(playbook.make_globals ? playbook.make_globals() : nullptr);
}

}  // namespace pbc::engine
