// SPDX-License-Identifier: Apache-2.0
//
// The module fractions (Python library reference, fractions).
#include "python/fraction.h"

#include <cmath>

#include "python/arguments.h"
#include "python/decimal.h"
#include "python/float_object.h"
#include "python/library_more.h"
#include "python/numbers.h"
#include "python/text.h"

namespace pbc {
namespace {

const Rational& self_of(const Value& self) { return as_native<Fraction>(self).number; }

[[noreturn]] void raise_zero(const BigInteger& numerator) {
  raise_error(kZeroDivisionError, "Fraction(" + numerator.str() + ", 0)");
}

/// Reads digits with single underscores between them; false when there is none.
bool read_digits(std::string_view text, std::size_t& at, std::string* digits) {
  const auto is_digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  const std::size_t start = at;
  while (is_digit(at) || (at > start && at < text.size() && text[at] == '_' && is_digit(at + 1))) {
    if (text[at] != '_') *digits += text[at];
    ++at;
  }
  return at > start;
}

BigInteger number_of(std::string digits) {
  const std::size_t first = digits.find_first_not_of('0');
  return first == digits.npos ? BigInteger(0) : BigInteger(digits.substr(first));
}

Rational parse_fraction(const Value& value) {
  const std::string_view text = text::strip_space<text::Text>(value.text(), text::Side::kBoth);
  const auto bad = [&]() { raise_value_error("Invalid literal for Fraction: ", to_repr(value)); };
  std::size_t at = 0;
  bool negative = false;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) negative = text[at++] == '-';
  std::string digits, more;
  const bool has_whole = read_digits(text, at, &digits);
  Rational result;
  if (has_whole && at < text.size() && text[at] == '/') {
    ++at;
    if (!read_digits(text, at, &more) || at != text.size()) bad();
    const BigInteger denominator = number_of(more);
    if (denominator == 0) raise_zero(number_of(digits));
    result = Rational::of(number_of(digits), denominator);
  } else {
    std::int64_t exponent = 0;
    if (at < text.size() && text[at] == '.') {
      ++at;
      const bool has_fraction = read_digits(text, at, &more);
      if (!has_whole && !has_fraction) bad();
      digits += more;
      exponent -= static_cast<std::int64_t>(more.size());
    } else if (!has_whole) {
      bad();
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
      ++at;
      bool down = false;
      if (at < text.size() && (text[at] == '-' || text[at] == '+')) down = text[at++] == '-';
      std::string power;
      if (!read_digits(text, at, &power)) bad();
      if (power.size() > 7) raise_error(kMemoryError, "");
      exponent += down ? -std::stoll(power) : std::stoll(power);
    }
    if (at != text.size()) bad();
    result = Rational::of(number_of(digits) * decimal::power_of_ten(exponent), decimal::power_of_ten(-exponent));
  }
  if (negative) result.numerator = -result.numerator;
  return result;
}

Value new_fraction(const Value&, Value* a) {
  if (a[0].is_unset()) return make_fraction({});
  a[0] = plain_float(a[0]);
  Rational numerator, denominator;
  if (!given(a[1])) {
    if (a[0].is_str()) return make_fraction(parse_fraction(a[0]));
    if (!exact_ratio(a[0], &numerator)) raise_type_error("argument should be a string or a Rational instance");
    return make_fraction(std::move(numerator));
  }
  if (!rational_operand(a[0], &numerator) || !rational_operand(a[1], &denominator))
    raise_type_error("both arguments should be Rational instances");
  if (denominator.numerator == 0) raise_error(kZeroDivisionError, "Fraction(" + to_str(a[0]) + ", 0)");
  return make_fraction(numerator / denominator);
}

Value from_float(const Value&, Value* a) {
  a[0] = plain_float(a[0]);
  if (!a[0].is(Tag::kFloat) && !is_any_int(a[0])) {
    raise_type_error("Fraction.from_float() only takes floats, not ", to_repr(a[0]), " (", type_of(a[0]).name.view(),
                     ")");
  }
  Rational result;
  exact_ratio(a[0], &result);
  return make_fraction(std::move(result));
}

Value from_decimal(const Value&, Value* a) {
  if (as_decimal(a[0]) == nullptr && !is_any_int(a[0])) {
    raise_type_error("Fraction.from_decimal() only takes Decimals, not ", to_repr(a[0]), " (",
                     type_of(a[0]).name.view(), ")");
  }
  Rational result;
  exact_ratio(a[0], &result);
  return make_fraction(std::move(result));
}

BigInteger floor_of(const Rational& x) {
  BigInteger quotient, rest;
  boost::multiprecision::divide_qr(x.numerator, x.denominator, quotient, rest);
  return rest < 0 ? BigInteger(quotient - 1) : quotient;
}

Value limit_denominator(const Value& self, Value* a) {
  const BigInteger limit = a[0].is_unset() ? BigInteger(1000000) : to_big_int(a[0]);
  if (limit < 1) raise_value_error("max_denominator should be at least 1");
  const Rational& x = self_of(self);
  if (x.denominator <= limit) return self;
  // Continued fraction: the last convergent below the limit, or a semiconvergent that is closer.
  BigInteger p0 = 0, q0 = 1, p1 = 1, q1 = 0, n = x.numerator, d = x.denominator;
  for (;;) {
    const BigInteger whole = floor_of({n, d});
    const BigInteger q2 = q0 + whole * q1;
    if (q2 > limit) break;
    const BigInteger p2 = p0 + whole * p1;
    p0 = p1;
    q0 = q1;
    p1 = p2;
    q1 = q2;
    const BigInteger rest = n - whole * d;
    n = d;
    d = rest;
  }
  const BigInteger k = (limit - q0) / q1;
  const Rational bound1 = Rational::of(p0 + k * p1, q0 + k * q1), bound2 = Rational::of(p1, q1);
  const auto distance = [&](const Rational& to) {
    Rational difference = to - x;
    difference.numerator = boost::multiprecision::abs(difference.numerator);
    return difference;
  };
  return make_fraction(distance(bound2).compare(distance(bound1)) <= 0 ? bound2 : bound1);
}

BigInteger half_even(const Rational& x) {
  const BigInteger whole = floor_of(x);
  const int half = BigInteger((x.numerator - whole * x.denominator) * 2).compare(x.denominator);
  return half < 0 || (half == 0 && whole % 2 == 0) ? whole : BigInteger(whole + 1);
}

Value round_value(const Value& self, Value* a) {
  const Rational& x = self_of(self);
  if (a[0].is_unset()) return make_int(half_even(x));
  const std::int64_t digits = to_index(a[0]);
  const BigInteger scale = decimal::power_of_ten(digits < 0 ? -digits : digits);
  const Rational by = digits < 0 ? Rational::of(1, scale) : Rational{scale, 1};
  return make_fraction(Rational{half_even(x * by), 1} / by);
}

Value power_of(const Rational& base, const Value& exponent) {
  if (is_any_int(exponent)) {
    const Value magnitude = exponent < Value(0) ? -exponent : exponent;
    if (base.numerator == 0 && exponent < Value(0)) raise_zero(1);
    const BigInteger numerator = big(int_power(make_int(base.numerator), magnitude));
    const BigInteger denominator = big(int_power(make_int(base.denominator), magnitude));
    return make_fraction(exponent < Value(0) ? Rational::of(denominator, numerator) : Rational{numerator, denominator});
  }
  return power(base.to_double(), exponent);
}

constexpr Method kNewFraction{"Fraction", new_fraction, "def numerator=, denominator=, *, _normalize="};

constexpr Method kMethods[] = {
    {"from_float", from_float, "def f", Binding::kClass},
    {"from_decimal", from_decimal, "def dec", Binding::kClass},
    {"limit_denominator", limit_denominator, "def max_denominator="},
    {"as_integer_ratio",
     [](const Value& self, Value*) {
       return make_tuple({make_int(self_of(self).numerator), make_int(self_of(self).denominator)});
     },
     "def"},
    {"conjugate", [](const Value& self, Value*) { return self; }, "def"},
    {"__float__", [](const Value& self, Value*) -> Value { return self_of(self).to_double(); }, "def"},
    {"__int__", [](const Value& self, Value*) { return make_int(self_of(self).numerator / self_of(self).denominator); },
     "def"},
    {"__trunc__",
     [](const Value& self, Value*) { return make_int(self_of(self).numerator / self_of(self).denominator); }, "def"},
    {"__floor__", [](const Value& self, Value*) { return make_int(floor_of(self_of(self))); }, "def"},
    {"__ceil__",
     [](const Value& self, Value*) {
       return make_int(-floor_of({-self_of(self).numerator, self_of(self).denominator}));
     },
     "def"},
    {"__round__", round_value, "def ndigits="},
    {"__copy__", [](const Value& self, Value*) { return self; }, "def"},
    {"__deepcopy__", [](const Value& self, Value*) { return self; }, "def memo"},
};

constexpr Attribute kAttributes[] = {
    {"numerator", [](const Value& self) { return make_int(self_of(self).numerator); }},
    {"denominator", [](const Value& self) { return make_int(self_of(self).denominator); }},
    {"real", [](const Value& self) { return self; }},
    {"imag", [](const Value&) -> Value { return 0; }},
};

constexpr const Type* kTypes[] = {&kFractionType};

}  // namespace

