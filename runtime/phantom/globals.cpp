// SPDX-License-Identifier: Apache-2.0
#include "phantom/globals.h"

#include <vector>

#include "python/active_module.h"

namespace pbc {

namespace {

/// By module: the variables that its code sees. They stay when the code has ended, because a function of the module may
/// still be called through a value.
thread_local std::vector<Globals*> globals_by_module(1, nullptr);

}  // namespace

Globals& globals(int module) { return *globals_by_module[static_cast<std::size_t>(module)]; }

Globals* active_globals() { return globals_by_module[static_cast<std::size_t>(active_module())]; }

namespace engine {

ModuleScope::ModuleScope(const Playbook& playbook, Globals* variables)
    : module_(static_cast<std::size_t>(playbook.module)), previous_module_(active_module()) {
  if (globals_by_module.size() <= module_) globals_by_module.resize(module_ + 1);
  previous_ = std::exchange(globals_by_module[module_], variables);
  set_active_module(playbook.module);
}

ModuleScope::~ModuleScope() {
  if (previous_) globals_by_module[module_] = previous_;
  set_active_module(previous_module_);
}

void exchange_variables(ModuleVariables& variables) {
  if (variables.empty()) variables.assign(1, nullptr);
  std::swap(globals_by_module, variables);
}

GlobalsScope::GlobalsScope(const Playbook& playbook)
    : variables_(new_globals(playbook)), scope_(playbook, variables_.get()) {}

}  // namespace engine

}  // namespace pbc
