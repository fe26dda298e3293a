// SPDX-License-Identifier: Apache-2.0
#include "python/library_function.h"

namespace pbc {

namespace {

constexpr Method kMethods[] = {
    {"__get__", [](const Value& self, Value* a) { return a[0].is_none() ? self : make_method(a[0], self); },
     "instance, owner=, /"},
};
constinit const Type kLibraryFunctionType{.name = "function",
                                          .base = &kFunctionType,
                                          .methods = [] { return std::span<const Method>(kMethods); },
                                          .is_final = true};

}  // namespace

LibraryFunction::LibraryFunction(std::string name, Body body)
    : Native(kLibraryFunctionType), name(std::move(name)), body(std::move(body)) {}

std::string LibraryFunction::repr() const {
  const std::string plain = Native::repr();  // <function object at 0x...>
  return "<function " + name + plain.substr(plain.find(" at "));
}

Value LibraryFunction::attribute(Name wanted) {
  if (wanted == Name("__dict__")) {
    if (attributes.is_unset()) attributes = make_dict();
    return attributes;
  }
  if (!attributes.is_unset())
    if (const Value* own = as_dict(attributes).find(wanted.view())) return *own;
  if (wanted == Name("__qualname__")) return make_str(name);
  if (wanted == Name("__name__")) return make_str(std::string_view(name).substr(name.rfind('.') + 1));
  return Value();
}

bool LibraryFunction::set_attribute(Name wanted, const Value& value) {
  if (attributes.is_unset()) attributes = make_dict();
  if (value.is_unset()) return as_dict(attributes).erase(make_str(wanted.view()));
  as_dict(attributes).set(make_str(wanted.view()), value);
  return true;
}

Value LibraryFunction::call(const Arguments& arguments) {
  FlatArguments flat = flatten([this] { return name + "()"; }, arguments);
  return body(flat);
}

Value make_library_function(std::string name, LibraryFunction::Body body) {
  return make_native(new LibraryFunction(std::move(name), std::move(body)));
}

Value make_library_function(std::string name, const char* parameters, BoundBody body) {
  std::vector<PythonParameter> list;
  bool keyword_only = false;
  for (std::string_view rest = parameters; !rest.empty();) {
    std::string_view part = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    while (part.starts_with(' ')) part.remove_prefix(1);
    if (part == "/") {
      for (PythonParameter& parameter : list) parameter.kind = ParameterKind::kPositionalOnly;
    } else if (part.starts_with("**")) {
      list.push_back({part.substr(2), ParameterKind::kKwargs, false});
    } else if (part.starts_with("*")) {
      keyword_only = true;
      if (part.size() > 1) list.push_back({part.substr(1), ParameterKind::kArgs, false});
    } else {
      const bool has_default = part.ends_with("=");
      if (has_default) part.remove_suffix(1);
      list.push_back({part, keyword_only ? ParameterKind::kKeywordOnly : ParameterKind::kNormal, has_default});
    }
  }
  auto call = [name, list = std::move(list), body = std::move(body)](FlatArguments& arguments) -> Value {
    Values bound(list.size());
    bind_python(name, list, std::move(arguments), bound.data());
    return body(bound);
  };
  return make_library_function(std::move(name), std::move(call));
}

}  // namespace pbc
