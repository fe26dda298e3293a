// SPDX-License-Identifier: Apache-2.0
//
// BaseExceptionGroup and ExceptionGroup (Python library reference, Exception groups).
#pragma once

#include "python/objects.h"

namespace pbc {

extern const Type kExceptionGroup;
extern const Method kNewExceptionGroup;
std::span<const Method> exception_group_methods();
std::span<const Attribute> exception_group_attributes();
/// The parts of a group, a tuple.
Value exceptions_of_group(const Exception& group);
std::string exception_group_str(const Value& v);

}  // namespace pbc
