// SPDX-License-Identifier: Apache-2.0
#include "python/float_object.h"

#include <cmath>

#include "python/format.h"
#include "python/format_float.h"
#include "python/numbers.h"

namespace pbc {

std::string FloatObject::repr() const { return text::float_repr(number); }

std::string FloatObject::format(std::string_view spec) const {
  return spec.empty() ? to_str(const_cast<FloatObject*>(this)->self()) : format_value(number, spec);
}

Value FloatObject::compare(Comparison op, const Value& other) const {
  const Value right = plain_float(other);
  if (!is_number(right)) return Value();
  return pbc::compare(op, number, right);
}

std::uint64_t FloatObject::hash() const { return hash_of_float(number); }

Value FloatObject::binary(Operator op, const Value& other, bool reflected) const {
  const Value right = plain_float(other);
  if (right.is(Tag::kNative)) return as_native(right).binary(op, number, !reflected);
  if (!is_number(right)) return Value();
  constexpr Operator kOfInts[] = {Operator::kAnd,       Operator::kOr,         Operator::kXor,
                                  Operator::kShiftLeft, Operator::kShiftRight, Operator::kMatMul};
  for (const Operator none : kOfInts)
    if (op == none) return Value();
  return reflected ? pbc::binary(op, right, number) : pbc::binary(op, number, right);
}

Value FloatObject::unary(char op) const {
  switch (op) {
    case '-':
      return -number;
    case '+':
      return number;
    case 'a':
      return std::fabs(number);
    default:
      return Value();
  }
}

}  // namespace pbc
