// SPDX-License-Identifier: Apache-2.0
//
// Linking: the sub-playbooks and custom functions that a playbook names become part of its program.
#pragma once

#include "compiler/driver/compile.h"
#include "compiler/emit/emit.h"

namespace pbc::driver {

/// Lifts the playbooks and custom functions of a folder and those below it into `bundle`, and what they run; files that
/// are neither are left out. False when one of them has errors.
bool link_folder(const Options& options, const std::string& folder, Compilation* bundle);

/// Looks for every file that the playbook, or what is linked to it, runs by a name that is known here, and lifts each
/// once. What is not found is a warning: the call then fails at run time. False when a linked file has errors.
bool link(const Options& options, Compilation* playbook);

/// The warnings of link() for the playbook's own calls, without reading the files.
void check_links(const Options& options, Compilation* playbook);

/// The playbooks and custom functions that a module runs, by the names that its calls give.
struct Called {
  std::vector<std::string> names;
  bool is_computed = false;  // and others, whose names show only in a run
};
Called called_by(const ir::Module& module);

/// The program as the emitter takes it; it refers to the modules of `playbook`.
emit::Program program_of(const Compilation& playbook);

/// The texts of all modules, one after the other with NUL between, for tracebacks.
std::string sources_of(const Compilation& playbook);

}  // namespace pbc::driver
