// SPDX-License-Identifier: Apache-2.0
//
// property, staticmethod, classmethod and bound methods, for those parts of the runtime that make or look into them.
#pragma once

#include "python/class.h"

namespace pbc {

/// A bound method: `object.method`.
struct MethodObject final : Native {
  MethodObject(Value self, Value function)
      : Native(kMethodType), object(std::move(self)), function(std::move(function)) {}
  Value object, function;
  std::string repr() const override;
  Value compare(Comparison op, const Value& other) const override;
  std::uint64_t hash() const override;
  Value attribute(Name name) override;
  bool is_callable() const override { return true; }
  Value call(const Arguments& arguments) override { return call_with_self(function, object, arguments); }
};

/// @staticmethod and @classmethod; its type says which.
struct WrappedMethod final : Native {
  WrappedMethod(const Type& type, Value function) : Native(type), function(std::move(function)) {}
  Value function;
  std::string repr() const override;
  Value attribute(Name name) override;
  bool is_callable() const override { return &type() == &kStaticMethodType; }
  Value call(const Arguments& arguments) override;
};

struct Property final : Native {
  Property() : Native(kPropertyType) {}
  Value get = None, set = None, del = None, doc = None, name;
  Value attribute(Name wanted) override;
  bool set_attribute(Name wanted, const Value& value) override;
};

/// super(): the attributes of the classes behind `start` in the order of the object's class.
struct Super final : Native {
  Super(Value start, Value object, Class* of)
      : Native(kSuperType), start(std::move(start)), object(std::move(object)), of(of) {}
  Value start, object;
  Class* of;
  Value attribute(Name name) override;
  std::string repr() const override;
};

inline Value make_static_method(Value function) {
  return make_native(new WrappedMethod(kStaticMethodType, std::move(function)));
}
inline Value make_class_method(Value function) {
  return make_native(new WrappedMethod(kClassMethodType, std::move(function)));
}
/// TypeError unless it can name a class.
inline std::string_view require_class_name(const Value& name) {
  if (!name.is_str()) raise_type_error("type.__new__() argument 1 must be str, not ", argument_type(name));
  return name.text();
}
/// A view of a mapping that cannot be changed through it.
Value make_mapping_proxy(Value mapping);

}  // namespace pbc
