// SPDX-License-Identifier: Apache-2.0
//
// Named tuples (Python library reference, collections.namedtuple).
#pragma once

#include "python/class.h"

namespace pbc {

struct NamedTupleParts {
  std::string name;
  Values fields;              // texts, checked
  Values defaults;            // of the last fields
  Value module;               // __module__; unset: the playbook's
  Value names = make_dict();  // what else the class binds
};
Value make_named_tuple(NamedTupleParts parts);

/// ValueError for texts that a named tuple cannot be called, nor its fields.
void check_names(const Value& type_name, const Values& fields, bool allows_underscores);

/// namedtuple(typename, field_names, *, rename, defaults, module)
Value named_tuple(const Value&, Value* arguments);

}  // namespace pbc
