// SPDX-License-Identifier: Apache-2.0
//
// Objects of classes: their making, their own attributes, and how an attribute is found (Python reference, 3.3.2
// Customizing attribute access).
#include "python/class.h"

#include <unordered_map>

#include "python/attributes.h"
#include "python/big_integer.h"
#include "python/class_tools.h"
#include "python/extensions.h"
#include "python/float_object.h"

namespace pbc {

namespace {

using Extensions = std::unordered_map<const Object*, Extension>;

/// What the objects that are no Instance have beyond their layout. Looked up once per heap, then remembered.
Extensions& extensions() {
  static thread_local Heap* heap = nullptr;
  static thread_local Extensions* known = nullptr;
  if (heap != &Heap::current() || known == nullptr) {
    heap = &Heap::current();
    struct Holder {
      Extensions map;
      ~Holder() {
        // What is left is held by cycles, and goes with the heap: its objects must not be asked for their classes now.
        for (auto& [object, extension] : map) {
          alignas(Value) std::byte kept[sizeof(Value)];
          new (kept) Value(std::move(extension.dict));
        }
        heap = nullptr;
        known = nullptr;
      }
    };
    known = &run_local<Holder>().map;
  }
  return *known;
}

bool is_function(const Value& v) { return v.is(Tag::kFunction) || v.is(Tag::kClosure); }

/// A descriptor that has its say before the object's own attributes.
bool is_data_descriptor(const Value& v) {
  if (v.is(Tag::kNative)) return &as_native(v).type() == &kPropertyType;
  return has_class(v) && (find_special(v, "__set__") != nullptr || find_special(v, "__delete__") != nullptr);
}

/// An attribute that a built-in type or a type of the library in the mro computes or has as a method.
Value library_attribute(const Value& v, Class& cls, Name name) {
  for (const Type* type : cls.mro) {
    if (type->own_class != nullptr) continue;
    Value found = attribute_by_table(v, *type, name);
    if (!found.is_unset()) return found;
  }
  return Value();
}

bool has_slot(const Class& cls, Name name) {
  for (const std::string& slot : cls.slots)
    if (slot == name.view()) return true;
  return false;
}

}  // namespace

// --- Shapes ----------------------------------------------------------------------------------------------------------

std::size_t Shape::find(Name name) const {
  if (index_.empty()) return kAbsent;
  const std::size_t mask = index_.size() - 1;
  for (std::size_t slot = name.hash & mask; index_[slot] != 0; slot = (slot + 1) & mask) {
    const std::size_t position = index_[slot] - 1u;
    if (hashes_[position] != name.hash) continue;
    const char* const literal = name.is_literal ? name.text : nullptr;
    if (literal != nullptr && literals_[position] == literal) return position;
    if (names_[position].text() != name.view()) continue;
    literals_[position] = literal;
    return position;
  }
  return kAbsent;
}

const Shape* Shape::with(Name name) const {
  if (const auto known = next_.find(name.view()); known != next_.end()) return known->second.get();
  if (names_.size() >= kMost || next_.size() >= kMost) return nullptr;
  auto next = std::make_unique<Shape>();
  next->names_ = names_;
  next->names_.push_back(make_str(name.view()));
  next->hashes_ = hashes_;
  next->hashes_.push_back(name.hash);
  next->literals_.resize(next->hashes_.size());
  std::size_t size = 4;
  while (size < next->names_.size() * 2) size *= 2;
  next->index_.resize(size);
  for (std::size_t i = 0; i < next->hashes_.size(); ++i) {
    std::size_t slot = next->hashes_[i] & (size - 1);
    while (next->index_[slot] != 0) slot = (slot + 1) & (size - 1);
    next->index_[slot] = static_cast<std::uint8_t>(i + 1);
  }
  return next_.emplace(std::string(name.view()), std::move(next)).first->second.get();
}

void begin_extensions() { extensions(); }

// --- Classes of values -----------------------------------------------------------------------------------------------

Class& class_of(const Value& v) {
  return v.is(Tag::kInstance) ? *as_instance(v).cls : *extensions().find(v.object())->second.cls;
}

Extension& extension_of(const Value& v) { return extensions().find(v.object())->second; }

void drop_extension(const Object* object) noexcept {
  Extensions& all = extensions();
  const auto found = all.find(object);
  if (found == all.end()) return;
  const Extension dropped = std::move(found->second);  // its end may drop others
  all.erase(found);
}

Value adopt(Value fresh, Class& cls) {
  switch (fresh.tag()) {
    case Tag::kBool:
    case Tag::kInt:
      fresh = Value(Tag::kBigInt, new BigInt(BigInteger(fresh.as_int())));
      break;
    case Tag::kBigInt:
      fresh = Value(Tag::kBigInt, new BigInt(as_big_int(fresh)));
      break;
    case Tag::kFloat:
      fresh = make_native(new FloatObject(fresh.as_float()));
      as_native(fresh).become(cls.type);
      break;
    case Tag::kLiteral:
    case Tag::kStr: {
      char* data;
      const std::string_view text = fresh.text();
      Value copy = make_str(text.size(), str_length(fresh), &data);
      text.copy(data, text.size());
      fresh = std::move(copy);
      break;
    }
    case Tag::kBytes:
      fresh = make_bytes(as_bytes(fresh));
      break;
    case Tag::kFrozenSet:
      fresh = make_frozenset(Table(as_set(fresh)));
      break;
    case Tag::kTuple:
      fresh = pbc::make_tuple(as_tuple(fresh), cls.type);
      break;
    case Tag::kDict:
      as_dict_object(fresh).type = &cls.type;
      break;
    case Tag::kException:
      as_exception(fresh).type = &cls.type;
      break;
    case Tag::kNative:
      as_native(fresh).become(cls.type);
      break;
    case Tag::kList:
    case Tag::kSet:
    case Tag::kByteArray:
      break;
    default:
      raise_error(kNotImplementedError,
                  joined({"classes derived from '", cls.layout->name.view(), "' are not supported"}));
  }
  fresh.object()->has_class = 1;
  extensions()[fresh.object()] = {&cls, Value()};
  return fresh;
}

// --- Own attributes --------------------------------------------------------------------------------------------------

const Value* own_attribute(const Value& v, Name name) {
  const Value* dict;
  if (v.is(Tag::kInstance)) {
    const Instance& instance = as_instance(v);
    if (instance.shape != nullptr) {
      const std::size_t position = instance.shape->find(name);
      return position == Shape::kAbsent ? nullptr : &instance.slots[position];
    }
    dict = &instance.dict;
  } else {
    dict = &extension_of(v).dict;
    if (dict->is_unset()) return nullptr;
  }
  return as_dict(*dict).find(name.view());
}

Value own_dict(const Value& v) {
  if (!v.is(Tag::kInstance)) {
    Extension& extension = extension_of(v);
    if (extension.dict.is_unset()) extension.dict = make_dict();
    return extension.dict;
  }
  Instance& instance = as_instance(v);
  if (instance.shape != nullptr) {
    Value dict = make_dict();
    for (std::size_t i = 0; i < instance.slots.size(); ++i)
      as_dict(dict).set(instance.shape->names()[i], std::move(instance.slots[i]));
    instance.slots.clear();
    instance.shape = nullptr;
    instance.dict = std::move(dict);
  }
  return instance.dict;
}

void set_own_attribute(const Value& v, Name name, Value value) {
  if (v.is(Tag::kInstance) && as_instance(v).shape != nullptr) {
    Instance& instance = as_instance(v);
    const std::size_t position = instance.shape->find(name);
    if (position != Shape::kAbsent) {
      instance.slots[position].swap(value);
      return;
    }
    if (const Shape* next = instance.shape->with(name)) {
      instance.slots.push_back(std::move(value));
      instance.shape = next;
      return;
    }
  }
  const Value dict = own_dict(v);
  as_dict(dict).set(make_str(name.view()), std::move(value));
}

bool erase_own_attribute(const Value& v, Name name) {
  if (own_attribute(v, name) == nullptr) return false;
  const Value dict = own_dict(v);
  Value dropped;
  return as_dict(dict).erase(make_str(name.view()), &dropped);
}

// --- Finding ---------------------------------------------------------------------------------------------------------

Value bind_attribute(const Value& found, const Value& self, Class& cls) {
  if (is_function(found)) return self.is_unset() ? found : make_method(self, found);
  if (found.is(Tag::kNative)) {
    const Type& type = as_native(found).type();
    if (&type == &kPropertyType) {
      if (self.is_unset()) return found;
      const Property& property = as_native<Property>(found);
      if (property.get.is_none())
        raise_error(kAttributeError, joined({"property ", property.name.is_unset() ? "" : to_repr(property.name) + " ",
                                             "of '", cls.name, "' object has no getter"}));
      return Value(property.get)({self});
    }
    if (&type == &kStaticMethodType) return as_native<WrappedMethod>(found).function;
    if (&type == &kClassMethodType) {
      const Value function = as_native<WrappedMethod>(found).function;
      // A class method of a descriptor (a property) is bound by it.
      if (is_function(function) || is_callable(function)) return make_method(cls.self(), function);
      return bind_attribute(function, cls.self(), cls);
    }
    if (const Method* get = find_method(type, "__get__")) {
      Value arguments[] = {self.is_unset() ? None : self, cls.self()};
      return get->function(found, arguments);
    }
    return found;
  }
  if (has_class(found)) {
    const Value got = call_special(found, "__get__", {self.is_unset() ? Value(None) : self, cls.self()});
    if (!got.is_unset()) return got;
  }
  return found;
}

Value plain_instance_attribute(const Value& v, Name name) {
  Class& cls = class_of(v);
  const Value* in_class = cls.find(name);
  if (in_class != nullptr && is_data_descriptor(*in_class)) return bind_attribute(Value(*in_class), v, cls);
  if (const Value* own = own_attribute(v, name)) return *own;
  if (in_class != nullptr) return bind_attribute(Value(*in_class), v, cls);
  switch (name.hash) {
    case Name("__class__").hash:
      return cls.self();
    case Name("__dict__").hash:
      if (!cls.has_dict) return Value();
      return own_dict(v);
    case Name("__module__").hash:
      return make_str(cls.module);
    default:
      break;
  }
  if (v.is(Tag::kException)) {
    Value found = exception_attribute(v, name);
    if (!found.is_unset()) return found;
  }
  if (v.is(Tag::kNative)) {
    Value found = as_native(v).attribute(name);
    if (!found.is_unset()) return found;
  }
  Value found = library_attribute(v, cls, name);
  if (!found.is_unset()) return found;
  if (const Method* method = builtin_special(*cls.layout, name)) {
    if (method->binding == Binding::kStatic) return method_value(*method);
    return {Tag::kBoundMethod,
            make_object<BoundMethod>(method->binding == Binding::kClass ? cls.self() : v, *method, *cls.layout)};
  }
  return Value();
}

Value instance_attribute(const Value& v, Name name) {
  Class& cls = class_of(v);
  if (!cls.hooks_reads()) return plain_instance_attribute(v, name);
  const Value alive = v;
  try {
    Value found = call_special(v, "__getattribute__", {make_str(name.view())});
    if (found.is_unset()) found = plain_instance_attribute(v, name);
    if (!found.is_unset()) return found;
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kAttributeError) || cls.find("__getattr__") == nullptr) throw;
    caught();
  }
  return call_special(v, "__getattr__", {make_str(name.view())});
}

