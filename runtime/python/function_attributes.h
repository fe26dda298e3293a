// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "python/objects.h"

namespace pbc {

/// f.name of a function of the playbook, or unset.
Value function_attribute(const Value& function, Name name);
/// f.name = value; `value` unset deletes. False: there is no such attribute to delete.
bool change_function_attribute(const Value& function, Name name, const Value& value);
/// The description of a function's parameters; for kFunction and kClosure.
const FunctionInfo& info_of(const Value& function);
/// Whether calling the function makes a generator.
bool makes_generator(const FunctionInfo& info);

}  // namespace pbc
