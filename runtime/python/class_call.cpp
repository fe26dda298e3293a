// SPDX-License-Identifier: Apache-2.0
//
// Calling a class: __new__, then __init__ (Python reference, 3.3.1 Basic customization).
#include "python/bind.h"
#include "python/class_tools.h"

namespace pbc {

namespace {

bool is_empty(const Arguments& arguments) { return positional_count(arguments) == 0 && arguments.keywords.size() == 0; }

/// The nearest constructor of a built-in type, for a class with that layout.
const Method* constructor_of(const Type& layout) {
  for (const Type* at = &layout; at != nullptr; at = at->base)
    if (at->constructor != nullptr) return at->constructor;
  return nullptr;
}

/// Whether `layout` takes its content in __init__, so that __new__ ignores the arguments.
bool fills_in_init(const Type& layout) {
  return is_subtype(layout, kListType) || is_subtype(layout, kDictType) || is_subtype(layout, kSetType) ||
         is_subtype(layout, kByteArrayType) || find_method(layout, "__init__") != nullptr;
}

/// The __init__ of such a layout; null for others.
const Method* init_of(const Type& layout) {
  if (!fills_in_init(layout)) return nullptr;
  const Method* own = find_method(layout, "__init__");
  return own != nullptr ? own : builtin_special(layout, "__init__");
}

/// What `method` is given of `arguments` where the class has the other one of __new__ and __init__ itself: types that
/// take no keywords then leave them to that one.
Value call_without_keywords(const Method& method, const Value& self, const Class& cls, const Arguments& arguments) {
  const FlatArguments flat = flatten([&] { return cls.name + "()"; }, arguments);
  const Value positional = make_list(flat.positional);
  return call_method(method, self, {{star(positional)}, {}});
}

bool takes_keywords(const Method& method) {
  return method.signature.kwargs() >= 0 || method.signature.positional_only() < method.signature.count();
}

[[noreturn]] void raise_abstract(const Class& cls) {
  std::string names;
  for (const std::string& name : cls.abstract) names += (names.empty() ? "" : ", ") + name;
  raise_type_error("Can't instantiate abstract class ", cls.name, " with abstract method",
                   cls.abstract.size() == 1 ? " " : "s ", names);
}

}  // namespace

Value new_instance(Class& cls, const Arguments& arguments) {
  if (!cls.abstract.empty()) raise_abstract(cls);
  if (cls.layout == &kObjectType) return {Tag::kInstance, make_object<Instance>(cls)};
  const Method* constructor = constructor_of(*cls.layout);
  if (constructor == nullptr) raise_type_error("cannot create '", cls.name, "' instances");
  if (is_subtype(*cls.layout, kBaseException)) {
    const Value* init = cls.find("__init__");
    if (init == nullptr) return adopt(call_method(*constructor, cls.self(), arguments), cls);
    // BaseException.__new__ keeps the positional arguments and leaves keywords to __init__.
    const FlatArguments flat = flatten([&] { return cls.name + "()"; }, arguments);
    return adopt({Tag::kException, new Exception(cls.type, make_tuple(flat.positional))}, cls);
  }
  const Value layout = type_value(*cls.layout);
  if (fills_in_init(*cls.layout)) return adopt(layout(), cls);
  if (!takes_keywords(*constructor) && cls.find("__init__") != nullptr)
    return adopt(call_without_keywords(*constructor, layout, cls, arguments), cls);
  return adopt(call_method(*constructor, layout, arguments), cls);
}

Value call_class(Class& cls, const Arguments& arguments) {
  if (cls.protocol != nullptr && cls.protocol->call != nullptr) return cls.protocol->call(cls, arguments);
  return call_class_plainly(cls, arguments);
}

Value call_class_plainly(Class& cls, const Arguments& arguments) {
  const Value* found_new = cls.find("__new__");
  Value made;
  if (found_new == nullptr) {
    const Value* init = cls.find("__init__");
    if (init == nullptr && cls.layout == &kObjectType && !is_empty(arguments)) {
      const FlatArguments flat = flatten([&] { return cls.name + "()"; }, arguments);
      if (!flat.positional.empty() || !flat.keywords.empty()) raise_type_error(cls.name, "() takes no arguments");
    }
    made = new_instance(cls, arguments);
    if (init == nullptr && !fills_in_init(*cls.layout)) return made;
  } else {
    const Value function = bind_attribute(Value(*found_new), Value(), cls);
    made = call_with_self(function, cls.self(), arguments);
    if (!has_class(made) || !class_of(made).derives_from(cls.type)) return made;
  }
  Class& of = class_of(made);
  Value result;
  if (const Value* init = of.find("__init__")) {
    const Value function = *init;
    if (function.is(Tag::kFunction) || function.is(Tag::kClosure)) {
      result = call_with_self(function, made, arguments);
    } else {
      const Value bound = bind_attribute(function, made, of);
      const FlatArguments flat = flatten([&] { return cls.name + ".__init__()"; }, arguments);
      Value keywords = make_dict();
      for (const auto& [name, value] : flat.keywords) as_dict(keywords).set(name, value);
      result = call_with(bound, flat.positional, keywords);
    }
  } else if (const Method* init_method = init_of(*of.layout)) {
    // That of list alone looks whether the class has a __new__ of its own.
    const bool leaves_keywords = found_new != nullptr && is_subtype(*of.layout, kListType);
    result = leaves_keywords ? call_without_keywords(*init_method, made, of, arguments)
                             : call_method(*init_method, made, arguments);
  }
  if (!result.is_unset() && !result.is_none())
    raise_type_error("__init__() should return None, not '", type_name(result), "'");
  return made;
}

}  // namespace pbc
