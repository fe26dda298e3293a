// SPDX-License-Identifier: Apache-2.0
//
// The module types (Python library reference, types): the names of the interpreter's own types, and SimpleNamespace.
#include <algorithm>

#include "python/class_tools.h"
#include "python/execution.h"
#include "python/iterators.h"
#include "python/library_more.h"
#include "python/sequences.h"
#include "python/typing_alias.h"

namespace pbc {

namespace {

extern const Type kNamespaceType;

struct Namespace final : Native {
  Namespace() : Native(kNamespaceType) {}
  Value names = make_dict();

  std::string repr() const override {
    const std::string shown(&type() == &kNamespaceType ? std::string_view("namespace") : type().name.view());
    const void* const object = this;
    if (std::ranges::find(shown_objects, object) != shown_objects.end()) return shown + "(...)";
    const ShownScope scope(object);
    std::string text = shown + "(";
    bool first = true;
    for (const Table::Entry& entry : as_dict(names).entries()) {
      text += (first ? "" : ", ") + to_str(entry.key) + "=" + to_repr(entry.value);
      first = false;
    }
    return text + ")";
  }
  Value compare(Comparison op, const Value& other) const override {
    if (op != Comparison::kEqual && op != Comparison::kNotEqual) return Value();
    const auto* right = native_if<Namespace>(other, kNamespaceType);
    if (right == nullptr) return Value();
    return (names == right->names) == (op == Comparison::kEqual);
  }
  std::uint64_t hash() const override { raise_type_error("unhashable type: '", type_name(type()), "'"); }
  Value attribute(Name wanted) override {
    if (wanted == Name("__dict__")) return names;
    const Value* own = as_dict(names).find(wanted.view());
    return own == nullptr ? Value() : *own;
  }
  bool set_attribute(Name wanted, const Value& value) override {
    const Value key = make_str(wanted.view());
    if (value.is_unset()) return as_dict(names).erase(key);
    as_dict(names).set(key, value);
    return true;
  }
  std::vector<std::string> attribute_names() const override {
    std::vector<std::string> all;
    for (const Table::Entry& entry : as_dict(names).entries())
      if (entry.key.is_str()) all.emplace_back(entry.key.text());
    return all;
  }
};

Value new_namespace(const Value&, Value* a) {
  if (!as_tuple(a[0]).empty()) raise_type_error("no positional arguments expected");
  auto* made = new Namespace();
  const Value value = make_native(made);
  for (const Table::Entry& entry : as_dict(a[1]).entries()) as_dict(made->names).set(entry.key, entry.value);
  return value;
}

constexpr Method kNewNamespace{"SimpleNamespace", new_namespace, "*args, **kwargs"};
constinit const Type kNamespaceType{
    .name = "SimpleNamespace", .module = "types", .error_name = "types.SimpleNamespace", .constructor = &kNewNamespace};

/// types.new_class(name, bases, kwds, exec_body)
Value new_class(const Value&, Value* a) {
  const Value names = make_dict();
  if (!a[3].is_unset() && !a[3].is_none()) a[3]({names});
  const Value bases = a[1].is_unset() ? make_tuple({}) : make_tuple(to_values(a[1]));
  const Value keywords = make_dict();
  if (!a[2].is_unset() && !a[2].is_none()) dict_update(keywords, a[2]);
  return make_class(std::string(require_class_name(a[0])), a[0], bases, names, keywords);
}

constexpr Method kFunctions[] = {{"new_class", new_class, "def name, bases=, kwds=, exec_body="}};

template <const Type& T>
Value type_constant() {
  return type_value(T);
}

constexpr Constant kConstants[] = {
    {"FunctionType", type_constant<kFunctionType>},
    {"LambdaType", type_constant<kFunctionType>},
    {"MethodType", type_constant<kMethodType>},
    {"BuiltinFunctionType", type_constant<kBuiltinFunctionType>},
    {"BuiltinMethodType", type_constant<kBuiltinFunctionType>},
    {"MethodDescriptorType", type_constant<kMethodDescriptorType>},
    {"GeneratorType", type_constant<kGeneratorType>},
    {"ModuleType", type_constant<kModuleType>},
    {"NoneType", type_constant<kNoneType>},
    {"EllipsisType", type_constant<kEllipsisType>},
    {"NotImplementedType", type_constant<kNotImplementedType>},
    {"MappingProxyType", type_constant<kMappingProxyType>},
    {"DynamicClassAttribute", type_constant<kPropertyType>},
};

constexpr const Type* kTypes[] = {&kNamespaceType, &kTypesGenericAliasType, &kUnionTypeType};

}  // namespace

constinit const Module kTypesModule{.name = "types", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