// --- Changing --------------------------------------------------------------------------------------------------------

namespace {

void change_by_property(const Value& found, const Value& v, const Value& value) {
  const Property& property = as_native<Property>(found);
  const Value& function = value.is_unset() ? property.del : property.set;
  if (function.is_none())
    raise_error(kAttributeError,
                joined({"property ", property.name.is_unset() ? "" : to_repr(property.name) + " ", "of '",
                        class_of(v).name, "' object has no ", value.is_unset() ? "deleter" : "setter"}));
  if (value.is_unset())
    function({v});
  else
    function({v, value});
}

void change_class_of(const Value& v, const Value& value) {
  const Type* type = as_type(value);
  if (type == nullptr || type->own_class == nullptr)
    raise_type_error("__class__ must be set to a class, not '", type_name(value), "' object");
  if (type->own_class->layout != class_of(v).layout)
    raise_type_error("__class__ assignment: '", type->name.view(), "' object layout differs from '", type_name(v), "'");
  if (v.is(Tag::kInstance)) {
    const Value dict = own_dict(v);  // the shape is the old class's
    as_instance(v).cls = type->own_class;
  } else {
    extension_of(v).cls = type->own_class;
  }
}

}  // namespace

void plain_change_instance_attribute(const Value& v, Name name, const Value& value) {
  Class& cls = class_of(v);
  if (const Value* found = cls.find(name)) {
    const Value descriptor = *found;
    if (descriptor.is(Tag::kNative) && &as_native(descriptor).type() == &kPropertyType)
      return change_by_property(descriptor, v, value);
    const Name method = value.is_unset() ? Name("__delete__") : Name("__set__");
    if (descriptor.is(Tag::kNative)) {
      if (const Method* change = find_method(as_native(descriptor).type(), method)) {
        Value arguments[] = {v, value};
        change->function(descriptor, arguments);
        return;
      }
    }
    if (has_class(descriptor)) {
      if (find_special(descriptor, method) != nullptr) {
        if (value.is_unset())
          call_special(descriptor, method, {v});
        else
          call_special(descriptor, method, {v, value});
        return;
      }
    }
  }
  if (name == Name("__class__") && !value.is_unset()) return change_class_of(v, value);
  if (name == Name("__dict__") && !value.is_unset() && value.is(Tag::kDict)) {
    own_dict(v);
    (v.is(Tag::kInstance) ? as_instance(v).dict : extension_of(v).dict) = value;
    return;
  }
  if (v.is(Tag::kException) && change_exception_attribute(v, name, value)) return;
  if (cls.metaclass == &kEnumMetaType && (name == Name("name") || name == Name("value")))
    raise_error(kAttributeError, joined({"<enum 'Enum'> cannot ", value.is_unset() ? "delete" : "set", " attribute '",
                                         name.view(), "'"}));
  if (!cls.has_dict && !has_slot(cls, name)) {
    if (v.is(Tag::kNative) && as_native(v).set_attribute(name, value)) return;
    const bool is_known = cls.find(name) != nullptr || !library_attribute(v, cls, name).is_unset();
    if (is_known)
      raise_error(kAttributeError, joined({"'", cls.name, "' object attribute '", name.view(), "' is read-only"}));
    raise_attribute_error(v, name);
  }
  if (v.is(Tag::kNative) && as_native(v).set_attribute(name, value)) return;
  if (!value.is_unset()) return set_own_attribute(v, name, value);
  if (!erase_own_attribute(v, name)) raise_attribute_error(v, name);
}

