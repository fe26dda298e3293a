// SPDX-License-Identifier: Apache-2.0
//
// Values as data: copies that share nothing, JSON text of anything.
#pragma once

#include <string>
#include <string_view>

#include "pbc/value.h"

namespace pbc::engine {

/// Lists, tuples and dicts anew, everything else shared: blocks get copies, so that what one does to its data stays its
/// own.
Value copy_deep(const Value& value);

/// What JSON can say of `value`: functions as their name, other values that JSON lacks as str() gives them, keys too.
Value plain(const Value& value);

/// json.dumps(plain(value)); with `indent`, json.dumps(..., indent=2).
std::string to_json(const Value& value, bool indent = false);

/// Do the values agree as JSON: numbers by value, true and false apart from numbers?
bool same_json(const Value& a, const Value& b);

/// The value of a key of a dict; null when `dict` is no dict or has no such key.
const Value* member(const Value& dict, std::string_view key);
/// The same, where it is a text; else an empty one.
std::string_view text_member(const Value& dict, std::string_view key);
void set_member(const Value& dict, std::string_view key, Value value);

/// How many bytes of UTF-8 are whole characters, `most` at most.
std::size_t length_within(std::string_view text, std::size_t most);

/// An argument that is one of something or several: the elements of a list, tuple or set, else the value itself; none
/// where it is not given.
Values one_or_all(const Value& argument);

}  // namespace pbc::engine
