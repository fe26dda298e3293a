// SPDX-License-Identifier: Apache-2.0
//
// functools.singledispatch and singledispatchmethod.
#include "python/attributes.h"
#include "python/bind.h"
#include "python/class_tools.h"
#include "python/functools.h"
#include "python/library_function.h"
#include "python/typing_alias.h"

namespace pbc {

namespace {

extern const Type kDispatcherType;

struct Dispatcher final : Native {
  explicit Dispatcher(Value function) : Native(kDispatcherType), function(std::move(function)) {
    as_dict(registry).set(type_value(kObjectType), this->function);
  }
  Value function;
  Value registry = make_dict();
  Value own = make_dict();

  /// The implementation for objects of `type`: that of the nearest base, else of an abstract class that covers it.
  Value dispatch(const Type& type) const {
    const auto registered = [this](const Type& base) { return as_dict(registry).find(type_value(base)); };
    if (type.own_class != nullptr) {
      for (const Type* base : type.own_class->mro)
        if (const Value* found = registered(*base)) return *found;
    } else {
      for (const Type* base = &type; base != nullptr && base != &kObjectType; base = base->base)
        if (const Value* found = registered(*base)) return *found;
    }
    Value best_class, best;
    for (const Table::Entry& entry : as_dict(registry).entries()) {
      const Type* candidate = as_type(entry.key);
      if (candidate == &kObjectType || !is_subclass_of(type, entry.key)) continue;
      if (!best_class.is_unset() && !is_subclass_of(*candidate, best_class)) {
        if (!is_subclass_of(*as_type(best_class), entry.key))
          raise_error(kRuntimeError, joined({"Ambiguous dispatch: ", to_repr(best_class), " or ", to_repr(entry.key)}));
        continue;
      }
      best_class = entry.key;
      best = entry.value;
    }
    return best.is_unset() ? *registered(kObjectType) : best;
  }
  std::string repr() const override {
    return "<function " + to_str(function.attr("__qualname__")) + Native::repr().substr(Native::repr().find(" at "));
  }
  bool is_callable() const override { return true; }
  Value call(const Arguments& arguments) override {
    const FlatArguments flat = flatten([this] { return to_str(function.attr("__name__")) + "()"; }, arguments);
    if (flat.positional.empty())
      raise_type_error(to_str(function.attr("__name__")), " requires at least 1 positional argument");
    return call_value(dispatch(type_of(flat.positional[0])), arguments);
  }
  Value attribute(Name wanted) override {
    if (wanted == Name("registry")) return make_mapping_proxy(registry);
    if (wanted == Name("__wrapped__")) return function;
    if (const Value* found = as_dict(own).find(wanted.view())) return *found;
    if (wanted == Name("__name__") || wanted == Name("__qualname__") || wanted == Name("__doc__") ||
        wanted == Name("__module__"))
      return find_attribute(function, wanted);
    return Value();
  }
  bool set_attribute(Name wanted, const Value& value) override {
    if (value.is_unset()) return as_dict(own).erase(make_str(wanted.view()));
    as_dict(own).set(make_str(wanted.view()), value);
    return true;
  }
};

/// The classes that `given` names: a class, or the members of a union; empty when it is neither.
Values classes_of(const Value& given) {
  if (as_type(given) != nullptr) return {given};
  const Alias* alias = as_alias(given);
  if (alias == nullptr || (alias->kind != Alias::Kind::kUnion && alias->kind != Alias::Kind::kUnionType)) return {};
  return alias->args;
}

Value register_implementation(const Value& self, Value* a) {
  auto& dispatcher = as_native<Dispatcher>(self);
  Value given = a[0], function = a[1].is_unset() ? Value(None) : a[1];
  Values classes = classes_of(given);
  if (classes.empty() && function.is_none()) {
    // @register on a function: the class is the annotation of its first parameter.
    const Value annotations = find_attribute(given, "__annotations__");
    const bool is_annotated = annotations.is(Tag::kDict) && !as_dict(annotations).empty();
    if (is_annotated) classes = classes_of(as_dict(annotations).at(as_dict(annotations).next(0)).value);
    if (classes.empty())
      raise_type_error("Invalid first argument to `register()`: ", to_repr(given),
                       ". Use either `@register(some_class)` or plain `@register` on an annotated function.");
    function = given;
  }
  if (classes.empty())
    raise_type_error("Invalid first argument to `register()`. ", to_repr(given), " is not a class or union type.");
  if (function.is_none()) {
    const Value owner = self;
    return make_library_function("register", "func", [owner, given](Values& arguments) {
      return owner.call("register", {given, arguments[0]});
    });
  }
  for (const Value& cls : classes) as_dict(dispatcher.registry).set(cls, function);
  return function;
}

Value dispatch(const Value& self, Value* a) {
  const Type* type = as_type(a[0]);
  if (type == nullptr) raise_type_error("dispatch() takes a class");
  return as_native<Dispatcher>(self).dispatch(*type);
}

constexpr Method kDispatcherMethods[] = {
    {"register", register_implementation, "def cls, func="},
    {"dispatch", dispatch, "def cls"},
    {"__get__", [](const Value& self, Value* a) { return a[0].is_none() ? self : make_method(a[0], self); },
     "instance, owner=, /"},
};
constinit const Type kDispatcherType{
    .name = "function", .base = &kFunctionType, .methods = [] { return std::span<const Method>(kDispatcherMethods); }};

struct DispatchMethod final : Native {
  explicit DispatchMethod(Value dispatcher) : Native(kSingleDispatchMethodType), dispatcher(std::move(dispatcher)) {}
  Value dispatcher;
  Value attribute(Name wanted) override {
    if (wanted == Name("dispatcher")) return dispatcher;
    if (wanted == Name("func")) return as_native<Dispatcher>(dispatcher).function;
    if (wanted == Name("register")) return dispatcher.attr("register");
    if (wanted == Name("__isabstractmethod__"))
      return find_attribute(as_native<Dispatcher>(dispatcher).function, wanted);
    return Value();
  }
};

Value get_dispatch_method(const Value& self, Value* a) {
  const Value dispatcher = as_native<DispatchMethod>(self).dispatcher, object = a[0];
  const Type* owner = a[1].is_unset() || a[1].is_none() ? &type_of(a[0]) : as_type(a[1]);
  if (owner == nullptr || owner->own_class == nullptr) return self;
  Class& cls = *owner->own_class;
  const Value function = as_native<Dispatcher>(dispatcher).function;
  const std::string name = to_str(function.attr("__name__"));
  const Value method = make_library_function(name, [dispatcher, object, &cls, name](FlatArguments& arguments) {
    if (arguments.positional.empty()) raise_type_error(name, " requires at least 1 positional argument");
    const Value found = as_native<Dispatcher>(dispatcher).dispatch(type_of(arguments.positional[0]));
    const Value keywords = make_dict();
    for (const auto& [key, value] : arguments.keywords) as_dict(keywords).set(key, value);
    return call_with(bind_attribute(found, object.is_none() ? Value() : object, cls), arguments.positional, keywords);
  });
  method.set_attr("register", dispatcher.attr("register"));
  return method;
}

constexpr Method kNewDispatchMethod{
    "singledispatchmethod",
    [](const Value&, Value* a) {
      const bool is_wrapped = native_if<WrappedMethod>(a[0], kClassMethodType) != nullptr ||
                              native_if<WrappedMethod>(a[0], kStaticMethodType) != nullptr;
      if (!is_callable(a[0]) && !is_wrapped && find_attribute(a[0], "__get__").is_unset())
        raise_type_error(to_repr(a[0]), " is not callable or a descriptor");
      return make_native(new DispatchMethod(make_native(new Dispatcher(a[0]))));
    },
    "def func"};
constexpr Method kDispatchMethodMethods[] = {{"__get__", get_dispatch_method, "instance, owner=, /"}};

}  // namespace

Value single_dispatch(const Value&, Value* a) { return make_native(new Dispatcher(a[0])); }

constinit const Type kSingleDispatchMethodType{
    .name = "singledispatchmethod", .module = "functools", .constructor = &kNewDispatchMethod, .methods = [] {
      return std::span<const Method>(kDispatchMethodMethods);
    }};

}  // namespace pbc
