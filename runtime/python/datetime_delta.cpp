// SPDX-License-Identifier: Apache-2.0
//
// timedelta: an exact number of microseconds (Python library reference, timedelta Objects).
#include <cmath>

#include "python/big_integer.h"
#include "python/datetime.h"
#include "python/float_object.h"

namespace pbc {
namespace {

constexpr std::int64_t kMaxDays = 999999999;

Microseconds floor_div(Microseconds a, Microseconds b) {
  const Microseconds quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

BigInteger floor_divide(const BigInteger& a, const BigInteger& b) {
  BigInteger quotient = a / b;
  if (quotient * b != a && (a < 0) != (b < 0)) --quotient;
  return quotient;
}

/// a / b to the nearest integer, ties to even.
BigInteger divide_nearest(BigInteger a, BigInteger b) {
  if (b < 0) {
    a = -a;
    b = -b;
  }
  BigInteger quotient = floor_divide(a, b);
  const BigInteger twice = (a - quotient * b) * 2;
  if (twice > b || (twice == b && (quotient & 1) != 0)) ++quotient;
  return quotient;
}

Value make_big_timedelta(const BigInteger& total) {
  const BigInteger days = floor_divide(total, BigInteger(kDay));
  if (abs(days) > std::numeric_limits<int>::max())
    raise_error(kOverflowError, "Python int too large to convert to C int");
  return make_timedelta(static_cast<Microseconds>(static_cast<std::int64_t>(days)) * kDay +
                        static_cast<std::int64_t>(BigInteger(total - days * kDay)));
}

/// A float as numerator and denominator (float.as_integer_ratio).
std::pair<BigInteger, BigInteger> ratio_of(double number) {
  if (std::isnan(number)) raise_value_error("cannot convert NaN to integer ratio");
  if (std::isinf(number)) raise_error(kOverflowError, "cannot convert Infinity to integer ratio");
  int exponent = 0;
  const double mantissa = std::frexp(number, &exponent);
  BigInteger numerator(static_cast<std::int64_t>(std::ldexp(mantissa, 53)));
  BigInteger denominator(1);
  exponent -= 53;
  if (exponent > 0) {
    numerator *= BigInteger(1) << static_cast<unsigned>(exponent);
  } else {
    denominator <<= static_cast<unsigned>(-exponent);
  }
  return {numerator, denominator};
}

/// Adds `value` times `unit` microseconds to `total`; what a float leaves below a microsecond goes to `leftover`.
void accumulate(BigInteger& total, double& leftover, const Value& argument, std::int64_t unit, const char* what) {
  const Value value = plain_float(argument);
  if (value.is_unset()) return;
  if (is_any_int(value)) {
    total += to_big_int(value) * unit;
    return;
  }
  if (!value.is(Tag::kFloat))
    raise_type_error("unsupported type for timedelta ", what, " component: ", type_name(value));
  double whole = 0;
  double fraction = std::modf(value.as_float(), &whole);
  total += to_big_int(int_of_float(whole)) * unit;
  if (fraction == 0) return;
  fraction = std::modf(static_cast<double>(unit) * fraction, &whole);
  leftover += fraction;
  total += static_cast<std::int64_t>(whole);
}

Value new_timedelta(const Value&, Value* arguments) {
  BigInteger total = 0;
  double leftover = 0;
  accumulate(total, leftover, arguments[2], 1, "microseconds");
  accumulate(total, leftover, arguments[3], 1000, "milliseconds");
  accumulate(total, leftover, arguments[1], kSecond, "seconds");
  accumulate(total, leftover, arguments[4], 60 * kSecond, "minutes");
  accumulate(total, leftover, arguments[5], 3600 * kSecond, "hours");
  accumulate(total, leftover, arguments[0], kDay, "days");
  accumulate(total, leftover, arguments[6], 7 * kDay, "weeks");
  if (leftover != 0) {
    double whole = std::round(leftover);
    if (std::fabs(whole - leftover) == 0.5) {
      // A tie: round the total to even, not the leftover.
      const double odd = (total & 1) != 0 ? 1 : 0;
      whole = 2 * std::round((leftover + odd) * 0.5) - odd;
    }
    total += static_cast<std::int64_t>(whole);
  }
  return make_big_timedelta(total);
}

constexpr Method kNewTimeDelta{"__new__", new_timedelta,
                               "days=, seconds=, microseconds=, milliseconds=, minutes=, hours=, weeks="};

const TimeDelta& self_of(const Value& self) { return as_native<TimeDelta>(self); }

Value total_seconds_method(const Value& self, Value*) { return total_seconds(self_of(self).total); }

constexpr Method kMethods[] = {{"total_seconds", total_seconds_method, ""}};

constexpr Attribute kAttributes[] = {
    {"days", [](const Value& self) -> Value { return self_of(self).days(); }},
    {"seconds", [](const Value& self) -> Value { return self_of(self).seconds(); }},
    {"microseconds", [](const Value& self) -> Value { return self_of(self).microseconds(); }},
};

constexpr Constant kConstants[] = {
    {"min", [] { return make_timedelta(-static_cast<Microseconds>(kMaxDays) * kDay); }},
    {"max", [] { return make_timedelta(static_cast<Microseconds>(kMaxDays + 1) * kDay - 1); }},
    {"resolution", [] { return make_timedelta(Microseconds(1)); }},
};

}  // namespace

constinit const Type kTimeDeltaType{
    .name = "timedelta",
    .module = "datetime",
    .error_name = "datetime.timedelta",
    .constructor = &kNewTimeDelta,
    .methods = [] { return std::span<const Method>(kMethods); },
    .attributes = [] { return std::span<const Attribute>(kAttributes); },
    .constants = [] { return std::span<const Constant>(kConstants); },
};

BigInteger to_big(Microseconds value) {
  const bool negative = value < 0;
  __extension__ typedef unsigned __int128 Unsigned;
  const Unsigned magnitude = negative ? -static_cast<Unsigned>(value) : static_cast<Unsigned>(value);
  BigInteger big = static_cast<std::uint64_t>(magnitude >> 64);
  big <<= 64;
  big += static_cast<std::uint64_t>(magnitude);
  return negative ? BigInteger(-big) : big;
}

Value make_timedelta(Microseconds total) {
  const auto days = static_cast<std::int64_t>(floor_div(total, kDay));
  if (days > kMaxDays || days < -kMaxDays) {
    raise_error(kOverflowError, "days=" + std::to_string(days) + "; must have magnitude <= 999999999");
  }
  return make_native(new TimeDelta(total));
}

double total_seconds(Microseconds total) {
  constexpr Microseconds kExact = Microseconds(1) << 53;
  if (total > -kExact && total < kExact) return static_cast<double>(total) / 1e6;
  return (make_int(to_big(total)) / Value(kSecond)).as_float();
}

std::int64_t TimeDelta::days() const { return static_cast<std::int64_t>(floor_div(total, kDay)); }
std::int64_t TimeDelta::seconds() const {
  return static_cast<std::int64_t>((total - floor_div(total, kDay) * kDay) / kSecond);
}
std::int64_t TimeDelta::microseconds() const {
  return static_cast<std::int64_t>(total - floor_div(total, kSecond) * kSecond);
}

std::string TimeDelta::repr() const {
  std::string parts;
  const auto add = [&](const char* name, std::int64_t value) {
    if (value == 0) return;
    if (!parts.empty()) parts += ", ";
    parts += name + ("=" + std::to_string(value));
  };
  add("days", days());
  add("seconds", seconds());
  add("microseconds", microseconds());
  return "datetime.timedelta(" + (parts.empty() ? "0" : parts) + ")";
}

std::string TimeDelta::str() const {
  std::string text;
  if (const std::int64_t count = days(); count != 0)
    text = std::to_string(count) + (count == 1 || count == -1 ? " day, " : " days, ");
  const std::int64_t rest = seconds();
  char clock[32];
  std::snprintf(clock, sizeof clock, "%d:%02d:%02d", static_cast<int>(rest / 3600), static_cast<int>(rest / 60 % 60),
                static_cast<int>(rest % 60));
  text += clock;
  if (const std::int64_t fraction = microseconds(); fraction != 0) {
    std::snprintf(clock, sizeof clock, ".%06d", static_cast<int>(fraction));
    text += clock;
  }
  return text;
}

Value TimeDelta::compare(Comparison op, const Value& other) const {
  const TimeDelta* right = as_timedelta(other);
  if (right == nullptr) return Value();
  return ordering(op, total < right->total ? -1 : total > right->total ? 1 : 0);
}

std::uint64_t TimeDelta::hash() const { return hash_of(make_int(to_big(total))); }

Value TimeDelta::unary(char op) const {
  switch (op) {
    case '-':
      return make_timedelta(-total);
    case '+':
      return make_timedelta(total);
    case 'a':
      return make_timedelta(total < 0 ? -total : total);
    default:
      return Value();
  }
}

Value TimeDelta::binary(Operator op, const Value& operand, bool reflected) const {
  const Value other = plain_float(operand);
  const TimeDelta* right = as_timedelta(other);
  if (op == Operator::kMul) {
    if (is_any_int(other)) return make_big_timedelta(BigInteger(to_big(total) * to_big_int(other)));
    if (!other.is(Tag::kFloat)) return Value();
    const auto [numerator, denominator] = ratio_of(other.as_float());
    return make_big_timedelta(divide_nearest(to_big(total) * numerator, denominator));
  }
  if (reflected) return Value();
  switch (op) {
    case Operator::kAdd:
      return right != nullptr ? make_timedelta(total + right->total) : Value();
    case Operator::kSub:
      return right != nullptr ? make_timedelta(total - right->total) : Value();
    case Operator::kDiv:
      if (right != nullptr) return make_int(to_big(total)) / make_int(to_big(right->total));
      if (is_any_int(other)) {
        const BigInteger by = to_big_int(other);
        if (by == 0) raise_error(kZeroDivisionError, "integer division or modulo by zero");
        return make_big_timedelta(divide_nearest(to_big(total), by));
      }
      if (other.is(Tag::kFloat)) {
        const auto [numerator, denominator] = ratio_of(other.as_float());
        if (numerator == 0) raise_error(kZeroDivisionError, "integer division or modulo by zero");
        return make_big_timedelta(divide_nearest(to_big(total) * denominator, numerator));
      }
      return Value();
    case Operator::kFloorDiv:
      if (right != nullptr) {
        if (right->total == 0) raise_error(kZeroDivisionError, "integer division or modulo by zero");
        return make_int(to_big(floor_div(total, right->total)));
      }
      if (is_any_int(other)) {
        const BigInteger by = to_big_int(other);
        if (by == 0) raise_error(kZeroDivisionError, "integer division or modulo by zero");
        return make_big_timedelta(floor_divide(to_big(total), by));
      }
      return Value();
    case Operator::kMod:
      if (right == nullptr) return Value();
      if (right->total == 0) raise_error(kZeroDivisionError, "integer modulo by zero");
      return make_timedelta(total - floor_div(total, right->total) * right->total);
    default:
      return Value();
  }
}

}  // namespace pbc
