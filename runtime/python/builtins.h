// SPDX-License-Identifier: Apache-2.0
//
// The built-in functions (Python library reference, Built-in Functions), a table per file.
#pragma once

#include "python/objects.h"

namespace pbc {

std::span<const Method> number_builtins();     // abs divmod pow round sum min max bin hex oct chr ord
std::span<const Method> iteration_builtins();  // len iter next any all sorted
std::span<const Method> object_builtins();     // isinstance getattr hash id repr callable dir format ...
std::span<const Method> output_builtins();     // print input exit quit

/// A built-in function, type, exception or constant by name; unset when there is none.
Value find_builtin(Name name);

/// `from module import *`, with the module's name; what it binds is found by py().
Value import_star(const Value& self, Value* arguments);
/// A name that an `import *` has bound, or unset.
Value find_star_name(Name name);

}  // namespace pbc
