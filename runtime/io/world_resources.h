// SPDX-License-Identifier: Apache-2.0
//
// The part of a world that the Playbook API and REST look up: users, containers, the vault ... (docs/contracts.md).
#pragma once

#include "io/input.h"

namespace pbc::io {

/// {name: list or dict} as the file has them, checked so that nobody has to look twice. Throws InputError.
Value read_resources(const Place& world);

/// Milliseconds that something takes; 0 when they are not given.
double read_milliseconds(const Place& place);

}  // namespace pbc::io
