// SPDX-License-Identifier: Apache-2.0
//
// Classes that the library makes as a playbook would make them, once per run: those that are derived from, such as
// collections.abc.Mapping.
#pragma once

#include "python/class.h"
#include "python/library_function.h"

namespace pbc {

/// Collects the body of such a class.
class LibraryClass {
 public:
  LibraryClass(const char* module, const char* name, Values bases = {});
  /// `parameters` as for make_library_function.
  LibraryClass& method(Name name, const char* parameters, BoundBody body);
  /// A method without implementation.
  LibraryClass& abstract(Name name);
  LibraryClass& class_method(Name name, const char* parameters, BoundBody body);
  LibraryClass& getter(Name name, std::function<Value(const Value& self)> get);
  LibraryClass& set(Name name, Value value);
  /// Instances of derived classes have a __dict__ only if those say so.
  LibraryClass& without_dict() { return set("__slots__", make_tuple({})); }
  LibraryClass& metaclass(const Type& type);
  Class& make();

 private:
  const char* name_;
  Values bases_;
  Value names_ = make_dict();
  Value keywords_ = make_dict();
};

}  // namespace pbc
