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

/// What a block gets as its parameter `name` of something that the engine keeps: a copy of its own, the very thing
/// where it only looks at it, None where it does not even that (ArgumentNeeds). `function` may be None.
Value for_block(const Value& function, std::string_view name, const Value& kept);
/// The same for a function's parameter at a position.
Value for_parameter(const FunctionInfo& info, std::size_t position, const Value& kept);
bool is_unread(const FunctionInfo& info, std::size_t position);

}  // namespace pbc::engine
