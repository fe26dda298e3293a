// SPDX-License-Identifier: Apache-2.0
//
// Classes of the playbook.
#pragma once

#include "pbc/function.h"

namespace pbc {

/// A class whose body is running (Python reference, 8.8 Class definitions): takes the names that the body binds, in
/// order, and makes the class of them.
class ClassBody {
 public:
  ClassBody(const char* name, const char* qualified_name, std::initializer_list<Element> bases = {},
            std::initializer_list<Keyword> keywords = {});

  void set(Name name, Value value);
  /// `name: type`
  void annotate(Name name, Value type);
  /// A name that the body reads: its own, else `outside`, else NameError.
  Value load(Name name, const Value& outside = Value()) const;
  void remove(Name name);
  /// A copy of the namespace, for locals().
  Value names() const;
  /// The class; `cell` becomes what `super()` and `__class__` in its methods mean, before any other code sees the
  /// class.
  Value make(Value* cell = nullptr);

 private:
  const char* name_;
  const char* qualified_name_;
  Value bases_;     // a tuple
  Value keywords_;  // a dict
  Value names_;     // a dict: the namespace
};

}  // namespace pbc
