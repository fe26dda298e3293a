// SPDX-License-Identifier: Apache-2.0
//
// The module importlib (Python library reference, importlib): what `import` finds, by a name that is made at run time.
#include "python/arguments.h"
#include "python/library_more.h"

namespace pbc {
namespace {

Value import_module(const Value&, Value* a) {
  if (!a[0].is_str()) raise_attribute_error(a[0], "startswith");
  std::string_view name = a[0].text();
  if (!name.starts_with('.')) {
    if (name.empty()) raise_value_error("Empty module name");
    return import_leaf(Name(name));
  }
  if (!given(a[1]) || !bool(a[1]))
    raise_type_error("the 'package' argument is required to perform a relative import for ", to_repr(a[0]));
  std::string package(require_str(a[1], "package"));
  name.remove_prefix(1);
  for (; name.starts_with('.'); name.remove_prefix(1)) {
    const std::size_t dot = package.rfind('.');
    if (dot == package.npos) raise_error(kImportError, "attempted relative import beyond top-level package");
    package.resize(dot);
  }
  if (!name.empty()) package.append(".").append(name);
  return import_leaf(Name(std::string_view(package)));
}

constexpr Method kFunctions[] = {
    {"import_module", import_module, "def name, package="},
    {"invalidate_caches", [](const Value&, Value*) -> Value { return None; }, "def"},
};

}  // namespace

constinit const Module kImportlibModule{.name = "importlib", .functions = kFunctions};

}  // namespace pbc
