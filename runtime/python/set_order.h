// SPDX-License-Identifier: Apache-2.0
//
// The order of sets. CPython shows the elements of a set in the order of its hash table. For numbers, and for tuples
// and frozen sets of them, the hashes and so the order are the same in every process, and scripts print such sets. So a
// set of these is brought into that order before it is iterated; all others stay in order of first insertion.
#pragma once

#include "python/objects.h"

namespace pbc {

inline Set& as_set_object(const Value& v) { return *static_cast<Set*>(v.object()); }

/// Brings the elements of a kSet or kFrozenSet into CPython's order. Cost: one comparison when nothing was added since,
/// else linear for sets of numbers.
void settle(const Value& set);
/// Before an element is erased: counts what was added since, because erasing gives no slots back. Cost: constant.
void count_elements(Set& set);
/// Before the elements of another set or dict of `count` are added: CPython makes room for all of them at once.
void expect_elements(Set& set, std::size_t count);
/// After many were erased: CPython makes the table smaller.
void drop_erased(const Value& set);
/// The elements of `from` become those of the new set `to`.
void copy_elements(const Value& from, Set& to);

}  // namespace pbc
