// SPDX-License-Identifier: Apache-2.0
//
// Which module of the program this thread runs: 0 is the playbook that was compiled, then what was linked to it.
#pragma once

namespace pbc {

int active_module();
void set_active_module(int module);

}  // namespace pbc
