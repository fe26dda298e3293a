// SPDX-License-Identifier: Apache-2.0
//
// The usual cases of formatting, without a step between the value and the text: texts, ints of 64 bits and floats of
// usual size in fields of usual width. format.h has all the rest.
#pragma once

#include <optional>

#include "python/text_buffer.h"

namespace pbc {

void append_int(TextBuffer& out, std::int64_t number);

/// repr(number)
void append_float(TextBuffer& out, double number);

/// |number| * 10**places, rounded to the nearest integer, ties to even; unset where that takes more than 64 bits, or
/// `number` is not finite.
std::optional<std::uint64_t> scaled_float(double number, std::int64_t places);
/// A float with `places` digits behind the point, as %f gives it, without its sign; false where that takes more than
/// 64 bits, or `number` is not finite.
bool append_fixed(TextBuffer& out, double number, std::int64_t places);

/// format(value, spec); false, and nothing is appended, where it is no usual case.
bool append_plain_format(TextBuffer& out, const Value& value, std::string_view spec);
/// The same for all values.
void append_format(TextBuffer& out, const Value& value, std::string_view spec);

/// The `width` of a field is filled up before, behind or around what was appended since `start`, which is ASCII or has
/// `length` characters. `align` is one of < > ^.
void align_field(TextBuffer& out, std::size_t start, std::size_t length, std::size_t width, char align, char fill);

}  // namespace pbc
