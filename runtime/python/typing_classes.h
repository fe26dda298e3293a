// SPDX-License-Identifier: Apache-2.0
//
// The classes of the module typing that others derive from.
#pragma once

#include "python/class.h"

namespace pbc {

extern const Type kNamedTupleBase, kTypedDictBase;

Class& generic_class();
Class& protocol_class();
/// SupportsInt and its kin, IO.
Value supports_class(std::string_view name);

// Functions of the module.
Value make_runtime_checkable(const Value&, Value* arguments);
Value make_new_type(const Value&, Value* arguments);
Value is_typed_dict(const Value&, Value* arguments);

}  // namespace pbc
