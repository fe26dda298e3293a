// SPDX-License-Identifier: Apache-2.0
#include "python/library_function.h"

namespace pbc {

namespace {

constexpr Method kMethods[] = {
    {"__get__", [](const Value& self, Value* a) { return a[0].is_none() ? self : make_method(a[0], self); },
     "instance, owner=, /"},
};
constinit const Type kLibraryFunctionType{
    .name = "function", .methods = [] { return std::span<const Method>(kMethods); }, .is_final = true};

}  // namespace

LibraryFunction::LibraryFunction(std::string name, Body body)
    : Native(kLibraryFunctionType), name(std::move(name)), body(std::move(body)) {}

std::string LibraryFunction::repr() const {
  const std::string plain = Native::repr();  // <function object at 0x...>
  return "<function " + name + plain.substr(plain.find(" at "));
}

Value LibraryFunction::attribute(Name wanted) {
  if (wanted == Name("__qualname__")) return make_str(name);
  if (wanted == Name("__name__")) return make_str(std::string_view(name).substr(name.rfind('.') + 1));
  return Value();
}

Value LibraryFunction::call(const Arguments& arguments) {
  FlatArguments flat = flatten([this] { return name + "()"; }, arguments);
  return body(flat);
}

Value make_library_function(std::string name, LibraryFunction::Body body) {
  return make_native(new LibraryFunction(std::move(name), std::move(body)));
}

}  // namespace pbc
