// SPDX-License-Identifier: Apache-2.0
//
// list.sort and sorted(). Keys whose comparisons cannot be seen are sorted as numbers (plain_sort.h), all others as
// CPython does, comparison by comparison (merge_sort.h).
#include <algorithm>

#include "python/merge_sort.h"
#include "python/plain_order.h"
#include "python/plain_sort.h"
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
  if (sort_plain(items, keys, reverse)) return;
  if (has_key) return sort_keyed(items, std::move(made), reverse);
  stable_sort(std::span<Value>(items), reverse, IsLess());
}

}  // namespace pbc
