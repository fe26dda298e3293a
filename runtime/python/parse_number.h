// SPDX-License-Identifier: Apache-2.0
//
// Numbers from text, as int() and float() read it.
#pragma once

#include "python/objects.h"

namespace pbc {

/// How many digits an int may have as text, either way (sys.set_int_max_str_digits); 0: any number.
extern constinit thread_local std::size_t most_int_digits;
/// Raises the ValueError about an int of `digits` digits in text, where that is too many.
void check_int_digits(std::size_t digits);
/// The text of that error.
std::string too_many_digits(std::size_t digits);
/// int(text, base) of a str, bytes or bytearray; `base` is 0 or 2 to 36. ValueError "invalid literal for int() ...".
Value parse_int(const Value& text, int base);
/// The same; unset, and what the ValueError would say in `problem`, where the text is no int.
Value read_int(const Value& text, int base, std::string* problem);
/// float(text) of a str, bytes or bytearray. ValueError "could not convert string to float: ...".
double parse_float(const Value& text);

}  // namespace pbc
