// SPDX-License-Identifier: Apache-2.0
//
// The methods of int and float (Python library reference, Additional Methods on Integer Types, on Float).
#include <bit>
#include <charconv>
#include <cmath>

#include "python/big_integer.h"
#include "python/codecs.h"
#include "python/float_object.h"
#include "python/numbers.h"
#include "python/parse_number.h"

namespace pbc {
namespace {

BigInteger magnitude(const Value& self) { return boost::multiprecision::abs(big(self)); }

Value bit_length(const Value& self, Value*) {
  const BigInteger number = magnitude(self);
  return number == 0 ? 0 : static_cast<std::int64_t>(boost::multiprecision::msb(number)) + 1;
}

Value bit_count(const Value& self, Value*) {
  std::int64_t count = 0;
  for (BigInteger number = magnitude(self); number != 0; number >>= 64)
    count += std::popcount(static_cast<std::uint64_t>(number & ~std::uint64_t{0}));
  return count;
}

Value int_itself(const Value& self, Value*) { return self.is(Tag::kBool) ? Value(self.as_int()) : self; }
Value int_ratio(const Value& self, Value*) { return make_tuple({int_itself(self, nullptr), 1}); }

bool is_little(const Value& order, std::string_view function) {
  if (order.is_unset()) return false;
  if (!order.is_str()) raise_type_error(function, "() argument 'byteorder' must be str, not ", argument_type(order));
  if (order.text() == "little") return true;
  if (order.text() != "big") raise_value_error("byteorder must be either 'little' or 'big'");
  return false;
}

Value to_bytes(const Value& self, Value* arguments) {
  const std::int64_t length = arguments[0].is_unset() ? 1 : to_index(arguments[0]);
  const bool little = is_little(arguments[1], "to_bytes");
  const bool is_signed = !arguments[2].is_unset() && static_cast<bool>(arguments[2]);
  if (length < 0) raise_value_error("length argument must be non-negative");
  BigInteger number = big(self);
  if (number < 0) {
    if (!is_signed) raise_error(kOverflowError, "can't convert negative int to unsigned");
    number += BigInteger(1) << static_cast<unsigned>(8 * length);
    if (number < 0 || (length > 0 && number < BigInteger(1) << static_cast<unsigned>(8 * length - 1)))
      raise_error(kOverflowError, "int too big to convert");
  } else if (number >> static_cast<unsigned>(8 * length - (is_signed && length > 0 ? 1 : 0)) != 0) {
    raise_error(kOverflowError, "int too big to convert");
  }
  std::string bytes(static_cast<std::size_t>(length), '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i, number >>= 8)
    bytes[little ? i : bytes.size() - 1 - i] = static_cast<char>(static_cast<unsigned>(number & 0xff));
  return make_bytes(std::move(bytes));
}

Value from_bytes(const Value&, Value* arguments) {
  std::string bytes;
  if (is_any_bytes(arguments[0])) {
    bytes = as_bytes(arguments[0]);
  } else {
    if (arguments[0].is_str()) raise_type_error("cannot convert 'str' object to bytes");
    for (Value item : iterate(arguments[0])) {
      const std::int64_t byte = to_index(item);
      if (byte < 0 || byte > 255) raise_value_error("bytes must be in range(0, 256)");
      bytes += static_cast<char>(byte);
    }
  }
  const bool little = is_little(arguments[1], "from_bytes");
  BigInteger number = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    number = (number << 8) | static_cast<unsigned char>(bytes[little ? bytes.size() - 1 - i : i]);
  const bool is_signed = !arguments[2].is_unset() && static_cast<bool>(arguments[2]);
  if (is_signed && !bytes.empty() && (static_cast<unsigned char>(little ? bytes.back() : bytes.front()) & 0x80) != 0)
    number -= BigInteger(1) << static_cast<unsigned>(8 * bytes.size());
  return make_int(std::move(number));
}

// --- float -----------------------------------------------------------------------------------------------------------

Value is_integer(const Value& self, Value*) {
  const double number = to_float(plain_float(self));
  return std::isfinite(number) && std::floor(number) == number;
}
Value float_itself(const Value& self, Value*) { return plain_float(self); }

Value float_ratio(const Value& self, Value*) {
  const double number = to_float(plain_float(self));
  if (std::isinf(number)) raise_error(kOverflowError, "cannot convert Infinity to integer ratio");
  if (std::isnan(number)) raise_value_error("cannot convert NaN to integer ratio");
  int exponent = 0;
  BigInteger numerator(static_cast<std::int64_t>(std::ldexp(std::frexp(number, &exponent), 53)));
  BigInteger denominator = 1;
  exponent -= 53;
  if (exponent >= 0)
    numerator <<= static_cast<unsigned>(exponent);
  else
    denominator <<= static_cast<unsigned>(-exponent);
  const BigInteger divisor = boost::multiprecision::gcd(numerator, denominator);
  return make_tuple({make_int(BigInteger(numerator / divisor)), make_int(BigInteger(denominator / divisor))});
}

/// Like C's %a with all 13 digits: "0x1.8000000000000p+1".
Value float_hex(const Value& self, Value*) {
  const double number = to_float(plain_float(self));
  if (std::isnan(number)) return "nan";
  if (std::isinf(number)) return number < 0 ? Value("-inf") : Value("inf");
  const auto bits = std::bit_cast<std::uint64_t>(number);
  const auto exponent = static_cast<int>((bits >> 52) & 0x7ff);
  char text[40];
  const int shown = number == 0 ? 0 : exponent == 0 ? -1022 : exponent - 1023;
  std::snprintf(text, sizeof text, "%s0x%d.%013llxp%+d", std::signbit(number) ? "-" : "", exponent == 0 ? 0 : 1,
                static_cast<unsigned long long>(bits & 0xfffffffffffffull), shown);
  if (number == 0) return Value(std::string_view(std::signbit(number) ? "-0x0.0p+0" : "0x0.0p+0"));
  return Value(std::string_view(text));
}

Value float_fromhex(const Value& cls, Value* arguments) {
  if (!arguments[0].is_str()) raise_type_error("bad argument type for built-in operation");
  text::encode(arguments[0].text());  // raises where it is no UTF-8
  std::string_view text = arguments[0].text();
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\t')) text.remove_suffix(1);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const bool has_prefix = text.starts_with("0x") || text.starts_with("0X");
  if (has_prefix) text.remove_prefix(2);
  if (text.starts_with('-') || (has_prefix && text.find_first_of("iInN") != text.npos)) text = {};
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::hex);
  if (error == std::errc::result_out_of_range)
    raise_error(kOverflowError, "hexadecimal value too large to represent as a float");
  if (text.empty() || error != std::errc() || end != text.data() + text.size())
    raise_value_error("invalid hexadecimal floating-point string");
  const Value result = negative ? -number : number;
  const Type* type = as_type(cls);
  return type != nullptr && type->own_class != nullptr ? cls({result}) : result;
}

constexpr Method kIntMethods[] = {
    {"as_integer_ratio", int_ratio, ""},
    {"bit_count", bit_count, ""},
    {"bit_length", bit_length, ""},
    {"conjugate", int_itself, ""},
    {"from_bytes", from_bytes, "bytes, byteorder=, *, signed=", Binding::kClass},
    {"to_bytes", to_bytes, "length=, byteorder=, *, signed="},
};

constexpr Method kFloatMethods[] = {
    {"as_integer_ratio", float_ratio, ""},
    {"conjugate", float_itself, ""},
    {"fromhex", float_fromhex, "string, /", Binding::kClass},
    {"hex", float_hex, ""},
    {"is_integer", is_integer, ""},
};

}  // namespace

std::span<const Method> int_methods() { return kIntMethods; }
std::span<const Method> float_methods() { return kFloatMethods; }

}  // namespace pbc
