// SPDX-License-Identifier: Apache-2.0
//
// Calling blocks, as the engine does (docs/playbook-api.md, Callbacks).
#pragma once

#include "pbc/function.h"

namespace pbc::engine {

/// Calls a function with what an ended act has for it: each of its parameters that has one of the known names gets that
/// argument, `**kwargs` the rest. A function of the oldest style, (action, success, incident, results, handle), whose
/// third parameter has none of the names, gets five positional arguments.
void call_block(const Value& function, const BlockArguments& arguments);

}  // namespace pbc::engine
