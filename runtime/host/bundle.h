// SPDX-License-Identifier: Apache-2.0
//
// The playbooks of an executable that holds several (docs/contracts.md, Running).
#pragma once

#include <string>

#include "pbc/playbook.h"

namespace pbc::host {

/// The playbook that `name` means in a bundle, the only one where it is empty; any other program is its own. Throws
/// io::InputError.
const Playbook& chosen_playbook(const Playbook& program, const std::string& name);

/// Prints the names of a bundle's playbooks, one a line, as --playbook takes them; or all that is known of them, as
/// JSON. Gives the exit code.
int list_playbooks(bool as_json);

}  // namespace pbc::host
