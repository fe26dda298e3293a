// SPDX-License-Identifier: Apache-2.0
//
// list.sort and sorted(). Keys of one plain kind are sorted apart from the items, as numbers: no comparison of theirs
// can be seen, so only the order counts. All others are compared as CPython does, one by one (merge_sort.h).
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "python/merge_sort.h"
#include "python/plain_order.h"
#include "python/sequences.h"

namespace pbc {

namespace {

template <typename T>
using Row = std::vector<T, HeapAllocator<T>>;

/// reverse=True keeps the order of equal items: reverse, sort, reverse; also when a comparison raises.
template <typename T, typename Less>
void stable_sort(std::span<T> items, bool reverse, Less less) {
  if (reverse) std::reverse(items.begin(), items.end());
  MergeSort sort(items, less);
  try {
    sort.run();
  } catch (...) {
    if (reverse) std::reverse(items.begin(), items.end());
    throw;
  }
  if (reverse) std::reverse(items.begin(), items.end());
}

// --- Keys of one plain kind ------------------------------------------------------------------------------------------

enum class Kind : std::uint8_t { kInt, kFloat, kText, kOther };

Kind kind_of(const Value& key) {
  if (is_small_int(key)) return Kind::kInt;
  if (key.is_str() && !has_class(key)) return Kind::kText;
  return key.is(Tag::kFloat) && !std::isnan(key.as_float()) ? Kind::kFloat : Kind::kOther;
}

/// The kind of all keys, or kOther.
Kind common_kind(const Values& keys) {
  if (keys.empty()) return Kind::kOther;
  const Kind kind = kind_of(keys[0]);
  for (const Value& key : keys)
    if (kind_of(key) != kind) return Kind::kOther;
  return kind;
}

/// A key as a number, and where the item stood.
template <typename Number>
struct Slot {
  Number key;
  std::size_t place;
};

/// The first eight bytes, so that their order as a number is that of the text.
std::uint64_t first_bytes(std::string_view text) {
  static_assert(std::endian::native == std::endian::little);
  std::uint64_t word = 0;
  std::memcpy(&word, text.data(), std::min<std::size_t>(text.size(), sizeof word));
  return __builtin_bswap64(word);
}

template <typename Number, typename NumberOf, typename Less>
void sort_slots(Values& items, const Values& keys, bool reverse, NumberOf number_of, Less less) {
  Row<Slot<Number>> slots;
  slots.reserve(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) slots.push_back({number_of(keys[i]), i});
  stable_sort(std::span(slots), reverse, less);
  Values sorted;
  sorted.reserve(items.size());
  for (const Slot<Number>& slot : slots) sorted.push_back(std::move(items[slot.place]));
  items.swap(sorted);
}

template <typename Number, typename NumberOf>
void sort_numbers(Values& items, const Values& keys, bool reverse, NumberOf number_of) {
  sort_slots<Number>(items, keys, reverse, number_of,
                     [](const Slot<Number>& a, const Slot<Number>& b) { return a.key < b.key; });
}

void sort_texts(Values& items, const Values& keys, bool reverse) {
  using TextSlot = Slot<std::uint64_t>;
  sort_slots<std::uint64_t>(
      items, keys, reverse, [](const Value& key) { return first_bytes(text_of(key)); },
      [&keys](const TextSlot& a, const TextSlot& b) {
        return a.key != b.key ? a.key < b.key : text_of(keys[a.place]) < text_of(keys[b.place]);
      });
}

// --- Other keys ------------------------------------------------------------------------------------------------------

/// Tuples without a class; the sort holds both, and they do not change.
bool is_less_tuple(const Values& a, const Values& b) {
  const std::size_t common = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < common; ++i) {
    const int order = plain_order(a[i], b[i]);
    if (order == 0) continue;
    if (order != kNoPlainOrder) return order < 0;
    if (!is_same(a[i], b[i])) return compare(Comparison::kLess, a[i], b[i]);
  }
  return a.size() < b.size();
}

struct IsLess {
  bool operator()(const Value& a, const Value& b) const {
    if (a.is(Tag::kTuple) && b.is(Tag::kTuple) && !either_has_class(a, b))
      return is_less_tuple(as_tuple(a), as_tuple(b));
    return compare(Comparison::kLess, a, b);
  }
};

struct Keyed {
  Value key;
  Value item;
};

void sort_keyed(Values& items, Values keys, bool reverse) {
  Row<Keyed> keyed;
  keyed.reserve(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) keyed.push_back({std::move(keys[i]), std::move(items[i])});
  const auto put_back = [&] {
    for (std::size_t i = 0; i < keyed.size(); ++i) items[i] = std::move(keyed[i].item);
  };
  try {
    stable_sort(std::span(keyed), reverse, [](const Keyed& a, const Keyed& b) { return IsLess()(a.key, b.key); });
  } catch (...) {
    put_back();
    throw;
  }
  put_back();
}

}  // namespace

void sort_values(Values& items, const Value& key, bool reverse) {
  const bool has_key = !key.is_unset() && !key.is_none();
  Values made;
  if (has_key) {
    made.reserve(items.size());
    for (const Value& item : items) made.push_back(key({item}));
  }
  const Values& keys = has_key ? made : items;
  switch (common_kind(keys)) {
    case Kind::kInt:
      return sort_numbers<std::int64_t>(items, keys, reverse, [](const Value& key) { return key.as_int(); });
    case Kind::kFloat:
      return sort_numbers<double>(items, keys, reverse, [](const Value& key) { return key.as_float(); });
    case Kind::kText:
      return sort_texts(items, keys, reverse);
    case Kind::kOther:
      break;
  }
  if (has_key) return sort_keyed(items, std::move(made), reverse);
  stable_sort(std::span<Value>(items), reverse, IsLess());
}

}  // namespace pbc
