// SPDX-License-Identifier: Apache-2.0
//
// What the sequence types and dict share with the operators.
#pragma once

#include <optional>

#include "python/objects.h"

namespace pbc {

/// Both are str.
Value str_concatenate(const Value& a, const Value& b);
/// The same for `a += b`: when nobody else holds `a`, it is `a` that grows, so that a loop of them takes linear time.
Value str_append(const Value& a, const Value& b);
/// Does `v * n` repeat it?
bool is_repeatable(const Value& v);
/// A new sequence of `sequence` repeated; TypeError unless `count` is an int.
Value repeat(const Value& sequence, const Value& count);
/// list.extend
void extend(Values& list, const Value& iterable);
/// sequence[slice] for a list, tuple, str, bytes, bytearray or range.
Value take_slice(const Value& sequence, const Value& slice);
/// list[slice] = values and del list[slice]
void assign_slice(Values& list, const Value& slice, const Value& values);
void delete_slice(Values& list, const Value& slice);
/// The same for a bytearray.
void assign_slice(std::string& bytes, const Value& slice, const Value& value);
void delete_slice(std::string& bytes, const Value& slice);
/// An object with `__index__` as the int that it gives; other values as they are. Asking runs code, which may change
/// what is about to be indexed: the length is looked at after it.
Value plain_index(const Value& index);
/// The same for the bounds of a slice, of which those beyond 64 bits become the nearest that fit.
Value plain_slice(const Value& slice);
/// A bound of list.index and its kin: beyond 64 bits it is as good as the end. TypeError where it is no index; it says
/// so where None would have been fine too.
std::int64_t clamped_index(const Value& v, bool or_none = false);
/// The bounds `start` and `stop` of a search, either of them unset, in a sequence of `size` items; no more than `size`.
std::pair<std::size_t, std::size_t> search_bounds(const Value& start, const Value& stop, std::size_t size);
inline constexpr std::size_t kNowhere = ~std::size_t{0};
/// The position of an element equal to `item`, or kNowhere. Comparing may change a list.
std::size_t find_item(const Values& items, const Value& item, std::size_t begin, std::size_t end);
/// list.sort: stable, by `key` unless None. Raises what comparing raises; the order is then unspecified.
void sort_values(Values& items, const Value& key, bool reverse);

/// How many items an iterator of the runtime has left, where it knows.
std::optional<std::size_t> items_left(const Value& iterator);
/// operator.length_hint: `fallback` where neither __len__ nor __length_hint__ says anything.
Value length_hint(const Value& v, const Value& fallback);

/// The methods count and index of list and tuple.
Value sequence_count(const Value& self, Value* arguments);
Value sequence_index(const Value& self, Value* arguments);

/// dict.update(other): a dict, an object with keys(), or an iterable of pairs.
void dict_update(const Value& dict, const Value& other);
Value dict_union(const Value& a, const Value& b);
/// An OrderedDict: two of them are equal in the same order only.
bool is_ordered_dict(const Value& dict);
/// A copy of the same type.
Value dict_copy(const Value& dict);
/// dict[key], by way of __missing__ when there is one; KeyError.
Value dict_get_item(const Value& dict, const Value& key);

/// A tuple of two.
Value make_pair(Value first, Value second);

/// What the elements of a dict view are.
Value view_item(const DictView& view, const Table::Entry& entry);

}  // namespace pbc
