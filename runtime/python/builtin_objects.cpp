// SPDX-License-Identifier: Apache-2.0
//
// The built-in functions on any object, and the types that are not containers, numbers or text.
#include "pbc/playbook.h"
#include "python/active_module.h"
#include "python/attributes.h"
#include "python/builtins.h"
#include "python/class_tools.h"
#include "python/format.h"
#include "python/special_methods.h"

namespace pbc {

namespace {

Value builtin_isinstance(const Value&, Value* arguments) { return is_instance_of(arguments[0], arguments[1]); }

Value builtin_issubclass(const Value&, Value* arguments) {
  const Type* type = as_type(arguments[0]);
  if (type == nullptr) raise_type_error("issubclass() arg 1 must be a class");
  return is_subclass_of(*type, arguments[1]);
}

Value builtin_callable(const Value&, Value* arguments) { return is_callable(arguments[0]); }

Name name_of(const Value& v) {
  if (!v.is_str()) raise_type_error("attribute name must be string, not '", type_name(v), "'");
  return Name(v.text());
}

Value builtin_getattr(const Value&, Value* arguments) {
  Name name = name_of(arguments[1]);
  if (arguments[2].is_unset()) return arguments[0].attr(name);
  try {
    Value found = find_attribute(arguments[0], name);
    return found.is_unset() ? arguments[2] : found;
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kAttributeError)) throw;
    caught();
    return arguments[2];
  }
}

Value builtin_hasattr(const Value&, Value* arguments) {
  Name name = name_of(arguments[1]);
  try {
    return !find_attribute(arguments[0], name).is_unset();
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kAttributeError)) throw;
    caught();
    return false;
  }
}

Value builtin_setattr(const Value&, Value* arguments) {
  arguments[0].set_attr(name_of(arguments[1]), arguments[2]);
  return None;
}

Value builtin_delattr(const Value&, Value* arguments) {
  arguments[0].del_attr(name_of(arguments[1]));
  return None;
}

Value builtin_hash(const Value&, Value* arguments) { return static_cast<std::int64_t>(hash_of(arguments[0])); }

/// Unique while the object lives. Inline values have no address: equal ones get equal numbers.
Value builtin_id(const Value&, Value* arguments) {
  const Value& v = arguments[0];
  if (v.is_heap()) return static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(v.object()));
  std::uint64_t bits = v.is_str() ? hash_of_text(v.text()) : static_cast<std::uint64_t>(v.as_int());
  return static_cast<std::int64_t>((bits * 32 + static_cast<std::uint64_t>(v.tag())) & 0x7FFFFFFFFFFF);
}

Value builtin_repr(const Value&, Value* arguments) { return make_str(to_repr(arguments[0])); }
Value builtin_ascii(const Value&, Value* arguments) { return make_str(to_ascii(arguments[0])); }

Value builtin_format(const Value&, Value* arguments) {
  if (arguments[1].is_unset()) return make_str(format_value(arguments[0], ""));
  if (!arguments[1].is_str()) raise_type_error("format() argument 2 must be str, not ", argument_type(arguments[1]));
  return make_str(format_value(arguments[0], arguments[1].text()));
}

Value builtin_dir(const Value&, Value* arguments) {
  const Value own = call_special(arguments[0], "__dir__");
  if (!own.is_unset()) return py("sorted")({own});
  Values names;
  for (const std::string& name : attribute_names(arguments[0])) names.push_back(make_str(name));
  return make_list(std::move(names));
}

/// Code, or the names of a scope, as values: compiled functions have neither.
template <const char* const& Function>
Value needs_interpreter(const Value&, Value*) {
  raise_error(kNotImplementedError, joined({Function, "() is not available in a compiled playbook"}));
}
constexpr const char* kEval = "eval";
constexpr const char* kExec = "exec";
constexpr const char* kCompile = "compile";
constexpr const char* kLocals = "locals";

/// The dict that a module which says `globals()` keeps its variables in.
Value builtin_globals(const Value&, Value*) {
  const Globals* own = active_globals();
  if (own == nullptr || own->variables.is_unset())
    raise_error(kNotImplementedError, "globals() is not available where the playbook does not name it");
  return own->variables;
}

Value builtin_vars(const Value&, Value* arguments) {
  if (arguments[0].is_unset()) raise_error(kNotImplementedError, "vars() is not available in a compiled playbook");
  Value found = arguments[0].is(Tag::kModule) ? Value() : find_attribute(arguments[0], "__dict__");
  if (found.is_unset()) raise_type_error("vars() argument must have __dict__ attribute");
  return found;
}

