// SPDX-License-Identifier: Apache-2.0
#include "python/format.h"
#include "python/special_methods.h"

#include "python/big_integer.h"
#include "python/format_spec.h"
#include "python/text.h"

namespace pbc {
namespace {

/// The digits of |number| in `base`, lower case.
std::string digits_of(std::uint64_t magnitude, unsigned base) {
  char buffer[64];
  char* at = buffer + sizeof buffer;
  do {
    *--at = "0123456789abcdef"[magnitude % base];
    magnitude /= base;
  } while (magnitude != 0);
  return {at, buffer + sizeof buffer};
}

std::string digits_of(const BigInteger& magnitude, unsigned base) {
  switch (base) {
    case 16: {
      std::string digits = magnitude.str(0, std::ios_base::hex);
      for (char& c : digits)
        if (c >= 'A' && c <= 'F') c = static_cast<char>(c + 32);
      return digits;
    }
    case 8:
      return magnitude.str(0, std::ios_base::oct);
    case 2: {
      std::string digits;
      for (std::size_t bit = msb(magnitude) + 1; bit-- > 0;)
        digits.push_back(bit_test(magnitude, static_cast<unsigned>(bit)) ? '1' : '0');
      return digits;
    }
    default:
      return to_decimal(magnitude);
  }
}

std::string format_int(const Value& value, std::string_view text) {
  const std::string_view type = type_name(value);
  text::FormatSpec spec = text::parse_format_spec(text, type, '>', 'd');
  if (text::is_float_type(spec.type)) return text::format_float(to_float(value), spec, type);
  unsigned base = 10;
  switch (spec.type) {
    case 'b':
      base = 2;
      break;
    case 'o':
      base = 8;
      break;
    case 'x':
    case 'X':
      base = 16;
      break;
    case 'c':
    case 'd':
    case 'n':
      break;
    default:
      text::raise_unknown_format_code(spec.type, type);
  }
  text::check_integer_spec(spec);
  if (spec.type == 'c') {
    if (value.is(Tag::kBigInt)) raise_error(kOverflowError, "Python int too large to convert to C long");
    if (value.as_int() < 0 || value.as_int() > 0x10FFFF) raise_error(kOverflowError, "%c arg not in range(0x110000)");
    std::string character;
    unicode::append(character, static_cast<char32_t>(value.as_int()));
    return text::format_integer(false, character, spec);
  }
  if (value.is(Tag::kBigInt)) {
    const BigInteger& number = as_big_int(value);
    return text::format_integer(number < 0, digits_of(BigInteger(abs(number)), base), spec);
  }
  const std::int64_t number = value.as_int();
  const std::uint64_t magnitude =
      number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  return text::format_integer(number < 0, digits_of(magnitude, base), spec);
}

}  // namespace

std::string format_value(const Value& value, std::string_view spec) {
  if (has_class(value)) {
    const Value own = call_special(value, "__format__", {make_str(spec)});
    if (!own.is_unset()) {
      if (!own.is_str()) raise_type_error("__format__ must return a str, not ", type_name(own));
      return std::string(own.text());
    }
    if (class_of(value).protocol != nullptr && !is_any_int(value)) return format_value(make_str(to_str(value)), spec);
  }
  if (value.is(Tag::kNative)) return as_native(value).format(spec);
  if (spec.empty()) return to_str(value);
  switch (value.tag()) {
    case Tag::kBool:
    case Tag::kInt:
    case Tag::kBigInt:
      return format_int(value, spec);
    case Tag::kFloat:
      return text::format_float(value.as_float(), text::parse_format_spec(spec, "float", '>', 0), "float");
    case Tag::kLiteral:
    case Tag::kStr: {
      const text::FormatSpec parsed = text::parse_format_spec(spec, "str", '<', 's');
      if (parsed.type != 's') text::raise_unknown_format_code(parsed.type, "str");
      return text::format_text(value.text(), parsed);
    }
    default:
      raise_type_error("unsupported format string passed to ", type_name(value), ".__format__");
  }
}

}  // namespace pbc
