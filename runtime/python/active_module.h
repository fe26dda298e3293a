// SPDX-License-Identifier: Apache-2.0
//
// Which module of the program this thread runs: 0 is the playbook that was compiled, then what was linked to it.
#pragma once

namespace pbc {

struct Globals;

int active_module();
/// Its variables, or null where no module runs.
Globals* active_globals();
void set_active_module(int module);

}  // namespace pbc
