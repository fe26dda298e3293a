// SPDX-License-Identifier: Apache-2.0
//
// The built-in functions on numbers and characters.
#include <cmath>
#include <cstdlib>

#include "python/big_integer.h"
#include "python/builtins.h"
#include "python/float_object.h"
#include "python/numbers.h"
#include "python/plain_format.h"
#include "python/special_methods.h"
#include "python/unicode.h"

namespace pbc {

namespace {

Value builtin_abs(const Value&, Value* arguments) {
  const Value& x = arguments[0];
  const Value own = class_unary('a', x);
  if (!own.is_unset()) return own;
  if (is_any_int(x)) return int_compare(x, 0) < 0 ? int_negative(x) : +x;
  if (x.is(Tag::kFloat)) return std::fabs(x.as_float());
  Value result = x.is(Tag::kNative) ? as_native(x).unary('a') : Value();
  if (result.is_unset()) raise_type_error("bad operand type for abs(): '", type_name(x), "'");
  return result;
}

Value builtin_divmod(const Value&, Value* arguments) {
  const Value &a = arguments[0], &b = arguments[1];
  if (either_has_class(a, b)) {
    Value own = call_special(a, "__divmod__", {b});
    if (own.is_unset()) own = call_special(b, "__rdivmod__", {a});
    if (!own.is_unset()) return own;
  }
  if (as_float_object(a) != nullptr || as_float_object(b) != nullptr) {
    Value plain[] = {plain_float(a), plain_float(b)};
    return builtin_divmod(Value(), plain);
  }
  if (is_any_int(a) && is_any_int(b)) {
    Value quotient, remainder;
    int_divmod(a, b, &quotient, &remainder);
    return make_tuple({quotient, remainder});
  }
  if (is_number(a) && is_number(b)) {
    double x = as_real(a), y = as_real(b), quotient, remainder;
    if (y == 0) raise_error(kZeroDivisionError, "float divmod()");
    float_divmod(x, y, &quotient, &remainder);
    return make_tuple({quotient, remainder});
  }
  // What has divmod() in the library, a timedelta, has // and % of the same operands.
  const auto divides = [&](Operator op) {
    return (a.is(Tag::kNative) && !as_native(a).binary(op, b, false).is_unset()) ||
           (b.is(Tag::kNative) && !as_native(b).binary(op, a, true).is_unset());
  };
  if (divides(Operator::kMod) && divides(Operator::kFloorDiv)) return make_tuple({floor_divide(a, b), a % b});
  raise_type_error("unsupported operand type(s) for divmod(): '", type_name(a), "' and '", type_name(b), "'");
}

Value builtin_pow(const Value&, Value* arguments) {
  const Value &base = arguments[0], &exponent = arguments[1], &modulus = arguments[2];
  if (modulus.is_unset() || modulus.is_none()) return power(base, exponent);
  const Value own = call_special(base, "__pow__", {exponent, modulus});
  if (!own.is_unset()) return own;
  if (is_any_int(base) && is_any_int(exponent) && is_any_int(modulus)) return int_power_modulo(base, exponent, modulus);
  if (is_number(base) && is_number(exponent) && is_number(modulus))
    raise_type_error("pow() 3rd argument not allowed unless all arguments are integers");
  raise_type_error("unsupported operand type(s) for ** or pow(): '", type_name(base), "', '", type_name(exponent),
                   "', '", type_name(modulus), "'");
}

/// number / unit, ties to even, times unit; `above`: the number is a bit above what `number` says.
BigInteger round_to(const BigInteger& number, const BigInteger& unit, bool above) {
  BigInteger quotient, remainder;
  boost::multiprecision::divide_qr(BigInteger(boost::multiprecision::abs(number)), unit, quotient, remainder);
  int order = BigInteger(remainder * 2).compare(unit);
  bool is_odd = !quotient.is_zero() && boost::multiprecision::bit_test(quotient, 0);
  if (order > 0 || (order == 0 && (above || is_odd))) ++quotient;
  BigInteger rounded = quotient * unit;
  return number < 0 ? BigInteger(-rounded) : rounded;
}

double round_float(double x, std::int64_t digits) {
  if (!std::isfinite(x) || x == 0 || digits > 323) return x;
  if (digits < -308) return std::copysign(0.0, x);
  if (digits >= 0) {
    // Both numbers are exact as floats, so their quotient is the float nearest to the rounded decimal.
    constexpr std::int64_t kExact = std::int64_t{1} << 53, kExactPower = 15;
    constexpr double kPowers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    if (digits <= kExactPower)
      if (const auto scaled = scaled_float(x, digits); scaled && *scaled <= kExact)
        return std::copysign(static_cast<double>(*scaled) / kPowers[digits], x);
    // printf rounds the exact decimal value, ties to even.
    char text[720];
    std::snprintf(text, sizeof text, "%.*f", static_cast<int>(digits), x);
    double rounded = std::strtod(text, nullptr);
    if (std::isinf(rounded)) raise_error(kOverflowError, "rounded value too large to represent");
    return rounded;
  }
  double whole = std::trunc(x);
  BigInteger unit = boost::multiprecision::pow(BigInteger(10), static_cast<unsigned>(-digits));
  BigInteger rounded = round_to(BigInteger(whole), unit, whole != x);
  if (rounded.is_zero()) return std::copysign(0.0, x);
  if (msb(BigInteger(abs(rounded))) >= 1024) raise_error(kOverflowError, "rounded value too large to represent");
  return to_float(rounded);
}

Value builtin_round(const Value&, Value* arguments) {
  const Value &x = arguments[0], &digits = arguments[1];
  bool to_int = digits.is_unset() || digits.is_none();
  if (has_class(x)) {
    const Value own = digits.is_unset() ? call_special(x, "__round__") : call_special(x, "__round__", {digits});
    if (!own.is_unset()) return own;
    if (const FloatObject* object = as_float_object(x)) {
      Value plain[] = {object->number, digits};
      return builtin_round(Value(), plain);
    }
  }
  if (is_any_int(x)) {
    if (to_int) return +x;
    std::int64_t places = to_index(digits);
    if (places >= 0) return +x;
    if (places < -100000) return 0;
    return make_int(
        round_to(big(x), boost::multiprecision::pow(BigInteger(10), static_cast<unsigned>(-places)), false));
  }
  if (x.is(Tag::kFloat)) {
    if (!to_int) return round_float(x.as_float(), to_index(digits));
    if (!std::isfinite(x.as_float())) return int_of_float(x.as_float());
    return int_of_float(std::nearbyint(x.as_float()));
  }
  if (x.is(Tag::kNative) && find_method(type_of(x), "__round__") != nullptr)
    return to_int ? x.call("__round__") : x.call("__round__", {digits});
  raise_type_error("type ", type_name(x), " doesn't define __round__ method");
}

Value builtin_sum(const Value&, Value* arguments) {
  Value total = arguments[1].is_unset() ? Value(0) : arguments[1];
  if (total.is_str()) raise_type_error("sum() can't sum strings [use ''.join(seq) instead]");
  if (total.is(Tag::kBytes)) raise_type_error("sum() can't sum bytes [use b''.join(seq) instead]");
  if (total.is(Tag::kByteArray)) raise_type_error("sum() can't sum bytearray [use b''.join(seq) instead]");
  const Value& iterable = arguments[0];
  if ((iterable.is(Tag::kList) || iterable.is(Tag::kTuple)) && !has_class(iterable)) {
    const auto add_all = [&](const Values& items) {
      std::size_t at = 0;
      if (total.is(Tag::kInt)) {
        std::int64_t sum = total.as_int(), next;
        for (; at < items.size() && items[at].is(Tag::kInt) && !__builtin_add_overflow(sum, items[at].as_int(), &next);
             ++at)
          sum = next;
        total = sum;
      }
      for (; at < items.size(); ++at) {  // a list may change meanwhile
        const Value item = items[at];
        total = total + item;
      }
    };
    add_all(iterable.is(Tag::kList) ? as_list(iterable) : as_tuple(iterable));
    return total;
  }
  for (Value item : iterate(iterable)) total = total + item;
  return total;
}

Value extreme(const char* function, Comparison wins, Value* arguments) {
  const Values& given = as_tuple(arguments[0]);
  const Value &key = arguments[1], &fallback = arguments[2];
  if (given.empty()) raise_type_error(function, " expected at least 1 argument, got 0");
  if (given.size() > 1 && !fallback.is_unset())
    raise_type_error("Cannot specify a default for ", function, "() with multiple positional arguments");
  Value best, best_key;
  for (Value item : iterate(given.size() > 1 ? arguments[0] : given[0])) {
    Value item_key = key.is_unset() || key.is_none() ? item : key({item});
    if (!best.is_unset() && !compare(wins, item_key, best_key)) continue;
    best = std::move(item);
    best_key = std::move(item_key);
  }
  if (!best.is_unset()) return best;
  if (!fallback.is_unset()) return fallback;
  raise_value_error(function, "() arg is an empty sequence");
}

Value builtin_min(const Value&, Value* arguments) { return extreme("min", Comparison::kLess, arguments); }
Value builtin_max(const Value&, Value* arguments) { return extreme("max", Comparison::kGreater, arguments); }

Value in_base(const Value& v, const char* prefix, unsigned bits) {
  if (v.is(Tag::kInt)) {
    TextBuffer text;
    const char spec[] = {'#', prefix[1], 0};
    append_format(text, v, spec);
    return make_ascii(text.view());
  }
  BigInteger number = to_big_int(v);
  bool negative = number < 0;
  if (negative) number = -number;
  std::string digits;
  do {
    digits += "0123456789abcdef"[static_cast<unsigned>(number & ((1u << bits) - 1))];
    number >>= bits;
  } while (!number.is_zero());
  std::string text = negative ? "-" : "";
  text.append(prefix).append(digits.rbegin(), digits.rend());
  return make_str(text);
}

Value builtin_bin(const Value&, Value* arguments) { return in_base(arguments[0], "0b", 1); }
Value builtin_oct(const Value&, Value* arguments) { return in_base(arguments[0], "0o", 3); }
Value builtin_hex(const Value&, Value* arguments) { return in_base(arguments[0], "0x", 4); }

Value builtin_chr(const Value&, Value* arguments) {
  if (arguments[0].is(Tag::kInt) && arguments[0].as_int() >= 0 && arguments[0].as_int() < 128)
    return ascii_character(static_cast<char>(arguments[0].as_int()));
  BigInteger number = to_big_int(arguments[0]);
  if (number > std::numeric_limits<int>::max() || number < std::numeric_limits<int>::min())
    raise_error(kOverflowError, "Python int too large to convert to C int");
  if (number < 0 || number >= 0x110000) raise_value_error("chr() arg not in range(0x110000)");
  std::string text;
  unicode::append(text, static_cast<char32_t>(static_cast<unsigned>(number)));
  return make_str(text);
}

Value builtin_ord(const Value&, Value* arguments) {
  const Value& c = arguments[0];
  if (c.is_str()) {
    if (str_length(c) != 1)
      raise_type_error("ord() expected a character, but string of length ", std::to_string(str_length(c)), " found");
    std::size_t at = 0;
    return static_cast<std::int64_t>(unicode::next(c.text(), at));
  }
  if (is_any_bytes(c)) {
    if (as_bytes(c).size() != 1)
      raise_type_error("ord() expected a character, but string of length ", std::to_string(as_bytes(c).size()),
                       " found");
    return static_cast<int>(static_cast<unsigned char>(as_bytes(c)[0]));
  }
  raise_type_error("ord() expected string of length 1, but ", type_name(c), " found");
}

constexpr Method kMethods[] = {
    {"abs", builtin_abs, "x, /"},
    {"divmod", builtin_divmod, "x, y, /"},
    {"pow", builtin_pow, "base, exp, mod="},
    {"round", builtin_round, "number, ndigits="},
    {"sum", builtin_sum, "iterable, /, start="},
    {"min", builtin_min, "*args, key=, default="},
    {"max", builtin_max, "*args, key=, default="},
    {"bin", builtin_bin, "number, /"},
    {"oct", builtin_oct, "number, /"},
    {"hex", builtin_hex, "number, /"},
    {"chr", builtin_chr, "i, /"},
    {"ord", builtin_ord, "c, /"},
};

}  // namespace

std::span<const Method> number_builtins() { return kMethods; }

}  // namespace pbc
