// SPDX-License-Identifier: Apache-2.0
//
// Set algebra on set, frozenset and the set-like views of a dict (Python library reference, Set Types).
#pragma once

#include "python/objects.h"

namespace pbc {

/// set, frozenset, dict_keys, dict_items
bool is_any_set_like(const Value& v);
/// The operators - & | ^. Unset unless both sides are set-like, or one is a dict view and the other iterable.
Value set_operation(Operator op, const Value& a, const Value& b);
/// a -= b and its kin on a set; false when `op` is none of them.
bool set_in_place(Operator op, const Value& a, const Value& b);
/// <, <=, == ... where both are set-like.
bool set_compare(Comparison op, const Value& a, const Value& b);
bool set_like_contains(const Value& set, const Value& item);
std::size_t set_like_size(const Value& set);

}  // namespace pbc
