// SPDX-License-Identifier: Apache-2.0
//
// import (Python reference, 5 The import system), over the modules of the library: a module is one object per run.
#include "python/attributes.h"
#include "python/builtins.h"

namespace pbc {

namespace {

const Module* find_module(std::string_view name) {
  for (const Module* module : library_modules())
    if (module->name.view() == name) return module;
  return nullptr;
}

/// The modules that this run has imported, by name.
struct Imported {
  Table modules;
};

Value load(std::string_view name) {
  Table& modules = run_local<Imported>().modules;
  if (const Value* known = modules.find(name)) return *known;
  const Module* module = find_module(name);
  if (module == nullptr) return Value();
  Value loaded = make_module(*module);
  modules.set(make_str(name), loaded);
  return loaded;
}

[[noreturn]] void raise_not_found(std::string_view name, std::string_view missing, bool parent_is_module) {
  std::string text = joined({"No module named '", missing, "'"});
  if (parent_is_module) text += joined({"; '", name, "' is not a package"});
  Value exception = make_exception(kModuleNotFoundError, text);
  exception.set_attr("name", make_str(missing));
  raise(exception);
}

/// Imports each part of a dotted name, as an attribute of the part before.
void import_parts(std::string_view name, Value* root, Value* leaf) {
  std::size_t end = 0;
  Value parent;
  std::string_view parent_name;
  while (end != name.npos) {
    std::size_t begin = end == 0 ? 0 : end + 1;
    end = name.find('.', begin);
    std::string_view whole = name.substr(0, end);
    Value module = load(whole);
    if (module.is_unset()) {
      bool is_package = false;
      for (const Module* other : library_modules())
        is_package |= other->name.view().starts_with(joined({parent_name, "."}));
      raise_not_found(parent_name, whole, !parent.is_unset() && !is_package);
    }
    if (parent.is_unset()) {
      *root = module;
    } else {
      as_module(parent).attributes.set(make_str(whole.substr(begin)), module);
    }
    parent = module;
    parent_name = whole;
  }
  *leaf = parent;
}

}  // namespace

Value imported_module(std::string_view name) {
  const Value* known = run_local<Imported>().modules.find(name);
  return known != nullptr ? *known : Value();
}

Value imported_modules() { return make_dict(Table(run_local<Imported>().modules)); }

Value run_attribute(std::string_view module, std::string_view name, Value first) {
  Value* known = run_local<Imported>().modules.find(module);
  return known == nullptr ? first : as_module(*known).attributes.find_or_add(make_str(name), first);
}

Value import(Name name) {
  Value root, leaf;
  import_parts(name.view(), &root, &leaf);
  return root;
}

Value import_leaf(Name name) {
  Value root, leaf;
  import_parts(name.view(), &root, &leaf);
  return leaf;
}

namespace {

/// What `from module import *` has bound, which any name that nothing else binds may mean.
struct StarNames {
  Table names;
};
constinit thread_local bool has_star_names = false;

}  // namespace

Value import_star(const Value&, Value* a) {
  const Value module = import_leaf(Name(a[0].text()));
  Table& names = run_local<StarNames>().names;
  has_star_names = true;
  const Module& tables = *as_module(module).module;
  const auto add = [&](Name name) {
    if (!name.view().starts_with('_')) names.set(make_str(name.view()), module_attribute(module, name));
  };
  for (const Method& function : tables.functions) add(function.name);
  for (const Constant& constant : tables.constants) add(constant.name);
  for (const Type* type : tables.types) add(type->name);
  return None;
}

Value find_star_name(Name name) {
  if (!has_star_names) return Value();
  const Value* found = run_local<StarNames>().names.find(name.view());
  return found == nullptr ? Value() : *found;
}

Value import_from(Name module_name, Name name) {
  Value module = import_leaf(module_name);
  Value found = module_attribute(module, name);
  if (!found.is_unset()) return found;
  std::string submodule = joined({module_name.view(), ".", name.view()});
  if (find_module(submodule) != nullptr) return import_leaf(Name(std::string_view(submodule)));
  Value exception = make_exception(kImportError, joined({"cannot import name '", name.view(), "' from '",
                                                         module_name.view(), "' (unknown location)"}));
  exception.set_attr("name", make_str(module_name.view()));
  raise(exception);
}

}  // namespace pbc
