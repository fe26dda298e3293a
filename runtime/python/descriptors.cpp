// SPDX-License-Identifier: Apache-2.0
//
// property, staticmethod, classmethod, super, bound methods and the view of a class's namespace.
#include "python/attributes.h"
#include "python/bind.h"
#include "python/class_tools.h"
#include "python/function_attributes.h"

namespace pbc {

// --- Bound methods ---------------------------------------------------------------------------------------------------

Value make_method(Value self, Value function) {
  return make_native(new MethodObject(std::move(self), std::move(function)));
}

std::string MethodObject::repr() const {
  const Value name = find_attribute(function, "__qualname__");
  return "<bound method " + (name.is_unset() ? std::string("?") : to_str(name)) + " of " + to_repr(object) + ">";
}

Value MethodObject::compare(Comparison op, const Value& other) const {
  if (op != Comparison::kEqual && op != Comparison::kNotEqual) return Value();
  const auto* method = native_if<MethodObject>(other, kMethodType);
  if (method == nullptr) return Value();
  const bool equal = is(object, method->object) && is_same(function, method->function);
  return equal == (op == Comparison::kEqual);
}

std::uint64_t MethodObject::hash() const {
  return (object.is_heap() ? reinterpret_cast<std::uintptr_t>(object.object()) >> 4 : 0) ^ hash_of(function);
}

Value MethodObject::attribute(Name name) {
  if (name == Name("__self__")) return object;
  if (name == Name("__func__")) return function;
  if (name == Name("__class__")) return Value();
  return find_attribute(function, name);
}

namespace {

Value method_new(const Value&, Value* a) {
  if (!is_callable(a[0])) raise_type_error("first argument must be callable");
  if (a[1].is_none()) raise_type_error("self must not be None");
  return make_method(a[1], a[0]);
}

constexpr Method kMethodNew{"method", method_new, "function, instance, /"};

}  // namespace

// --- staticmethod and classmethod ------------------------------------------------------------------------------------

namespace {

Value wrapped_new(const Value& self, Value* arguments) {
  return make_native(new WrappedMethod(*as_type(self), arguments[0]));
}

constexpr Method kStaticMethodNew{"staticmethod", wrapped_new, "function, /"};
constexpr Method kClassMethodNew{"classmethod", wrapped_new, "function, /"};

}  // namespace

std::string WrappedMethod::repr() const {
  return "<" + std::string(type().name.view()) + "(" + to_repr(function) + ")>";
}

Value WrappedMethod::attribute(Name name) {
  if (name == Name("__func__") || name == Name("__wrapped__")) return function;
  if (name == Name("__class__")) return Value();
  return find_attribute(function, name);
}

Value WrappedMethod::call(const Arguments& arguments) { return call_value(function, arguments); }

// --- property --------------------------------------------------------------------------------------------------------

namespace {

Value property_new(const Value&, Value* arguments) {
  auto* property = new Property();
  const Value made = make_native(property);
  const auto given = [](const Value& v) { return v.is_unset() ? Value(None) : v; };
  property->get = given(arguments[0]);
  property->set = given(arguments[1]);
  property->del = given(arguments[2]);
  property->doc = given(arguments[3]);
  if (property->doc.is_none() && !property->get.is_none()) {
    const Value doc = find_attribute(property->get, "__doc__");
    if (!doc.is_unset()) property->doc = doc;
  }
  return made;
}

Value property_with(const Value& self, Value Property::*part, const Value& function) {
  const Property& old = as_native<Property>(self);
  auto* property = new Property();
  const Value made = make_native(property);
  property->get = old.get;
  property->set = old.set;
  property->del = old.del;
  property->doc = old.doc;
  property->name = old.name;
  property->*part = function;
  return made;
}

Value property_getter(const Value& self, Value* a) { return property_with(self, &Property::get, a[0]); }
Value property_setter(const Value& self, Value* a) { return property_with(self, &Property::set, a[0]); }
Value property_deleter(const Value& self, Value* a) { return property_with(self, &Property::del, a[0]); }
Value property_set_name(const Value& self, Value* a) {
  as_native<Property>(self).name = a[1];
  return None;
}
Value property_get(const Value& self, Value* a) {
  if (a[0].is_none()) return self;
  return Value(as_native<Property>(self).get)({a[0]});
}

constexpr Method kPropertyNew{"property", property_new, "fget=, fset=, fdel=, doc="};
constexpr Method kPropertyMethods[] = {
    {"getter", property_getter, "fget, /"},           {"setter", property_setter, "fset, /"},
    {"deleter", property_deleter, "fdel, /"},         {"__set_name__", property_set_name, "owner, name, /"},
    {"__get__", property_get, "instance, owner=, /"},
};
constexpr Attribute kPropertyAttributes[] = {
    {"fget", [](const Value& self) { return as_native<Property>(self).get; }},
    {"fset", [](const Value& self) { return as_native<Property>(self).set; }},
    {"fdel", [](const Value& self) { return as_native<Property>(self).del; }},
};

}  // namespace

Value Property::attribute(Name wanted) {
  if (wanted == Name("__doc__")) return doc;
  if (wanted == Name("__isabstractmethod__")) {
    for (const Value& part : {get, set, del}) {
      const Value mark = part.is_none() ? Value() : find_attribute(part, wanted);
      if (!mark.is_unset() && static_cast<bool>(mark)) return true;
    }
    return false;
  }
  return Value();
}

bool Property::set_attribute(Name wanted, const Value& value) {
  if (wanted != Name("__doc__") || value.is_unset()) return false;
  doc = value;
  return true;
}

// --- super -----------------------------------------------------------------------------------------------------------

namespace {

Value super_new(const Value&, Value* arguments) {
  if (arguments[0].is_unset()) raise_error(kRuntimeError, "super(): no arguments");
  const Type* start = as_type(arguments[0]);
  if (start == nullptr) raise_type_error("super() argument 1 must be a type, not ", type_name(arguments[0]));
  const Value& object = arguments[1];
  if (object.is_unset() || object.is_none()) return make_native(new Super(arguments[0], Value(), nullptr));
  Class* of = nullptr;
  if (has_class(object) && is_subtype(class_of(object).type, *start))
    of = &class_of(object);
  else if (object.is(Tag::kType) && is_subtype(as_class(object).type, *start))
    of = &as_class(object);
  if (of == nullptr) raise_type_error("super(type, obj): obj must be an instance or subtype of type");
  return make_native(new Super(arguments[0], object, of));
}

constexpr Method kSuperNew{"super", super_new, "type=, object=, /"};

}  // namespace

Value Super::attribute(Name name) {
  if (name == Name("__class__")) return type_value(kSuperType);
  if (name == Name("__thisclass__")) return start;
  if (name == Name("__self__")) return of == nullptr ? None : object;
  if (name == Name("__self_class__")) return of == nullptr ? None : of->self();
  if (of == nullptr) return Value();
  const Type& after = *as_type(start);
  const bool on_class = object.is(Tag::kType);
  const Value self = on_class ? Value() : object;
  bool behind = false;
  for (const Type* type : of->mro) {
    if (!behind) {
      behind = type == &after;
      continue;
    }
    if (type->own_class != nullptr) {
      if (const Value* found = type->own_class->attributes.find(name.view())) {
        // Of a class, functions are plain and class methods are bound to the class itself.
        return bind_attribute(Value(*found), self, *of);
      }
      continue;
    }
    Value found = on_class ? type_table_attribute(*type, of->type, name) : attribute_by_table(object, *type, name);
    if (!found.is_unset()) return found;
  }
  const Method* method = builtin_special(*of->layout, name);
  if (method == nullptr) return Value();
  if (method->binding == Binding::kStatic) return method_value(*method);
  Value bound_to = method->binding == Binding::kClass ? of->self() : self;
  return {Tag::kBoundMethod, make_object<BoundMethod>(std::move(bound_to), *method, *of->layout)};
}

std::string Super::repr() const {
  std::string text = joined({"<super: <class '", as_type(start)->name.view(), "'>, "});
  return text + (of == nullptr ? "NULL>" : "<" + of->name + " object>>");
}

// --- mappingproxy ----------------------------------------------------------------------------------------------------

namespace {

struct MappingProxy final : Native {
  explicit MappingProxy(Value mapping) : Native(kMappingProxyType), mapping(std::move(mapping)) {}
  Value mapping;
  std::string repr() const override { return "mappingproxy(" + to_repr(mapping) + ")"; }
  std::string str() const override { return to_str(mapping); }
  bool has_length() const override { return true; }
  std::size_t length() const override { return length_of(mapping); }
  bool truth() const override { return length_of(mapping) != 0; }
  Value iterate() override { return to_iterator(mapping); }
  bool contains(const Value& item) override { return in(item, mapping); }
  Value get_item(const Value& key) override { return mapping[key]; }
  Value compare(Comparison op, const Value& other) const override {
    if (op != Comparison::kEqual && op != Comparison::kNotEqual) return Value();
    const auto* proxy = native_if<MappingProxy>(other, kMappingProxyType);
    return pbc::compare(op, mapping, proxy != nullptr ? proxy->mapping : other);
  }
  Value binary(Operator op, const Value& other, bool reflected) const override {
    if (op != Operator::kOr) return Value();
    return reflected ? other | mapping : mapping | other;
  }
  Value attribute(Name name) override {
    switch (name.hash) {
      case Name("get").hash:
      case Name("keys").hash:
      case Name("values").hash:
      case Name("items").hash:
      case Name("copy").hash:
        return mapping.attr(name);
      default:
        return Value();
    }
  }
};

Value mapping_proxy_new(const Value&, Value* arguments) {
  if (!arguments[0].is(Tag::kDict) && find_special(arguments[0], "__getitem__") == nullptr)
    raise_type_error("mappingproxy() argument must be a mapping, not ", type_name(arguments[0]));
  return make_mapping_proxy(arguments[0]);
}

constexpr Method kMappingProxyNew{"mappingproxy", mapping_proxy_new, "mapping"};

}  // namespace

Value make_mapping_proxy(Value mapping) { return make_native(new MappingProxy(std::move(mapping))); }

constinit const Type kMethodType{.name = "method", .constructor = &kMethodNew, .is_final = true};
constinit const Type kPropertyType{.name = "property",
                                   .constructor = &kPropertyNew,
                                   .methods = [] { return std::span<const Method>(kPropertyMethods); },
                                   .attributes = [] { return std::span<const Attribute>(kPropertyAttributes); }};
constinit const Type kStaticMethodType{.name = "staticmethod", .constructor = &kStaticMethodNew};
constinit const Type kClassMethodType{.name = "classmethod", .constructor = &kClassMethodNew};
constinit const Type kSuperType{.name = "super", .constructor = &kSuperNew};
constinit const Type kMappingProxyType{.name = "mappingproxy", .constructor = &kMappingProxyNew, .is_final = true};

}  // namespace pbc
