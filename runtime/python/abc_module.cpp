// SPDX-License-Identifier: Apache-2.0
//
// The module abc (Python library reference, abc), and what isinstance and issubclass say of abstract classes (Python
// reference, 3.3.4 Customizing instance and subclass checks).
#include <algorithm>

#include "python/class_tools.h"
#include "python/library_class.h"
#include "python/library_more.h"
#include "python/typing_alias.h"

namespace pbc {

namespace {

bool is_abstract_class(const Class& cls) { return is_subtype(*cls.metaclass, kAbcMetaType); }

/// Whether `type`, which does not derive from `base`, counts as if it did. `value`: the instance asked for; may be
/// unset.
bool is_virtual_subtype(const Type& type, const Value& value, const Type& base) {
  if (base.own_class == nullptr) return false;
  Class& cls = *base.own_class;
  if (cls.covers != nullptr && cls.covers(cls, type, value)) return true;
  if (!is_abstract_class(cls)) return false;
  Recursion recursion(" in __subclasscheck__");
  if (const Value* hook = cls.find("__subclasshook__")) {
    const Value answer = bind_attribute(Value(*hook), Value(), cls)({type_value(type)});
    if (answer.is(Tag::kBool)) return static_cast<bool>(answer);
  }
  for (const Type* registered : std::vector<const Type*>(cls.registered))
    if (is_subtype(type, *registered) || is_virtual_subtype(type, value, *registered)) return true;
  for (Class* derived : std::vector<Class*>(cls.subclasses))
    if (is_virtual_subtype(type, value, derived->type)) return true;
  return false;
}

bool check(const Type& type, const Value& value, const Value& classes, bool is_instance_check) {
  if (const Type* base = as_type(classes)) return is_subtype(type, *base) || is_virtual_subtype(type, value, *base);
  const Value parts = classes.is(Tag::kTuple) ? classes : checkable_types(classes, is_instance_check);
  if (parts.is_unset())
    raise_type_error(is_instance_check ? "isinstance() arg 2 must be a type, a tuple of types, or a union"
                                       : "issubclass() arg 2 must be a class, a tuple of classes, or a union");
  Recursion recursion("");
  for (const Value& part : as_tuple(parts))
    if (check(type, value, part, is_instance_check)) return true;
  return false;
}

Value mark_abstract(const Value&, Value* a) {
  a[0].set_attr("__isabstractmethod__", true);
  return a[0];
}

template <Value (*Wrap)(Value)>
Value mark_and_wrap(const Value&, Value* a) {
  a[0].set_attr("__isabstractmethod__", true);
  return Wrap(a[0]);
}
Value make_property(Value get) { return type_value(kPropertyType)({get}); }

Value register_class(const Value& self, Value* a) {
  if (!self.is(Tag::kType)) raise_type_error("descriptor 'register' requires a class");
  const Type* type = as_type(a[0]);
  if (type == nullptr) raise_type_error("Can only register classes");
  Class& cls = as_class(self);
  if (is_subtype(*type, cls.type)) return a[0];
  if (is_subtype(cls.type, *type)) raise_error(kRuntimeError, "Refusing to create an inheritance cycle");
  cls.registered.push_back(type);
  return a[0];
}

Value update_abstract(const Value&, Value* a) {
  if (!a[0].is(Tag::kType)) return a[0];
  Class& cls = as_class(a[0]);
  std::erase_if(cls.abstract, [&](const std::string& name) {
    const Value* now = cls.find(Name(std::string_view(name)));
    if (now == nullptr) return true;
    const Value mark =
        (has_class(*now) || now->is_heap()) ? py("getattr")({*now, "__isabstractmethod__", false}) : Value(false);
    return !static_cast<bool>(mark);
  });
  return a[0];
}

struct AbcClass {
  Class& abc = LibraryClass("abc", "ABC").metaclass(kAbcMetaType).without_dict().make();
};

constexpr Method kMetaMethods[] = {{"register", register_class, "subclass, /"}};
constexpr Method kNewMeta{"ABCMeta",
                          [](const Value&, Value* a) {
                            const Values& given = as_tuple(a[0]);
                            if (given.size() != 3) raise_type_error("ABCMeta() takes 3 arguments");
                            as_dict(a[1]).set("metaclass", type_value(kAbcMetaType));
                            return make_class(to_str(given[0]), given[0], given[1], make_dict(Table(as_dict(given[2]))),
                                              a[1]);
                          },
                          "*args, **kwargs"};

constexpr Method kFunctions[] = {
    {"abstractmethod", mark_abstract, "def funcobj"},
    {"abstractproperty", mark_and_wrap<make_property>, "def fget"},
    {"abstractclassmethod", mark_and_wrap<make_class_method>, "def callable"},
    {"abstractstaticmethod", mark_and_wrap<make_static_method>, "def callable"},
    {"update_abstractmethods", update_abstract, "def cls"},
    {"get_cache_token", [](const Value&, Value*) -> Value { return 0; }, ""},
};
constexpr Constant kConstants[] = {{"ABC", [] { return run_local<AbcClass>().abc.self(); }}};
constexpr const Type* kTypes[] = {&kAbcMetaType};

}  // namespace

bool is_instance_of(const Value& value, const Value& classes) { return check(type_of(value), value, classes, true); }
bool is_subclass_of(const Type& type, const Value& classes) { return check(type, Value(), classes, false); }

constinit const Type kAbcMetaType{
    .name = "ABCMeta", .module = "abc", .base = &kTypeType, .constructor = &kNewMeta, .methods = [] {
      return std::span<const Method>(kMetaMethods);
    }};

constinit const Module kAbcModule{.name = "abc", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
