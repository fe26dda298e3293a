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
/// The module, if this run has imported it; unset otherwise.
Value imported_module(std::string_view name);
/// sys.modules: a new dict of the modules imported so far.
Value imported_modules();
/// An attribute of a module that is one object for the whole run, `first` at first; for a Constant's function.
Value run_attribute(std::string_view module, std::string_view name, Value first);
/// dir(v): sorted, without the special methods that operators go by.
std::vector<std::string> attribute_names(const Value& v);

}  // namespace pbc
