// SPDX-License-Identifier: Apache-2.0
//
// functools.wraps, total_ordering, cached_property and partialmethod.
#include "python/attributes.h"
#include "python/class_tools.h"
#include "python/functools.h"
#include "python/library_function.h"

namespace pbc {

// --- wraps -----------------------------------------------------------------------------------------------------------

Value wrapper_assignments() {
  return make_tuple({"__module__", "__name__", "__qualname__", "__doc__", "__annotations__"});
}

Name attribute_name(const Value& name) {
  if (!name.is_str()) raise_type_error("attribute name must be string, not '", type_name(name), "'");
  return Name(name.text());
}

Value update_wrapper(const Value&, Value* a) {
  const Value &wrapper = a[0], &wrapped = a[1];
  for (const Value& name : to_values(a[2].is_unset() ? wrapper_assignments() : a[2])) {
    const Value found = find_attribute(wrapped, attribute_name(name));
    if (!found.is_unset()) wrapper.set_attr(Name(name.text()), found);
  }
  for (const Value& name : to_values(a[3].is_unset() ? make_tuple({"__dict__"}) : a[3])) {
    const Value more = find_attribute(wrapped, attribute_name(name));
    if (!more.is(Tag::kDict)) continue;
    const Table copy(as_dict(more));
    for (const Table::Entry& entry : copy.entries())
      if (entry.key.is_str()) wrapper.set_attr(Name(entry.key.text()), entry.value);
  }
  wrapper.set_attr("__wrapped__", wrapped);
  return wrapper;
}

Value wraps(const Value&, Value* a) {
  const Value wrapped = a[0], assigned = a[1], updated = a[2];
  return make_library_function("update_wrapper", "wrapper", [wrapped, assigned, updated](Values& given) {
    Value arguments[] = {given[0], wrapped, assigned, updated};
    return update_wrapper(Value(), arguments);
  });
}

// --- total_ordering --------------------------------------------------------------------------------------------------

namespace {

/// How an operator follows from the one that the class defines.
struct Derived {
  Name name;
  bool negate;  // not root
  enum { kPlain, kAndUnequal, kOrEqual } with;
};
struct Root {
  Name name;
  Derived derived[3];
};
constexpr Root kRoots[] = {
    {"__lt__",
     {{"__gt__", true, Derived::kAndUnequal}, {"__le__", false, Derived::kOrEqual}, {"__ge__", true, Derived::kPlain}}},
    {"__le__",
     {{"__ge__", true, Derived::kOrEqual}, {"__lt__", false, Derived::kAndUnequal}, {"__gt__", true, Derived::kPlain}}},
    {"__gt__",
     {{"__lt__", true, Derived::kAndUnequal}, {"__ge__", false, Derived::kOrEqual}, {"__le__", true, Derived::kPlain}}},
    {"__ge__",
     {{"__le__", true, Derived::kOrEqual}, {"__gt__", false, Derived::kAndUnequal}, {"__lt__", true, Derived::kPlain}}},
};

Value derived_comparison(Name root, const Derived& derived, const Value& self, const Value& other) {
  const Value result = call_special(self, root, {other});
  if (result.is_unset()) return Value(kNotImplemented.head);
  const bool holds = static_cast<bool>(result) != derived.negate;
  switch (derived.with) {
    case Derived::kAndUnequal:
      return holds && self != other;
    case Derived::kOrEqual:
      return holds || self == other;
    default:
      return holds;
  }
}

}  // namespace

Value total_ordering(const Value&, Value* a) {
  if (!a[0].is(Tag::kType)) raise_type_error("total_ordering() takes a class");
  Class& cls = as_class(a[0]);
  for (const Root& root : kRoots) {
    if (cls.find(root.name) == nullptr) continue;
    for (const Derived& derived : root.derived) {
      if (cls.find(derived.name) != nullptr) continue;
      set_method(cls, derived.name, [&root, &derived](FlatArguments& arguments) {
        return derived_comparison(root.name, derived, arguments.positional.at(0), arguments.positional.at(1));
      });
    }
    return a[0];
  }
  raise_value_error("must define at least one ordering operation: < > <= >=");
}

// --- cached_property -------------------------------------------------------------------------------------------------

namespace {

struct CachedProperty final : Native {
  explicit CachedProperty(Value function) : Native(kCachedPropertyType), function(std::move(function)) {}
  Value function, name;
  Value attribute(Name wanted) override {
    if (wanted == Name("func")) return function;
    if (wanted == Name("attrname")) return name.is_unset() ? Value(None) : name;
    if (wanted == Name("__doc__")) return find_attribute(function, wanted);
    return Value();
  }
};

Value set_cached_name(const Value& self, Value* a) {
  auto& property = as_native<CachedProperty>(self);
  if (!property.name.is_unset() && property.name != a[1])
    raise_type_error("Cannot assign the same cached_property to two different names (", to_repr(property.name), " and ",
                     to_repr(a[1]), ").");
  property.name = a[1];
  return None;
}

Value get_cached(const Value& self, Value* a) {
  if (a[0].is_none()) return self;
  const auto& property = as_native<CachedProperty>(self);
  if (property.name.is_unset())
    raise_type_error("Cannot use cached_property instance without calling __set_name__ on it.");
  const Value object = a[0], name = property.name, function = property.function;
  if (!has_class(object) || !class_of(object).has_dict)
    raise_type_error("No '__dict__' attribute on ", to_repr(make_str(type_of(object).name.view())),
                     " instance to cache ", to_repr(name), " property.");
  if (const Value* own = own_attribute(object, Name(name.text()))) return *own;
  const Value made = function({object});
  set_own_attribute(object, Name(name.text()), made);
  return made;
}

constexpr Method kNewCached{"cached_property",
                            [](const Value&, Value* a) { return make_native(new CachedProperty(a[0])); }, "def func"};
constexpr Method kCachedMethods[] = {
    {"__set_name__", set_cached_name, "owner, name, /"},
    {"__get__", get_cached, "instance, owner=, /"},
};

// --- partialmethod ---------------------------------------------------------------------------------------------------

struct PartialMethod final : Native {
  PartialMethod(Value function, Values positional, Value keywords)
      : Native(kPartialMethodType),
        function(std::move(function)),
        positional(std::move(positional)),
        keywords(std::move(keywords)) {}
  Value function;
  Values positional;
  Value keywords;
  std::string repr() const override {
    std::string text = "functools.partialmethod(" + to_repr(function);
    for (const Value& value : positional) text += ", " + to_repr(value);
    for (const Table::Entry& entry : as_dict(keywords).entries())
      text += joined({", ", entry.key.text(), "=", to_repr(entry.value)});
    return text + ")";
  }
  Value attribute(Name wanted) override {
    if (wanted == Name("func")) return function;
    if (wanted == Name("args")) return make_tuple(positional);
    if (wanted == Name("keywords")) return keywords;
    return Value();
  }
};

Value new_partial_method(const Value&, Value* a) {
  Values positional = as_tuple(a[0]);
  if (positional.empty()) raise_type_error("partialmethod.__init__() missing 1 required positional argument: 'func'");
  const Value function = positional.front();
  const bool is_wrapped = native_if<WrappedMethod>(function, kClassMethodType) != nullptr ||
                          native_if<WrappedMethod>(function, kStaticMethodType) != nullptr;
  if (!is_callable(function) && !is_wrapped && find_attribute(function, "__get__").is_unset())
    raise_type_error(to_repr(function), " is not callable or a descriptor");
  positional.erase(positional.begin());
  const auto* inner = native_if<PartialMethod>(function, kPartialMethodType);
  if (inner == nullptr) return make_native(new PartialMethod(function, std::move(positional), a[1]));
  positional.insert(positional.begin(), inner->positional.begin(), inner->positional.end());
  const Value keywords = make_dict(Table(as_dict(inner->keywords)));
  for (const Table::Entry& entry : as_dict(a[1]).entries()) as_dict(keywords).set(entry.key, entry.value);
  return make_native(new PartialMethod(inner->function, std::move(positional), keywords));
}

Value get_partial_method(const Value& self, Value* a) {
  const auto& method = as_native<PartialMethod>(self);
  const Type* owner = a[1].is_unset() || a[1].is_none() ? &type_of(a[0]) : as_type(a[1]);
  if (owner == nullptr || owner->own_class == nullptr) return self;
  const Value function = bind_attribute(method.function, a[0].is_none() ? Value() : a[0], *owner->own_class);
  if (!is(function, method.function)) return make_partial(function, method.positional, method.keywords);
  // Of the class, or what does not bind by itself: the object comes first.
  const Value unbound = make_library_function(
      "partialmethod._make_unbound_method.<locals>._method", [&method, self](FlatArguments& given) {
        if (given.positional.empty())
          raise_type_error(
              "partialmethod._make_unbound_method.<locals>._method() missing 1 required positional argument: "
              "'cls_or_self'");
        Values all{given.positional.front()};
        all.insert(all.end(), method.positional.begin(), method.positional.end());
        all.insert(all.end(), given.positional.begin() + 1, given.positional.end());
        const Value keywords = make_dict(Table(as_dict(method.keywords)));
        for (const auto& [name, value] : given.keywords) as_dict(keywords).set(name, value);
        return call_with(method.function, all, keywords);
      });
  return a[0].is_none() ? unbound : make_method(a[0], unbound);
}

constexpr Method kNewPartialMethod{"partialmethod", new_partial_method, "*args, **keywords"};
constexpr Method kPartialMethodMethods[] = {{"__get__", get_partial_method, "instance, owner=, /"}};

}  // namespace

constinit const Type kCachedPropertyType{
    .name = "cached_property", .module = "functools", .constructor = &kNewCached, .methods = [] {
      return std::span<const Method>(kCachedMethods);
    }};
constinit const Type kPartialMethodType{
    .name = "partialmethod", .module = "functools", .constructor = &kNewPartialMethod, .methods = [] {
      return std::span<const Method>(kPartialMethodMethods);
    }};

}  // namespace pbc