constinit const Type kFractionType{
    .name = "Fraction",
    .module = "fractions",
    .constructor = &kNewFraction,
    .methods = [] { return std::span<const Method>(kMethods); },
    .attributes = [] { return std::span<const Attribute>(kAttributes); },
};

Rational Rational::of(BigInteger numerator, BigInteger denominator) {
  const BigInteger divisor = boost::multiprecision::gcd(numerator, denominator);
  if (divisor > 1) {
    numerator /= divisor;
    denominator /= divisor;
  }
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  return {std::move(numerator), std::move(denominator)};
}

double Rational::to_double() const { return int_true_divide(make_int(numerator), make_int(denominator)).as_float(); }

Value make_fraction(Rational number) { return make_native(new Fraction(std::move(number))); }

bool rational_operand(const Value& value, Rational* number) {
  if (const Fraction* fraction = native_if<Fraction>(value, kFractionType)) {
    *number = fraction->number;
  } else if (is_any_int(value)) {
    *number = {big(value), 1};
  } else {
    return false;
  }
  return true;
}

bool exact_ratio(const Value& value, Rational* number) {
  if (rational_operand(value, number)) return true;
  decimal::Number exact;
  if (!decimal_operand(value, &exact, true)) return false;
  if (exact.is_nan()) raise_value_error("cannot convert NaN to integer ratio");
  if (exact.is_infinite()) raise_error(kOverflowError, "cannot convert Infinity to integer ratio");
  decimal::ratio(exact, &number->numerator, &number->denominator);
  return true;
}

