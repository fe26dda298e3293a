// SPDX-License-Identifier: Apache-2.0
//
// BaseExceptionGroup and ExceptionGroup (Python library reference, Exception groups), for code that makes them and
// takes them apart with their methods; `except*` is refused by the compiler.
#pragma once

#include "python/objects.h"

namespace pbc {

extern const Type kExceptionGroup;
extern const Method kNewExceptionGroup;
std::span<const Method> exception_group_methods();
std::span<const Attribute> exception_group_attributes();
std::string exception_group_str(const Value& v);

}  // namespace pbc
