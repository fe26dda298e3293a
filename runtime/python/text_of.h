// SPDX-License-Identifier: Apache-2.0
//
// Value::text() for where it is asked often: without a call.
#pragma once

#include "python/objects.h"

namespace pbc {

/// The UTF-8 bytes of a str; they live as long as the value does.
inline std::string_view text_of(const Value& v) { return v.is(Tag::kStr) ? as_str(v).view() : v.text(); }

/// What a text of one ASCII character is: the same value each time, without storage of its own.
Value ascii_character(char c);

}  // namespace pbc
