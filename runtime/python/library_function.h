// SPDX-License-Identifier: Apache-2.0
//
// Functions that the library puts into classes of the playbook: dataclass's __init__, an enumeration's operators.
#pragma once

#include <functional>

#include "python/bind.h"
#include "python/class.h"

namespace pbc {

/// A function that binds to an object as one of Python's does; it gets the object as its first positional argument.
struct LibraryFunction final : Native {
  using Body = std::function<Value(FlatArguments& arguments)>;
  LibraryFunction(std::string name, Body body);
  std::string name;
  Body body;
  Value attributes;  // a dict of those that were set; may be unset
  std::string repr() const override;
  Value attribute(Name wanted) override;
  bool set_attribute(Name wanted, const Value& value) override;
  bool is_callable() const override { return true; }
  Value call(const Arguments& arguments) override;
};

/// `name` as error texts and repr show it: "C.__init__".
Value make_library_function(std::string name, LibraryFunction::Body body);
/// The same for one with parameters as Python writes them, defaults left out ("self, key, default=, *args, **kwargs");
/// the body gets a value for each, unset where the default is to be taken.
using BoundBody = std::function<Value(Values& arguments)>;
Value make_library_function(std::string name, const char* parameters, BoundBody body);
inline void set_method(Class& cls, Name name, LibraryFunction::Body body) {
  cls.set(name, make_library_function(cls.name + "." + std::string(name.view()), std::move(body)));
}

}  // namespace pbc
