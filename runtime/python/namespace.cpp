// SPDX-License-Identifier: Apache-2.0
//
// The variables of modules and functions as dicts: globals() and locals().
#include "pbc/playbook.h"
#include "python/errors.h"
#include "python/objects.h"

namespace pbc {

void Globals::expose(const char* name, const Value& doc) {
  variables = make_dict();
  Table& table = as_dict(variables);
  const auto set = [&table](std::string_view key, Value value) { table.set(make_str(key), std::move(value)); };
  set("__name__", make_str(name));
  set("__doc__", doc);
  for (const char* empty : {"__package__", "__loader__", "__spec__"}) set(empty, None);
  set("__annotations__", make_dict());
  set("__builtins__", None);
  set("__file__", make_str(playbook.file));
  set("__cached__", None);
}

Value Globals::find(std::string_view name) const {
  const Value* found = as_dict(variables).find(name);
  return found == nullptr ? Value() : *found;
}

Value Globals::load(const char* name) const { return bound_global(find(name), name); }

void Globals::store(std::string_view name, Value value) { as_dict(variables).set(make_str(name), std::move(value)); }

void Globals::remove(const char* name) {
  if (!as_dict(variables).erase(make_str(name))) raise_name_error(name);
}

Forgetting::~Forgetting() { as_dict(globals.variables).erase(make_str(name)); }

Value locals_in(Value& kept) {
  if (kept.is_unset()) kept = make_dict();
  return kept;
}

void add_bound(const Value& all, const char* name, const Value& variable) {
  if (variable.is_unset())
    as_dict(all).erase(make_str(name));
  else
    as_dict(all).set(make_str(name), variable);
}

}  // namespace pbc
