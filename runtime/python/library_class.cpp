// SPDX-License-Identifier: Apache-2.0
#include "python/library_class.h"

#include "python/class_tools.h"

namespace pbc {

LibraryClass::LibraryClass(const char* module, const char* name, Values bases) : name_(name), bases_(std::move(bases)) {
  set("__module__", make_str(module));
}

LibraryClass& LibraryClass::method(Name name, const char* parameters, BoundBody body) {
  return set(name,
             make_library_function(std::string(name_) + "." + std::string(name.view()), parameters, std::move(body)));
}

LibraryClass& LibraryClass::abstract(Name name) {
  const Value function = make_library_function(std::string(name_) + "." + std::string(name.view()),
                                               [](FlatArguments&) -> Value { return None; });
  function.set_attr("__isabstractmethod__", true);
  return set(name, function);
}

LibraryClass& LibraryClass::class_method(Name name, const char* parameters, BoundBody body) {
  return set(name, make_class_method(make_library_function(std::string(name_) + "." + std::string(name.view()),
                                                           parameters, std::move(body))));
}

LibraryClass& LibraryClass::getter(Name name, std::function<Value(const Value& self)> get) {
  auto* property = new Property();
  const Value made = make_native(property);
  property->get = make_library_function(std::string(name_) + "." + std::string(name.view()), "self",
                                        [get = std::move(get)](Values& a) { return get(a[0]); });
  return set(name, made);
}

LibraryClass& LibraryClass::set(Name name, Value value) {
  as_dict(names_).set(make_str(name.view()), std::move(value));
  return *this;
}

LibraryClass& LibraryClass::metaclass(const Type& type) {
  as_dict(keywords_).set("metaclass", type_value(type));
  return *this;
}

Class& LibraryClass::make() {
  const Value made = make_class(name_, make_str(name_), make_tuple(bases_), names_, keywords_);
  return as_class(made);
}

}  // namespace pbc
