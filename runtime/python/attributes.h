// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "python/objects.h"

namespace pbc {

/// v.name, or unset when there is no such attribute; raises only what computing it raises.
Value find_attribute(const Value& v, Name name);
/// The attribute of a module, or unset.
Value module_attribute(const Value& module, Name name);
/// dir(v): sorted, without the special methods that operators go by.
std::vector<std::string> attribute_names(const Value& v);

}  // namespace pbc