void change_instance_attribute(const Value& v, Name name, const Value& value) {
  const Name method = value.is_unset() ? Name("__delattr__") : Name("__setattr__");
  Class& cls = class_of(v);
  if (cls.hooks_changes() && cls.find(method) != nullptr && find_special(v, method) != nullptr) {
    const Value text = make_str(name.view());
    if (value.is_unset())
      call_special(v, method, {text});
    else
      call_special(v, method, {text, value});
    return;
  }
  plain_change_instance_attribute(v, name, value);
}

// --- Attributes of classes -------------------------------------------------------------------------------------------

Value class_attribute(Class& cls, Name name) {
  switch (name.hash) {
    case Name("__name__").hash:
      return make_str(cls.name);
    case Name("__qualname__").hash:
      return cls.qualified_name;
    case Name("__class__").hash:
      return type_value(*cls.metaclass);
    case Name("__bases__").hash:
      return make_tuple(cls.bases);
    case Name("__base__").hash:
      return cls.bases.front();
    case Name("__mro__").hash: {
      Values order;
      for (const Type* type : cls.mro) order.push_back(type_value(*type));
      order.push_back(type_value(kObjectType));
      return make_tuple(std::move(order));
    }
    case Name("__dict__").hash: {
      Value copy = make_dict(Table(cls.attributes));
      return make_mapping_proxy(copy);
    }
    case Name("__annotations__").hash:
      if (const Value* own = cls.attributes.find("__annotations__")) return *own;
      cls.set("__annotations__", make_dict());
      return *cls.attributes.find("__annotations__");
    case Name("__doc__").hash:
      return *cls.attributes.find("__doc__");
    case Name("__abstractmethods__").hash: {
      Table names;
      for (const std::string& abstract : cls.abstract) add_key(names, make_str(abstract));
      return make_frozenset(std::move(names));
    }
    default:
      break;
  }
  if (const Value* found = cls.find(name)) return bind_attribute(Value(*found), Value(), cls);
  for (const Type* type : cls.mro) {
    if (type->own_class != nullptr) continue;
    Value found = type_table_attribute(*type, cls.type, name);
    if (!found.is_unset()) return found;
  }
  if (const Method* method = find_method(*cls.metaclass, name))
    return {Tag::kBoundMethod, make_object<BoundMethod>(cls.self(), *method, *cls.metaclass)};
  return type_special(cls.type, *cls.layout, name);
}

