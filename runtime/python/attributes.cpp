// SPDX-License-Identifier: Apache-2.0
//
// value.name: an object's own attributes, then what its type computes, then methods.
#include <algorithm>

#include "python/attributes.h"

#include "python/bind.h"
#include "python/class_tools.h"
#include "python/function_attributes.h"
#include "python/method_order.h"
#include "python/traceback_objects.h"

namespace pbc {

namespace {

const Constant* find_constant(std::span<const Constant> constants, Name name) {
  for (const Constant& constant : constants)
    if (constant.name == name) return &constant;
  return nullptr;
}

Value bind_to(const Value& self, const Method& method, const Type& owner) {
  return {Tag::kBoundMethod, make_object<BoundMethod>(self, method, owner)};
}

}  // namespace

Value attribute_by_table(const Value& v, const Type& type, Name name) {
  if (type.attributes != nullptr)
    for (const Attribute& attribute : type.attributes())
      if (attribute.name == name) return attribute.get(v);
  if (type.methods != nullptr)
    for (const Method& method : type.methods()) {
      if (!(method.name == name)) continue;
      if (method.binding == Binding::kStatic) return method_value(method);
      return bind_to(method.binding == Binding::kClass ? type_value(type_of(v)) : v, method, type);
    }
  if (type.constants != nullptr)
    if (const Constant* constant = find_constant(type.constants(), name)) return constant->make();
  return Value();
}

Value type_table_attribute(const Type& type, const Type& of, Name name) {
  if (type.constants != nullptr)
    if (const Constant* constant = find_constant(type.constants(), name)) return constant->make();
  if (type.methods != nullptr)
    for (const Method& method : type.methods()) {
      if (!(method.name == name)) continue;
      if (method.binding == Binding::kStatic) return method_value(method);
      return bind_to(method.binding == Binding::kClass ? type_value(of) : Value(), method, type);
    }
  return Value();
}

Value type_special(const Type& of, const Type& layout, Name name) {
  const Method* method = builtin_special(layout, name);
  if (method == nullptr) return Value();
  if (method->binding == Binding::kStatic) return method_value(*method);
  return bind_to(method->binding == Binding::kClass ? type_value(of) : Value(), *method, layout);
}

namespace {

/// The attribute of an instance that its type defines.
Value attribute_by_type(const Value& v, const Type& type, Name name) {
  for (const Type* at = &type; at != nullptr; at = at->base)
    if (at->attributes != nullptr)
      for (const Attribute& attribute : at->attributes())
        if (attribute.name == name) return attribute.get(v);
  if (const Method* method = find_method(type, name)) {
    if (method->binding == Binding::kStatic) return method_value(*method);
    return bind_to(method->binding == Binding::kClass ? type_value(type) : v, *method, type);
  }
  for (const Type* at = &type; at != nullptr; at = at->base)
    if (at->constants != nullptr)
      if (const Constant* constant = find_constant(at->constants(), name)) return constant->make();
  return Value();
}

/// The most derived type among `type` and its bases whose own table has the method.
const Type& owner_of(const Type& type, const Method& method) {
  for (const Type* at = &type; at != nullptr; at = at->base)
    if (at->methods != nullptr)
      for (const Method& own : at->methods())
        if (&own == &method) return *at;
  return type;
}

Value type_attribute(const Type& type, Name name) {
  switch (name.hash) {
    case Name("__name__").hash:
    case Name("__qualname__").hash:
      return make_str(type.name.view());
    case Name("__module__").hash:
      return make_str(type.module);
    case Name("__class__").hash:
      return type_value(kTypeType);
    case Name("__bases__").hash:
      if (&type == &kObjectType) return make_tuple({});
      if (type.second_base != nullptr) return make_tuple({type_value(*type.base), type_value(*type.second_base)});
      return make_tuple({type_value(type.base ? *type.base : kObjectType)});
    case Name("__dict__").hash: {
      const Value own = make_dict();
      if (type.methods != nullptr)
        for (const Method& method : type.methods())
          as_dict(own).set(make_str(method.name.view()), bind_to(Value(), method, type));
      return make_mapping_proxy(own);
    }
    case Name("__base__").hash:
      return &type == &kObjectType ? None : type_value(type.base ? *type.base : kObjectType);
    case Name("__mro__").hash: {
      Values order;
      for (const Type* at : method_order(type)) order.push_back(type_value(*at));
      if (&type != &kObjectType) order.push_back(type_value(kObjectType));
      return make_tuple(std::move(order));
    }
    default:
      break;
  }
  for (const Type* at = &type; at != nullptr; at = at->base)
    if (at->constants != nullptr)
      if (const Constant* constant = find_constant(at->constants(), name)) return constant->make();
  if (const Method* method = find_method(type, name)) {
    if (method->binding == Binding::kStatic) return method_value(*method);
    return bind_to(method->binding == Binding::kClass ? type_value(type) : Value(), *method, owner_of(type, *method));
  }
  return type_special(type, type, name);
}

}  // namespace

Value exception_attribute(const Value& v, Name name) {
  const Exception& exception = as_exception(v);
  switch (name.hash) {
    case Name("args").hash:
      return exception.args;
    case Name("__cause__").hash:
      return exception.cause;
    case Name("__context__").hash:
      return exception.context;
    case Name("__suppress_context__").hash:
      return exception.suppress_context;
    case Name("__traceback__").hash:
      return traceback_of(v);
    default:
      break;
  }
  if (const Value* own = exception.attributes.find(name.view())) return *own;
  return Value();
}

Value module_attribute(const Value& v, Name name) {
  const ModuleObject& object = as_module(v);
  if (const Value* own = object.attributes.find(name.view())) return *own;
  const Module& module = *object.module;
  if (name == Name("__name__")) return make_str(module.name.view());
  for (const Method& function : module.functions)
    if (function.name == name) return method_value(function);
  if (const Constant* constant = find_constant(module.constants, name)) return constant->make();
  for (const Type* type : module.types)
    if (type->name == name) return type_value(*type);
  return Value();
}

Value find_attribute(const Value& v, Name name) {
  if (has_class(v)) return instance_attribute(v, name);
  Value found;
  switch (v.tag()) {
    case Tag::kModule:
      found = module_attribute(v, name);
      break;
    case Tag::kNative:
      found = as_native(v).attribute(name);
      break;
    case Tag::kException:
      found = exception_attribute(v, name);
      break;
    case Tag::kFunction:
    case Tag::kClosure:
      found = function_attribute(v, name);
      break;
    case Tag::kType:
      return class_attribute(as_class(v), name);
    case Tag::kBuiltin:
      if (const Type* type = as_type(v)) {
        found = type_attribute(*type, name);
      } else if (const Method* method = as_method(v)) {
        if (name == Name("__name__") || name == Name("__qualname__")) found = make_str(method->name.view());
        if (name == Name("__module__")) found = "builtins";
      }
      break;
    case Tag::kBoundMethod:
      if (name == Name("__name__")) found = make_str(as_bound(v).method->name.view());
      if (name == Name("__self__") && !as_bound(v).self.is_unset()) found = as_bound(v).self;
      break;
    default:
      break;
  }
  if (!found.is_unset()) return found;
  if (name == Name("__class__")) return type_value(type_of(v));
  if (name == Name("__doc__")) return None;
  const Type& type = type_of(v);
  found = attribute_by_type(v, type, name);
  if (!found.is_unset()) return found;
  const Method* special = builtin_special(type, name);
  if (special == nullptr) return Value();
  if (special->binding == Binding::kStatic) return method_value(*special);
  return bind_to(special->binding == Binding::kClass ? type_value(type) : v, *special, type);
}

Value Value::attr(Name name) const {
  Value found = find_attribute(*this, name);
  if (found.is_unset()) raise_attribute_error(*this, name);
  return found;
}

bool change_exception_attribute(const Value& v, Name name, const Value& value) {
  Exception& exception = as_exception(v);
  const auto require_exception = [&value](const char* what) {
    if (!value.is(Tag::kException) && !value.is_none())
      raise_type_error("exception ", what, " must be None or derive from BaseException");
  };
  if (name == Name("__cause__") && !value.is_unset()) {
    require_exception("cause");
    exception.cause = value;
    exception.suppress_context = true;
  } else if (name == Name("__context__") && !value.is_unset()) {
    require_exception("context");
    exception.context = value;
  } else if (name == Name("__suppress_context__") && !value.is_unset()) {
    if (!value.is(Tag::kBool)) raise_type_error("attribute value type must be bool");
    exception.suppress_context = static_cast<bool>(value);
  } else if (name == Name("args") && !value.is_unset()) {
    exception.args = make_tuple(to_values(value));
  } else if (name != Name("__traceback__")) {
    if (Value* own = exception.attributes.find(name.view()); own != nullptr && !value.is_unset()) {
      Value(value).swap(*own);
      return true;
    }
    return false;
  }
  return true;
}

namespace {

/// False: the object has no such attribute, or none can be set.
bool store_attribute(const Value& v, Name name, const Value& value) {
  switch (v.tag()) {
    case Tag::kNative:
      return as_native(v).set_attribute(name, value);
    case Tag::kModule:
      if (value.is_unset()) return as_module(v).attributes.erase(make_str(name.view()));
      as_module(v).attributes.set(make_str(name.view()), value);
      return true;
    case Tag::kException:
      if (change_exception_attribute(v, name, value)) return true;
      if (value.is_unset()) return as_exception(v).attributes.erase(make_str(name.view()));
      as_exception(v).attributes.set(make_str(name.view()), value);
      return true;
    case Tag::kFunction:
    case Tag::kClosure:
      return change_function_attribute(v, name, value);
    default:
      return false;
  }
}

void change_attribute(const Value& v, Name name, const Value& value) {
  if (has_class(v)) return change_instance_attribute(v, name, value);
  if (v.is(Tag::kType)) return change_class_attribute(as_class(v), name, value);
  if (store_attribute(v, name, value)) return;
  if (const Type* type = as_type(v))
    raise_type_error("cannot set '", name.view(), "' attribute of immutable type '", type_name(*type), "'");
  if (find_attribute(v, name).is_unset()) raise_attribute_error(v, name);
  bool is_method = find_method(type_of(v), name) != nullptr;
  if (is_method)
    raise_error(kAttributeError, joined({"'", type_name(v), "' object attribute '", name.view(), "' is read-only"}));
  raise_error(kAttributeError,
              joined({"attribute '", name.view(), "' of '", type_name(v), "' objects is not writable"}));
}

}  // namespace

void Value::set_attr(Name name, Value value) const { change_attribute(*this, name, value); }
void Value::del_attr(Name name) const { change_attribute(*this, name, Value()); }

std::vector<std::string> attribute_names(const Value& v) {
  std::vector<std::string> names;
  auto add = [&names](Name name) { names.emplace_back(name.view()); };
  auto add_keys = [&names](const Table& table) {
    for (const Table::Entry& entry : table.entries())
      if (entry.key.is_str()) names.emplace_back(entry.key.text());
  };
  auto add_type = [&add](const Type& type) {
    for (const Type* at = &type; at != nullptr; at = at->base) {
      if (at->methods != nullptr)
        for (const Method& method : at->methods()) add(method.name);
      if (at->attributes != nullptr)
        for (const Attribute& attribute : at->attributes()) add(attribute.name);
      if (at->constants != nullptr)
        for (const Constant& constant : at->constants()) add(constant.name);
    }
  };
  if (has_class(v) || v.is(Tag::kType)) {
    Class& cls = has_class(v) ? class_of(v) : as_class(v);
    for (const Type* type : cls.mro) {
      if (type->own_class == nullptr) {
        add_type(*type);
        continue;
      }
      add_keys(type->own_class->attributes);
      for (const std::string& slot : type->own_class->slots) names.push_back(slot);
    }
    if (has_class(v) && cls.has_dict) add_keys(as_dict(own_dict(v)));
    for (const char* name : {"__class__",  "__delattr__", "__dir__",           "__doc__",      "__eq__",
                             "__format__", "__ge__",      "__getattribute__",  "__getstate__", "__gt__",
                             "__hash__",   "__init__",    "__init_subclass__", "__le__",       "__lt__",
                             "__module__", "__ne__",      "__new__",           "__reduce__",   "__reduce_ex__",
                             "__repr__",   "__setattr__", "__sizeof__",        "__str__",      "__subclasshook__"})
      names.emplace_back(name);
    if (cls.has_dict)
      for (const char* name : {"__dict__", "__weakref__"}) names.emplace_back(name);
  } else if (v.is(Tag::kModule)) {
    const Module& module = *as_module(v).module;
    for (const Method& function : module.functions) add(function.name);
    for (const Constant& constant : module.constants) add(constant.name);
    for (const Type* type : module.types) add(type->name);
    add_keys(as_module(v).attributes);
  } else {
    const Type* type = as_type(v);
    add_type(type != nullptr ? *type : type_of(v));
    names.emplace_back("__class__");
    names.emplace_back("__doc__");
  }
  if (v.is(Tag::kNative))
    for (std::string& name : as_native(v).attribute_names()) names.push_back(std::move(name));
  if (v.is(Tag::kException)) {
    for (const char* name : {"args", "__cause__", "__context__", "__suppress_context__", "__traceback__"})
      names.emplace_back(name);
    add_keys(as_exception(v).attributes);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace pbc
