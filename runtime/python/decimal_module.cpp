// SPDX-License-Identifier: Apache-2.0
//
// The module decimal and the class Decimal (Python library reference, decimal).
#include "python/arguments.h"
#include "python/decimal.h"
#include "python/float_object.h"
#include "python/library_more.h"
#include "python/numbers.h"

namespace pbc {

using decimal::Context;
using decimal::Number;
using decimal::Rounding;

namespace {

Value finished(Number number, Context& context, std::uint32_t status) {
  signal_decimal(context, status);
  return make_decimal(std::move(number));
}

const Number& self_of(const Value& self) { return as_native<Decimal>(self).number; }

Number operand(const Value& value) {
  Number number;
  if (!decimal_operand(value, &number))
    raise_type_error("conversion from ", type_name(value), " to Decimal is not supported");
  return number;
}

Context& context_argument(const Value& value) {
  if (!given(value)) return decimal_context();
  if (native_if<DecimalContext>(value, kDecimalContextType) == nullptr)
    raise_type_error("optional argument must be a context");
  return as_native<DecimalContext>(value).context;
}

Number of_tuple(const Value& value) {
  const Values parts = to_values(value);
  if (parts.size() != 3) raise_value_error("argument must be a sequence of length 3");
  Number number;
  if (!is_small_int(parts[0]) || (parts[0].as_int() != 0 && parts[0].as_int() != 1))
    raise_value_error("sign must be an integer with the value 0 or 1");
  number.negative = parts[0].as_int() == 1;
  if (parts[2].is_str()) {
    const std::string_view kind = parts[2].text();
    if (kind == "F") {
      number.kind = decimal::Kind::kInfinity;
      return number;
    }
    if (kind != "n" && kind != "N") raise_value_error("string argument in the third position must be 'F', 'n' or 'N'");
    number.kind = kind == "n" ? decimal::Kind::kNan : decimal::Kind::kSignalingNan;
  } else if (is_small_int(parts[2])) {
    number.exponent = parts[2].as_int();
  } else {
    raise_value_error("exponent must be an integer");
  }
  for (const Value& digit : to_values(parts[1])) {
    if (!is_small_int(digit) || digit.as_int() < 0 || digit.as_int() > 9)
      raise_value_error("coefficient must be a tuple of digits");
    number.coefficient = number.coefficient * 10 + digit.as_int();
  }
  return number;
}

Value new_decimal(const Value&, Value* a) {
  if (a[0].is_unset()) return make_decimal(Number());
  Context& context = context_argument(a[1]);
  Number number;
  if (a[0].is_str()) {
    if (decimal::parse(a[0].text(), &number)) return make_decimal(std::move(number));
    return finished({decimal::Kind::kNan, false, 0, 0}, context, decimal::kConversionSyntax);
  }
  if (a[0].is(Tag::kList) || a[0].is(Tag::kTuple)) return make_decimal(of_tuple(a[0]));
  a[0] = plain_float(a[0]);
  if (a[0].is(Tag::kFloat)) return finished(decimal::of_float(a[0].as_float()), context, decimal::kFloatOperation);
  return make_decimal(operand(a[0]));
}

Value from_float(const Value&, Value* a) {
  Number number;
  a[0] = plain_float(a[0]);
  if (!a[0].is(Tag::kFloat) && !is_any_int(a[0])) raise_type_error("argument must be int or float");
  decimal_operand(a[0], &number, true);
  return make_decimal(std::move(number));
}

// --- Methods

using Unary = Number (*)(const Number&, const Context&, std::uint32_t&);
using Binary = Number (*)(const Number&, const Number&, const Context&, std::uint32_t&);

template <Unary Operation>
Value unary(const Value& self, Value* a) {
  Context& context = context_argument(a[0]);
  std::uint32_t status = 0;
  Number result = Operation(self_of(self), context, status);
  return finished(std::move(result), context, status);
}

template <Binary Operation>
Value with_other(const Value& self, Value* a) {
  Context& context = context_argument(a[1]);
  std::uint32_t status = 0;
  Number result = Operation(self_of(self), operand(a[0]), context, status);
  return finished(std::move(result), context, status);
}

template <bool (*Test)(const Number&)>
Value test(const Value& self, Value*) {
  return Test(self_of(self));
}

Value quantize(const Value& self, Value* a) {
  Context& context = context_argument(a[2]);
  const Rounding rounding = given(a[1]) ? rounding_argument(a[1]) : context.rounding;
  std::uint32_t status = 0;
  Number result = decimal::quantize(self_of(self), operand(a[0]), rounding, context, status);
  return finished(std::move(result), context, status);
}

template <bool Exact>
Value to_integral(const Value& self, Value* a) {
  Context& context = context_argument(a[1]);
  const Rounding rounding = given(a[0]) ? rounding_argument(a[0]) : context.rounding;
  const Number& x = self_of(self);
  std::uint32_t status = 0;
  Number result;
  if (nan_result(x, nullptr, context, status, &result)) return finished(std::move(result), context, status);
  if (!x.is_finite() || x.exponent >= 0) return self;
  bool inexact = false;
  result = decimal::rescale(x, 0, rounding, &inexact);
  if (Exact) status |= decimal::kRounded;
  if (Exact && inexact) status |= decimal::kInexact;
  return finished(std::move(result), context, status);
}

Number compare_numbers(const Number& a, const Number& b, const Context& context, std::uint32_t& status) {
  Number result;
  if (nan_result(a, &b, context, status, &result)) return result;
  return decimal::of_int(decimal::order(a, b));
}

template <bool Max, bool Magnitude>
Number extreme(const Number& a, const Number& b, const Context& context, std::uint32_t& status) {
  Number result;
  if (a.is_nan() || b.is_nan()) {
    // One quiet nan gives way to the number.
    if (a.kind == decimal::Kind::kNan && !b.is_nan()) return fix(b, context, status);
    if (b.kind == decimal::Kind::kNan && !a.is_nan()) return fix(a, context, status);
    nan_result(a, &b, context, status, &result);
    return result;
  }
  Number left = a, right = b;
  if (Magnitude) left.negative = right.negative = false;
  int order = decimal::order(left, right);
  if (order == 0) order = decimal::total_order(a, b);
  return fix((order < 0) == Max ? b : a, context, status);
}

Number logb(const Number& x, const Context& context, std::uint32_t& status) {
  Number result;
  if (nan_result(x, nullptr, context, status, &result)) return result;
  if (x.is_infinite()) return {decimal::Kind::kInfinity, false, 0, 0};
  if (x.is_zero()) {
    status |= decimal::kDivisionByZero;
    return {decimal::Kind::kInfinity, true, 0, 0};
  }
  return fix(decimal::of_int(decimal::adjusted(x)), context, status);
}

Number scaleb(const Number& x, const Number& by, const Context& context, std::uint32_t& status) {
  Number result;
  if (nan_result(x, &by, context, status, &result)) return result;
  const std::int64_t limit = 2 * (context.emax + context.precision);
  if (!by.is_finite() || by.exponent != 0 || by.coefficient > limit) {
    status |= decimal::kInvalidOperation;
    return {decimal::Kind::kNan, false, 0, 0};
  }
  result = x;
  const auto places = static_cast<std::int64_t>(by.coefficient);
  if (x.is_finite()) result.exponent += by.negative ? -places : places;
  return fix(result, context, status);
}

Number remainder_near(const Number& a, const Number& b, const Context& context, std::uint32_t& status) {
  Number quotient, rest;
  divide_integer(a, b, context, status, &quotient, &rest);
  if ((status & decimal::kAnyInvalid) != 0 || !rest.is_finite() || !b.is_finite()) return rest;
  Number twice = rest, magnitude = b;
  twice.coefficient *= 2;
  twice.negative = magnitude.negative = false;
  const int half = decimal::order(twice, magnitude);
  if (half < 0 || (half == 0 && !bit_test(quotient.coefficient, 0))) return rest;
  magnitude.negative = !rest.negative;
  return add(rest, magnitude, context, status);
}

template <bool Up>
Number next(const Number& x, const Context& context, std::uint32_t& status) {
  return decimal::next(x, Up, context, status);
}

Value fma(const Value& self, Value* a) {
  Context& context = context_argument(a[2]);
  Context exact = context;
  exact.precision =
      decimal::digit_count(self_of(self).coefficient) + decimal::digit_count(operand(a[0]).coefficient) + 1;
  exact.emax = exact.precision + 999999999999;
  exact.emin = -exact.emax;
  std::uint32_t status = 0;
  const Number product = multiply(self_of(self), operand(a[0]), exact, status);
  Number result = add(product, operand(a[1]), context, status);
  return finished(std::move(result), context, status);
}

Value as_tuple(const Value& self, Value*) {
  const Number& x = self_of(self);
  Values digits;
  Value exponent = x.exponent;
  if (x.is_infinite()) {
    digits.push_back(0);
    exponent = "F";
  } else {
    if (x.is_nan()) exponent = x.kind == decimal::Kind::kNan ? Value("n") : Value("N");
    if (!x.is_nan() || x.coefficient != 0)
      for (char c : x.coefficient.str()) digits.push_back(c - '0');
  }
  return make_tuple({Value(x.negative ? 1 : 0), make_tuple(std::move(digits)), exponent}, kDecimalTupleType);
}

Value as_integer_ratio(const Value& self, Value*) {
  const Number& x = self_of(self);
  if (x.is_nan()) raise_value_error("cannot convert NaN to integer ratio");
  if (x.is_infinite()) raise_error(kOverflowError, "cannot convert Infinity to integer ratio");
  BigInteger numerator, denominator;
  decimal::ratio(x, &numerator, &denominator);
  return make_tuple({make_int(numerator), make_int(denominator)});
}

BigInteger to_integer(const Number& x, Rounding rounding) {
  if (x.is_nan()) raise_value_error("cannot convert NaN to integer");
  if (x.is_infinite()) raise_error(kOverflowError, "cannot convert Infinity to integer");
  const BigInteger whole = decimal::rescale(x, 0, rounding).coefficient;
  return x.negative ? BigInteger(-whole) : whole;
}

template <Rounding How>
Value to_int(const Value& self, Value*) {
  return make_int(to_integer(self_of(self), How));
}

Value to_float_value(const Value& self, Value*) {
  const Number& x = self_of(self);
  if (x.kind == decimal::Kind::kSignalingNan) raise_value_error("cannot convert signaling NaN to float");
  return decimal::to_double(x);
}

Value round_value(const Value& self, Value* a) {
  if (a[0].is_unset()) return make_int(to_integer(self_of(self), Rounding::kHalfEven));
  Context& context = decimal_context();
  std::uint32_t status = 0;
  Number result = decimal::quantize(self_of(self), {decimal::Kind::kFinite, false, 1, -to_index(a[0])},
                                    Rounding::kHalfEven, context, status);
  return finished(std::move(result), context, status);
}

Value number_class(const Value& self, Value* a) {
  const Number& x = self_of(self);
  if (x.is_nan()) return x.kind == decimal::Kind::kNan ? Value("NaN") : Value("sNaN");
  const bool is_subnormal = !x.is_infinite() && !x.is_zero() && decimal::adjusted(x) < context_argument(a[0]).emin;
  return make_str(std::string(x.negative ? "-" : "+") + (x.is_infinite() ? "Infinity"
                                                         : x.is_zero()   ? "Zero"
                                                         : is_subnormal  ? "Subnormal"
                                                                         : "Normal"));
}

Value with_sign(const Value& self, bool negative) {
  Number result = self_of(self);
  result.negative = negative;
  return make_decimal(std::move(result));
}

constexpr Method kNewDecimal{"Decimal", new_decimal, "value=, context="};

constexpr Method kMethods[] = {
    {"from_float", from_float, "f, /", Binding::kClass},
    {"quantize", quantize, "exp, rounding=, context="},
    {"to_integral", to_integral<false>, "rounding=, context="},
    {"to_integral_value", to_integral<false>, "rounding=, context="},
    {"to_integral_exact", to_integral<true>, "rounding=, context="},
    {"normalize", unary<decimal::normalize>, "context="},
    {"sqrt", unary<decimal::square_root>, "context="},
    {"exp", unary<decimal::exponential>, "context="},
    {"ln", unary<decimal::natural_logarithm>, "context="},
    {"log10", unary<decimal::decimal_logarithm>, "context="},
    {"logb", unary<logb>, "context="},
    {"next_plus", unary<next<true>>, "context="},
    {"next_minus", unary<next<false>>, "context="},
    {"scaleb", with_other<scaleb>, "other, context="},
    {"remainder_near", with_other<remainder_near>, "other, context="},
    {"compare", with_other<compare_numbers>, "other, context="},
    {"max", with_other<extreme<true, false>>, "other, context="},
    {"min", with_other<extreme<false, false>>, "other, context="},
    {"max_mag", with_other<extreme<true, true>>, "other, context="},
    {"min_mag", with_other<extreme<false, true>>, "other, context="},
    {"fma", fma, "other, third, context="},
    {"compare_total",
     [](const Value& self, Value* a) {
       return make_decimal(decimal::of_int(decimal::total_order(self_of(self), operand(a[0]))));
     },
     "other, context="},
    {"same_quantum",
     [](const Value& self, Value* a) -> Value {
       const Number &x = self_of(self), other = operand(a[0]);
       if (!x.is_finite() || !other.is_finite())
         return (x.is_nan() && other.is_nan()) || (x.is_infinite() && other.is_infinite());
       return x.exponent == other.exponent;
     },
     "other, context="},
    {"adjusted",
     [](const Value& self, Value*) -> Value {
       return self_of(self).is_finite() ? decimal::adjusted(self_of(self)) : 0;
     },
     ""},
    {"as_tuple", as_tuple, ""},
    {"as_integer_ratio", as_integer_ratio, ""},
    {"canonical", [](const Value& self, Value*) { return self; }, ""},
    {"conjugate", [](const Value& self, Value*) { return self; }, ""},
    {"radix", [](const Value&, Value*) { return make_decimal(decimal::of_int(10)); }, ""},
    {"copy_abs", [](const Value& self, Value*) { return with_sign(self, false); }, ""},
    {"copy_negate", [](const Value& self, Value*) { return with_sign(self, !self_of(self).negative); }, ""},
    {"copy_sign", [](const Value& self, Value* a) { return with_sign(self, operand(a[0]).negative); },
     "other, context="},
    {"is_canonical", test<[](const Number&) { return true; }>, ""},
    {"is_finite", test<[](const Number& x) { return x.is_finite(); }>, ""},
    {"is_infinite", test<[](const Number& x) { return x.is_infinite(); }>, ""},
    {"is_nan", test<[](const Number& x) { return x.is_nan(); }>, ""},
    {"is_qnan", test<[](const Number& x) { return x.kind == decimal::Kind::kNan; }>, ""},
    {"is_snan", test<[](const Number& x) { return x.kind == decimal::Kind::kSignalingNan; }>, ""},
    {"is_signed", test<[](const Number& x) { return x.negative; }>, ""},
    {"is_zero", test<[](const Number& x) { return x.is_zero(); }>, ""},
    {"is_normal",
     [](const Value& self, Value* a) -> Value {
       const Number& x = self_of(self);
       return x.is_finite() && !x.is_zero() && decimal::adjusted(x) >= context_argument(a[0]).emin;
     },
     "context="},
    {"is_subnormal",
     [](const Value& self, Value* a) -> Value {
       const Number& x = self_of(self);
       return x.is_finite() && !x.is_zero() && decimal::adjusted(x) < context_argument(a[0]).emin;
     },
     "context="},
    {"number_class", number_class, "context="},
    {"to_eng_string",
     [](const Value& self, Value* a) {
       return make_str(decimal::to_text(self_of(self), context_argument(a[0]).capitals, true));
     },
     "context="},
    {"__int__", to_int<Rounding::kDown>, ""},
    {"__trunc__", to_int<Rounding::kDown>, ""},
    {"__floor__", to_int<Rounding::kFloor>, ""},
    {"__ceil__", to_int<Rounding::kCeiling>, ""},
    {"__float__", to_float_value, ""},
    {"__round__", round_value, "ndigits=, /"},
    {"__copy__", [](const Value& self, Value*) { return self; }, ""},
    {"__deepcopy__", [](const Value& self, Value*) { return self; }, "memo, /"},
};

constexpr Attribute kAttributes[] = {
    {"real", [](const Value& self) { return self; }},
    {"imag", [](const Value&) { return make_decimal(Number()); }},
};

constexpr Attribute kTupleAttributes[] = {
    {"sign", [](const Value& self) { return as_tuple(self)[0]; }},
    {"digits", [](const Value& self) { return as_tuple(self)[1]; }},
    {"exponent", [](const Value& self) { return as_tuple(self)[2]; }},
};

constexpr Method kNewDecimalTuple{"DecimalTuple",
                                  [](const Value&, Value* a) {
                                    return make_tuple({a[0], a[1], a[2]}, kDecimalTupleType);
                                  },
                                  "def sign, digits, exponent"};

}  // namespace

constinit const Type kDecimalTupleType{
    .name = "DecimalTuple",
    .module = "decimal",
    .base = &kTupleType,
    .constructor = &kNewDecimalTuple,
    .attributes = [] { return std::span<const Attribute>(kTupleAttributes); },
    .repr =
        [](const Value& self) {
          const Values& items = pbc::as_tuple(self);
          return "DecimalTuple(sign=" + to_repr(items[0]) + ", digits=" + to_repr(items[1]) +
                 ", exponent=" + to_repr(items[2]) + ")";
        },
};

constinit const Type kDecimalType{
    .name = "Decimal",
    .module = "decimal",
    .error_name = "decimal.Decimal",
    .constructor = &kNewDecimal,
    .methods = [] { return std::span<const Method>(kMethods); },
    .attributes = [] { return std::span<const Attribute>(kAttributes); },
};

Value make_decimal(Number number) { return make_native(new Decimal(std::move(number))); }

bool decimal_operand(const Value& value, Number* number, bool floats) {
  if (const Decimal* other = as_decimal(value)) {
    *number = other->number;
  } else if (is_any_int(value)) {
    *number = decimal::of_int(big(value));
  } else if (floats && value.is(Tag::kFloat)) {
    *number = decimal::of_float(value.as_float());
  } else {
    return false;
  }
  return true;
}

std::string Decimal::repr() const { return "Decimal('" + str() + "')"; }
std::string Decimal::str() const { return decimal::to_text(number, decimal_context().capitals); }
std::string Decimal::format(std::string_view spec) const { return decimal::format(number, spec, decimal_context()); }

Value Decimal::compare(Comparison op, const Value& other) const {
  Number right;
  if (!decimal_operand(other, &right, true)) return Value();
  const bool equality = op == Comparison::kEqual || op == Comparison::kNotEqual;
  if (number.is_nan() || right.is_nan()) {
    if (!equality || number.kind == decimal::Kind::kSignalingNan || right.kind == decimal::Kind::kSignalingNan)
      signal_decimal(decimal_context(), decimal::kInvalidOperation);
    return op == Comparison::kNotEqual;
  }
  return pbc::compare(op, Value(decimal::order(number, right)), Value(0));
}

std::uint64_t Decimal::hash() const {
  if (number.kind == decimal::Kind::kSignalingNan) raise_type_error("Cannot hash a signaling NaN value");
  return number.is_nan() ? Native::hash() : decimal::hash(number);
}

Value Decimal::binary(Operator op, const Value& other, bool reflected) const {
  Number a, b;
  Number right;
  if (!decimal_operand(other, &right)) return Value();
  a = reflected ? right : number;
  b = reflected ? number : right;
  Context& context = decimal_context();
  std::uint32_t status = 0;
  Number result;
  switch (op) {
    case Operator::kAdd:
      result = add(a, b, context, status);
      break;
    case Operator::kSub:
      result = subtract(a, b, context, status);
      break;
    case Operator::kMul:
      result = multiply(a, b, context, status);
      break;
    case Operator::kDiv:
      result = divide(a, b, context, status);
      break;
    case Operator::kFloorDiv:
      divide_integer(a, b, context, status, &result, nullptr);
      break;
    case Operator::kMod:
      divide_integer(a, b, context, status, nullptr, &result);
      break;
    case Operator::kPow:
      result = decimal::power(a, b, context, status);
      break;
    default:
      return Value();
  }
  return finished(std::move(result), context, status);
}

Value Decimal::unary(char op) const {
  Context& context = decimal_context();
  std::uint32_t status = 0;
  Number result;
  if (!nan_result(number, nullptr, context, status, &result)) {
    result = number;
    if (op == '-' || (op == 'a' && number.negative)) result.negative = !result.negative;
    if (result.is_zero() && context.rounding != Rounding::kFloor) result.negative = false;
    if (op == '~') return Value();
    result = fix(result, context, status);
  }
  return finished(std::move(result), context, status);
}

}  // namespace pbc
