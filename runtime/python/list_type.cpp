// SPDX-License-Identifier: Apache-2.0
//
// list (Python library reference, 4.6.4 Lists).
#include <algorithm>

#include "python/iterators.h"
#include "python/numbers.h"
#include "python/plain_order.h"
#include "python/sequences.h"

namespace pbc {

void extend(Values& list, const Value& iterable) {
  if (iterable.is(Tag::kIterator)) {
    // Item by item: the iterator may look at the list, and what came before an error stays.
    for (Value item : iterate(iterable)) list.push_back(std::move(item));
    return;
  }
  Values items = to_values(iterable);
  list.insert(list.end(), std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
}

std::size_t find_item(const Values& items, const Value& item, std::size_t begin, std::size_t end) {
  // Comparing anything but text, numbers and None may change the list.
  const bool is_plain = !item.is_heap() || (item.is(Tag::kStr) && !has_class(item));
  for (std::size_t i = begin; i < end && i < items.size(); ++i) {
    const Value& here = items[i];
    const bool are_plain = is_plain && (!here.is_heap() || (here.is(Tag::kStr) && !has_class(here)));
    if (are_plain ? is_same(here, item) : is_same(Value(here), item)) return i;
  }
  return kNowhere;
}

namespace {

Value list_new(const Value&, Value* arguments) {
  return make_list(arguments[0].is_unset() ? Values() : to_values(arguments[0]));
}

Value list_append(const Value& self, Value* arguments) {
  as_list(self).push_back(std::move(arguments[0]));
  return None;
}

Value list_extend(const Value& self, Value* arguments) {
  extend(as_list(self), arguments[0]);
  return None;
}

Value list_insert(const Value& self, Value* arguments) {
  Values& items = as_list(self);
  std::int64_t at = to_index(arguments[0]);
  auto size = static_cast<std::int64_t>(items.size());
  if (at < 0) at = std::max<std::int64_t>(0, at + size);
  items.insert(items.begin() + std::min(at, size), std::move(arguments[1]));
  return None;
}

Value list_pop(const Value& self, Value* arguments) {
  Values& items = as_list(self);
  std::int64_t at = arguments[0].is_unset() ? -1 : to_index(arguments[0]);
  if (items.empty()) raise_index_error("pop from empty list");
  if (at < 0) at += static_cast<std::int64_t>(items.size());
  if (at < 0 || at >= static_cast<std::int64_t>(items.size())) raise_index_error("pop index out of range");
  Value item = std::move(items[static_cast<std::size_t>(at)]);
  items.erase(items.begin() + at);
  return item;
}

Value list_remove(const Value& self, Value* arguments) {
  Values& items = as_list(self);
  std::size_t at = find_item(items, arguments[0], 0, items.size());
  if (at == kNowhere) raise_value_error("list.remove(x): x not in list");
  if (at >= items.size()) return None;  // gone meanwhile
  Value removed = std::move(items[at]);
  items.erase(items.begin() + static_cast<std::ptrdiff_t>(at));
  return None;
}

Value list_clear(const Value& self, Value*) {
  Values removed;
  as_list(self).swap(removed);
  return None;
}

Value list_copy(const Value& self, Value*) { return make_list(as_list(self)); }

Value list_reverse(const Value& self, Value*) {
  std::reverse(as_list(self).begin(), as_list(self).end());
  return None;
}

Value list_sort(const Value& self, Value* arguments) {
  const bool reverse = !arguments[1].is_unset() && to_c_int(arguments[1]) != 0;
  Values& items = as_list(self);
  // The list is empty while it is sorted, as in CPython: what a key function does to it cannot do harm.
  Values sorting;
  sorting.swap(items);
  auto put_back = [&] {
    bool changed = !items.empty();
    items.swap(sorting);
    return changed;
  };
  try {
    sort_values(sorting, arguments[0], reverse);
  } catch (...) {
    put_back();
    throw;
  }
  if (put_back()) raise_value_error("list modified during sort");
  return None;
}

Value list_reversed(const Value& self, Value*) { return make_reversed(self); }

constexpr Method kMethods[] = {
    {"append", list_append, "object, /"},
    {"clear", list_clear, ""},
    {"copy", list_copy, ""},
    {"count", sequence_count, "value, /"},
    {"extend", list_extend, "iterable, /"},
    {"index", sequence_index, "value, start=, stop=, /"},
    {"insert", list_insert, "index, object, /"},
    {"pop", list_pop, "index=, /"},
    {"remove", list_remove, "value, /"},
    {"reverse", list_reverse, ""},
    {"sort", list_sort, "*, key=, reverse="},
    {"__reversed__", list_reversed, ""},
};

constexpr Method kNew{"list", list_new, "iterable=, /"};

}  // namespace

Value sequence_count(const Value& self, Value* arguments) {
  const Values& items = self.is(Tag::kList) ? as_list(self) : as_tuple(self);
  std::int64_t count = 0;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (is_same(Value(items[i]), arguments[0])) ++count;
  return count;
}

Value sequence_index(const Value& self, Value* arguments) {
  const Values& items = self.is(Tag::kList) ? as_list(self) : as_tuple(self);
  const auto [begin, end] = search_bounds(arguments[1], arguments[2], items.size());
  const std::size_t at = find_item(items, arguments[0], begin, end);
  if (at == kNowhere) {
    if (self.is(Tag::kList)) raise_value_error(to_repr(arguments[0]), " is not in list");
    raise_value_error("tuple.index(x): x not in tuple");
  }
  return at;
}

constinit const Type kListType{.name = "list",
                               .constructor = &kNew,
                               .methods = [] { return std::span<const Method>(kMethods); },
                               .generic = make_generic_alias};

}  // namespace pbc
