// SPDX-License-Identifier: Apache-2.0
//
// Values as formatted text: format(), str.format and the % operator.
#pragma once

#include "python/objects.h"

namespace pbc {

/// format(value, spec). Raises what type(value).__format__ raises.
std::string format_value(const Value& value, std::string_view spec);

/// format % arguments for a str, and for bytes or a bytearray (the result has the type of `format`).
Value percent_format(const Value& format, const Value& arguments);

/// format.format(*positional, **keywords). Either may be null: with `positional` null, as in format_map, a numbered
/// field is an error; `keywords` is anything that can be indexed.
Value str_format(std::string_view format, const Values* positional, const Value& keywords);

/// The parts of a format string as string.Formatter.parse gives them: a list of (text, name, specification,
/// conversion), the last three None where only text is left.
Value parse_format(std::string_view format);

}  // namespace pbc
