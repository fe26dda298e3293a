// SPDX-License-Identifier: Apache-2.0
//
// Objects of classes derived from float. A float lives inside its Value and has no place for a class, so such an object
// is a Native around the number; what takes numbers apart by their tag asks plain_float() first.
#pragma once

#include "python/objects.h"

namespace pbc {

struct FloatObject final : Native {
  explicit FloatObject(double number) : Native(kFloatType), number(number) {}
  std::string repr() const override;
  std::string format(std::string_view spec) const override;
  bool truth() const override { return number != 0; }
  Value compare(Comparison op, const Value& other) const override;
  std::uint64_t hash() const override;
  Value binary(Operator op, const Value& other, bool reflected) const override;
  Value unary(char op) const override;
  const double number;
};

inline const FloatObject* as_float_object(const Value& v) { return native_if<FloatObject>(v, kFloatType); }

/// The float in an object of a class derived from float; any other value as it is.
inline Value plain_float(const Value& v) {
  const FloatObject* object = v.is(Tag::kNative) ? as_float_object(v) : nullptr;
  return object != nullptr ? Value(object->number) : v;
}

}  // namespace pbc