std::string Fraction::repr() const {
  return "Fraction(" + number.numerator.str() + ", " + number.denominator.str() + ")";
}

std::string Fraction::str() const {
  return number.denominator == 1 ? number.numerator.str() : number.numerator.str() + "/" + number.denominator.str();
}

Value Fraction::compare(Comparison op, const Value& other) const {
  Rational right;
  if (other.is(Tag::kFloat)) {
    const double real = other.as_float();
    if (std::isnan(real) || std::isinf(real)) return pbc::compare(op, Value(0.0), other);
    exact_ratio(other, &right);
  } else if (!rational_operand(other, &right)) {
    return Value();
  }
  return pbc::compare(op, Value(number.compare(right)), Value(0));
}

std::uint64_t Fraction::hash() const {
  constexpr std::int64_t kModulus = (std::int64_t{1} << 61) - 1;
  const BigInteger modulus = kModulus;
  const BigInteger denominator = number.denominator % modulus;
  std::int64_t value = 314159;
  if (denominator != 0) {
    const BigInteger inverse = powm(denominator, modulus - 2, modulus);
    value = static_cast<std::int64_t>(
        BigInteger(boost::multiprecision::abs(number.numerator) % modulus * inverse % modulus));
  }
  if (number.numerator < 0) value = -value;
  return static_cast<std::uint64_t>(value == -1 ? -2 : value);
}

Value Fraction::binary(Operator op, const Value& other, bool reflected) const {
  if (op == Operator::kPow) {
    if (!reflected) {
      Rational exponent;
      if (!rational_operand(other, &exponent)) return other.is(Tag::kFloat) ? power_of(number, other) : Value();
      return power_of(number, exponent.denominator == 1 ? make_int(exponent.numerator) : Value(exponent.to_double()));
    }
    if (number.denominator == 1 && is_any_int(other)) return power(other, make_int(number.numerator));
    return is_number(other) ? power(as_real(other), number.to_double()) : Value();
  }
  Rational operand;
  if (!rational_operand(other, &operand)) {
    if (!other.is(Tag::kFloat)) return Value();
    const Value real = number.to_double();
    return reflected ? pbc::binary(op, other, real) : pbc::binary(op, real, other);
  }
  const Rational& a = reflected ? operand : number;
  const Rational& b = reflected ? number : operand;
  switch (op) {
    case Operator::kAdd:
      return make_fraction(a + b);
    case Operator::kSub:
      return make_fraction(a - b);
    case Operator::kMul:
      return make_fraction(a * b);
    case Operator::kDiv:
      if (b.numerator == 0) raise_zero(a.numerator);
      return make_fraction(a / b);
    case Operator::kFloorDiv:
      return floor_divide(make_int(a.numerator * b.denominator), make_int(a.denominator * b.numerator));
    case Operator::kMod:
      return make_fraction(
          Rational::of(big(make_int(a.numerator * b.denominator) % make_int(b.numerator * a.denominator)),
                       a.denominator * b.denominator));
    default:
      return Value();
  }
}

Value Fraction::unary(char op) const {
  if (op == '~') return Value();
  Rational result = number;
  if (op == '-' || (op == 'a' && result.numerator < 0)) result.numerator = -result.numerator;
  return make_fraction(std::move(result));
}

constinit const Module kFractionsModule{.name = "fractions", .types = kTypes};

}  // namespace pbc
