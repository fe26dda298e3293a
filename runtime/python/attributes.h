// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "python/objects.h"

namespace pbc {

/// v.name, or unset when there is no such attribute; raises only what computing it raises.
Value find_attribute(const Value& v, Name name);
/// The parts of find_attribute, for classes: what the tables of one type (not of its bases) have for an instance and
/// for the type `of` itself, what an exception keeps, the special methods of a type. Unset when there is no such
/// attribute.
Value attribute_by_table(const Value& v, const Type& type, Name name);
Value type_table_attribute(const Type& type, const Type& of, Name name);
Value type_special(const Type& of, const Type& layout, Name name);
Value exception_attribute(const Value& v, Name name);
/// Sets __cause__, args and so on; `value` unset deletes. False: it is none of them.
bool change_exception_attribute(const Value& v, Name name, const Value& value);
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