/// `level` beyond 0 is relative to a package, and a playbook is in none.
Value builtin_import(const Value&, Value* arguments) {
  if (!arguments[0].is_str()) raise_type_error("module name must be a string");
  if (!arguments[4].is_unset()) {
    const std::int64_t level = to_index(arguments[4]);
    if (level < 0) raise_value_error("level must be >= 0");
    if (level > 0) raise_error(kImportError, "attempted relative import with no known parent package");
  }
  if (arguments[0].text().empty()) raise_value_error("Empty module name");
  const bool wants_leaf = !arguments[3].is_unset() && static_cast<bool>(arguments[3]);
  const Name name(arguments[0].text());
  return wants_leaf ? import_leaf(name) : import(name);
}

constexpr Method kMethods[] = {
    {"__import_star__", import_star, "module, /"},
    {"eval", needs_interpreter<kEval>, "source, globals=, locals=, /"},
    {"exec", needs_interpreter<kExec>, "source, globals=, locals=, /, *, closure="},
    {"compile", needs_interpreter<kCompile>,
     "source, filename, mode, flags=, dont_inherit=, optimize=, *, _feature_version="},
    {"globals", builtin_globals, ""},
    {"locals", needs_interpreter<kLocals>, ""},
    {"vars", builtin_vars, "object=, /"},
    {"__import__", builtin_import, "name, globals=, locals=, fromlist=, level="},
    {"isinstance", builtin_isinstance, "obj, class_or_tuple, /"},
    {"issubclass", builtin_issubclass, "cls, class_or_tuple, /"},
    {"callable", builtin_callable, "obj, /"},
    {"getattr", builtin_getattr, "object, name, default=, /"},
    {"hasattr", builtin_hasattr, "obj, name, /"},
    {"setattr", builtin_setattr, "obj, name, value, /"},
    {"delattr", builtin_delattr, "obj, name, /"},
    {"hash", builtin_hash, "obj, /"},
    {"id", builtin_id, "obj, /"},
    {"repr", builtin_repr, "obj, /"},
    {"ascii", builtin_ascii, "obj, /"},
    {"format", builtin_format, "value, format_spec=, /"},
    {"dir", builtin_dir, "object, /"},
};

// --- Types -----------------------------------------------------------------------------------------------------------

/// object(): nothing but an identity.
struct PlainObject final : Native {
  PlainObject() : Native(kObjectType) {}
};

Value object_new(const Value& self, Value* arguments) {
  const Type& type = *as_type(self);
  if (&type != &kObjectType) raise_type_error("cannot create '", type_name(type), "' instances");
  if (!as_tuple(arguments[0]).empty() || !as_dict(arguments[1]).empty())
    raise_type_error("object() takes no arguments");
  return make_native(new PlainObject());
}

Value type_new(const Value&, Value* arguments) {
  const Values& given = as_tuple(arguments[0]);
  if (given.size() == 1) return type_value(type_of(given[0]));
  if (given.size() != 3) raise_type_error("type() takes 1 or 3 arguments");
  require_class_name(given[0]);
  if (!given[1].is(Tag::kTuple)) raise_type_error("type.__new__() argument 2 must be tuple, not ", type_name(given[1]));
  if (!given[2].is(Tag::kDict)) raise_type_error("type.__new__() argument 3 must be dict, not ", type_name(given[2]));
  return make_class(std::string(given[0].text()), given[0], given[1], make_dict(Table(as_dict(given[2]))),
                    arguments[1]);
}

Value none_new(const Value&, Value*) { return None; }

constexpr Method kObjectNew{"object", object_new, "*args, **kwargs"};
constexpr Method kTypeNew{"type", type_new, "*args, **kwargs"};
constexpr Method kNoneNew{"NoneType", none_new, ""};

}  // namespace

std::span<const Method> object_builtins() { return kMethods; }

constinit const Type kObjectType{.name = "object", .constructor = &kObjectNew};
constinit const Type kTypeType{.name = "type", .constructor = &kTypeNew, .generic = make_generic_alias};
constinit const Type kNoneType{.name = "NoneType", .constructor = &kNoneNew, .is_final = true};
constinit const Type kNotImplementedType{.name = "NotImplementedType", .is_final = true};
constinit const Type kEllipsisType{.name = "ellipsis", .is_final = true};
constinit const Type kFunctionType{.name = "function", .is_final = true};
constinit const Type kBuiltinFunctionType{.name = "builtin_function_or_method", .is_final = true};
constinit const Type kMethodDescriptorType{.name = "method_descriptor", .is_final = true};
constinit const Type kModuleType{.name = "module"};

constinit const Singleton kNotImplemented{.name = "NotImplemented", .type = &kNotImplementedType};
constinit const Singleton kEllipsis{.name = "Ellipsis", .type = &kEllipsisType};

}  // namespace pbc