void change_class_attribute(Class& cls, Name name, const Value& value) {
  if (cls.protocol != nullptr && cls.protocol->change != nullptr) cls.protocol->change(cls, name, value);
  if (value.is_unset()) {
    if (!cls.erase(name))
      raise_error(kAttributeError, joined({"type object '", cls.name, "' has no attribute '", name.view(), "'"}));
    return;
  }
  if (name == Name("__name__") || name == Name("__qualname__")) {
    if (!value.is_str())
      raise_type_error("can only assign string to ", cls.name, ".", name.view(), ", not '", type_name(value), "'");
    if (name == Name("__qualname__")) {
      cls.qualified_name = value;
      return;
    }
    cls.name = value.text();
    cls.type.name = Name(std::string_view(cls.name));
    return;
  }
  if (name == Name("__module__") && value.is_str()) {
    cls.module = value.text();
    cls.type.module = cls.module.c_str();
  }
  cls.set(name, value);
}

Value copy_instance(const Value& v) {
  Class& cls = class_of(v);
  Value copy;
  if (v.is(Tag::kInstance)) {
    copy = Value(Tag::kInstance, make_object<Instance>(cls));
    Instance &to = as_instance(copy), &from = as_instance(v);
    to.shape = from.shape;
    to.slots = from.slots;
    if (from.shape == nullptr) to.dict = make_dict(Table(as_dict(from.dict)));
    return copy;
  }
  return copy;
}

}  // namespace pbc
