// SPDX-License-Identifier: Apache-2.0
//
// The format specification mini-language (Python library reference, "Format Specification Mini-Language").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pbc::text {

struct FormatSpec {
  std::string fill = " ";  // one character
  char align = '<';        // < > = ^
  char sign = 0;           // + - space, 0: not given
  bool no_negative_zero = false;
  bool alternate = false;
  std::int64_t width = -1;  // -1: not given
  char grouping = 0;        // , or _
  std::int64_t precision = -1;
  char32_t type = 0;
};

/// Parses the specification for an object of class `type_name`, which the errors (ValueError) name. `align` and `type`
/// are what the class takes when the text says nothing.
FormatSpec parse_format_spec(std::string_view spec, std::string_view type_name, char align, char32_t type);

/// ValueError: Unknown format code ...
[[noreturn]] void raise_unknown_format_code(char32_t type, std::string_view type_name);

/// str.__format__. ValueError for what only numbers take.
std::string format_text(std::string_view text, const FormatSpec& spec);

/// int.__format__ for the types b c d n o x X: `digits` are those of the magnitude in the base of the type, lower case;
/// for c they are the character.
std::string format_integer(bool negative, std::string_view digits, const FormatSpec& spec);

/// The checks of int.__format__ that come before the digits are made.
void check_integer_spec(const FormatSpec& spec);

/// float.__format__ for the types e E f F g G n % and none.
std::string format_float(double value, const FormatSpec& spec, std::string_view type_name);
bool is_float_type(char32_t type);

/// `text` in a field of `width` characters; `align` is one of < > ^.
std::string align_text(std::string_view text, std::int64_t width, char align, std::string_view fill);

}  // namespace pbc::text
