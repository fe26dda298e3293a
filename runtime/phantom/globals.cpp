// SPDX-License-Identifier: Apache-2.0
#include "phantom/globals.h"

namespace pbc {

namespace {

constinit thread_local Globals* active_globals = nullptr;

}  // namespace

Globals& globals() { return *active_globals; }

namespace engine {

GlobalsScope::GlobalsScope(const Playbook& playbook)
    : variables_(playbook.make_globals ? playbook.make_globals() : nullptr), previous_(active_globals) {
  active_globals = variables_.get();
}

GlobalsScope::~GlobalsScope() { active_globals = previous_; }

}  // namespace engine

}  // namespace pbc
