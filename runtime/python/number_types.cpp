// SPDX-License-Identifier: Apache-2.0
//
// The types bool, int and float: their constructors and attributes. Their methods are in int_methods.cpp.
#include "python/float_object.h"
#include "python/memory_view.h"
#include "python/numbers.h"
#include "python/parse_number.h"
#include "python/special_methods.h"

namespace pbc {

namespace {

Value bool_new(const Value&, Value* arguments) { return !arguments[0].is_unset() && static_cast<bool>(arguments[0]); }

/// What int() takes an object of a class derived from float for.
Value int_source(const Value& x) {
  if (const Value bytes = plain_bytes(x); is_any_bytes(bytes)) return bytes;
  const bool converts =
      has_class(x) && (find_special(x, "__int__") != nullptr || find_special(x, "__index__") != nullptr);
  return converts ? x : plain_float(x);
}

Value int_new(const Value&, Value* arguments) {
  const Value x = int_source(arguments[0]);
  if (!arguments[1].is_unset()) {
    if (x.is_unset()) raise_type_error("int() missing string argument");
    std::int64_t base = to_index(arguments[1]);
    if ((base != 0 && base < 2) || base > 36) raise_value_error("int() base must be >= 2 and <= 36, or 0");
    if (!x.is_str() && !is_any_bytes(x)) raise_type_error("int() can't convert non-string with explicit base");
    return parse_int(x, static_cast<int>(base));
  }
  if (x.is_unset()) return 0;
  if (x.is(Tag::kBool)) return x.as_int();
  if (has_class(x)) {
    for (const Name name : {Name("__int__"), Name("__index__"), Name("__trunc__")}) {
      const Value own = class_number(x, name, "int");
      if (!own.is_unset()) return has_class(own) ? int_add(own, 0) : own.is(Tag::kBool) ? Value(own.as_int()) : own;
    }
    if (is_any_int(x)) return int_add(x, 0);
  }
  if (is_any_int(x)) return x;
  if (x.is(Tag::kFloat)) return int_of_float(x.as_float());
  if (x.is_str() || is_any_bytes(x)) return parse_int(x, 10);
  if (x.is(Tag::kNative) && find_method(type_of(x), "__int__") != nullptr) return x.call("__int__");
  raise_type_error("int() argument must be a string, a bytes-like object or a real number, not '", type_name(x), "'");
}

Value float_new(const Value&, Value* arguments) {
  const Value x = plain_bytes(arguments[0]);
  if (x.is_unset()) return 0.0;
  if (has_class(x)) {
    Value own = class_number(x, "__float__", "float");
    if (own.is_unset() && !is_number(x)) own = class_number(x, "__index__", "int");
    if (!own.is_unset()) return as_real(own);
  }
  if (is_number(x)) return as_real(x);
  if (const FloatObject* object = as_float_object(x)) return object->number;
  if (x.is_str() || is_any_bytes(x)) return parse_float(x);
  if (x.is(Tag::kNative) && find_method(type_of(x), "__float__") != nullptr) return x.call("__float__");
  raise_type_error("float() argument must be a string or a real number, not '", type_name(x), "'");
}

Value int_part(const Value& self) { return self.is(Tag::kBool) ? Value(self.as_int()) : self; }
Value zero(const Value&) { return 0; }
Value one(const Value&) { return 1; }
Value float_part(const Value& self) { return plain_float(self); }
Value float_zero(const Value&) { return 0.0; }

constexpr Attribute kIntAttributes[] = {
    {"real", int_part}, {"imag", zero}, {"numerator", int_part}, {"denominator", one}};
constexpr Attribute kFloatAttributes[] = {{"real", float_part}, {"imag", float_zero}};

constexpr Method kBoolNew{"bool", bool_new, "object=, /"};
constexpr Method kIntNew{"int", int_new, "x=, /, base="};
constexpr Method kFloatNew{"float", float_new, "x=, /"};

}  // namespace

constinit const Type kIntType{.name = "int", .constructor = &kIntNew, .methods = int_methods, .attributes = [] {
                                return std::span<const Attribute>(kIntAttributes);
                              }};
constinit const Type kBoolType{.name = "bool", .base = &kIntType, .constructor = &kBoolNew, .is_final = true};
constinit const Type kFloatType{.name = "float", .constructor = &kFloatNew, .methods = float_methods, .attributes = [] {
                                  return std::span<const Attribute>(kFloatAttributes);
                                }};

}  // namespace pbc
