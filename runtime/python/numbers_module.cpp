// SPDX-License-Identifier: Apache-2.0
//
// The module numbers (Python library reference, numbers): the tower, which int, bool, float, Fraction and Decimal are
// registered with.
#include "python/complex.h"
#include "python/library_class.h"
#include "python/library_more.h"

namespace pbc {

namespace {

bool is_decimal(const Type& type) { return type.name == Name("Decimal") && std::string_view(type.module) == "decimal"; }
bool is_fraction(const Type& type) {
  return type.name == Name("Fraction") && std::string_view(type.module) == "fractions";
}

bool is_integral(Class&, const Type& type, const Value&) { return is_subtype(type, kIntType); }
bool is_rational(Class& cls, const Type& type, const Value& v) {
  return is_integral(cls, type, v) || is_fraction(type);
}
bool is_real(Class& cls, const Type& type, const Value& v) {
  return is_rational(cls, type, v) || is_subtype(type, kFloatType);
}
bool is_any_complex(Class& cls, const Type& type, const Value& v) {
  return is_real(cls, type, v) || is_subtype(type, kComplexType);
}
bool is_number(Class& cls, const Type& type, const Value& v) {
  return is_any_complex(cls, type, v) || is_decimal(type);
}

LibraryClass start(const char* name, Values bases) {
  LibraryClass cls("numbers", name, std::move(bases));
  cls.metaclass(kAbcMetaType).without_dict();
  return cls;
}

void add_abstract(LibraryClass& cls, std::initializer_list<Name> names) {
  for (const Name& name : names) cls.abstract(name);
}

Class& make_number() {
  Class& made = start("Number", {}).set("__hash__", None).make();
  made.covers = is_number;
  return made;
}

Class& make_complex(Class& number) {
  LibraryClass cls = start("Complex", {number.self()});
  add_abstract(cls, {"__complex__", "real", "imag", "__add__", "__radd__", "__neg__", "__pos__", "__mul__", "__rmul__",
                     "__truediv__", "__rtruediv__", "__pow__", "__rpow__", "__abs__", "conjugate", "__eq__"});
  cls.method("__bool__", "self", [](Values& a) -> Value { return a[0] != Value(0); });
  cls.method("__sub__", "self, other", [](Values& a) { return a[0] + -a[1]; });
  cls.method("__rsub__", "self, other", [](Values& a) { return -a[0] + a[1]; });
  Class& made = cls.make();
  made.covers = is_any_complex;
  return made;
}

Class& make_real(Class& complex) {
  LibraryClass cls = start("Real", {complex.self()});
  add_abstract(cls, {"__float__", "__trunc__", "__floor__", "__ceil__", "__round__", "__floordiv__", "__rfloordiv__",
                     "__mod__", "__rmod__", "__lt__", "__le__"});
  cls.method("__divmod__", "self, other", [](Values& a) {
    return make_tuple({floor_divide(a[0], a[1]), a[0] % a[1]});
  });
  cls.method("__rdivmod__", "self, other", [](Values& a) {
    return make_tuple({floor_divide(a[1], a[0]), a[1] % a[0]});
  });
  cls.getter("real", [](const Value& self) { return +self; }).getter("imag", [](const Value&) -> Value { return 0; });
  cls.method("conjugate", "self", [](Values& a) { return +a[0]; });
  Class& made = cls.make();
  made.covers = is_real;
  return made;
}

Class& make_rational(Class& real) {
  LibraryClass cls = start("Rational", {real.self()});
  add_abstract(cls, {"numerator", "denominator"});
  cls.method("__float__", "self", [](Values& a) { return a[0].attr("numerator") / a[0].attr("denominator"); });
  Class& made = cls.make();
  made.covers = is_rational;
  return made;
}

Class& make_integral(Class& rational) {
  LibraryClass cls = start("Integral", {rational.self()});
  add_abstract(cls, {"__int__", "__lshift__", "__rlshift__", "__rshift__", "__rrshift__", "__and__", "__rand__",
                     "__xor__", "__rxor__", "__or__", "__ror__", "__invert__"});
  cls.method("__index__", "self", [](Values& a) { return type_value(kIntType)({a[0]}); });
  cls.method("__float__", "self", [](Values& a) { return type_value(kFloatType)({type_value(kIntType)({a[0]})}); });
  cls.getter("numerator", [](const Value& self) { return +self; }).getter("denominator", [](const Value&) -> Value {
    return 1;
  });
  Class& made = cls.make();
  made.covers = is_integral;
  return made;
}

struct Tower {
  Class& number = make_number();
  Class& complex = make_complex(number);
  Class& real = make_real(complex);
  Class& rational = make_rational(real);
  Class& integral = make_integral(rational);
};

constexpr Constant kConstants[] = {
    {"Number", [] { return run_local<Tower>().number.self(); }},
    {"Complex", [] { return run_local<Tower>().complex.self(); }},
    {"Real", [] { return run_local<Tower>().real.self(); }},
    {"Rational", [] { return run_local<Tower>().rational.self(); }},
    {"Integral", [] { return run_local<Tower>().integral.self(); }},
};

}  // namespace

constinit const Module kNumbersModule{.name = "numbers", .constants = kConstants};

}  // namespace pbc
