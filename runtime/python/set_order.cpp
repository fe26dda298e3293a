// SPDX-License-Identifier: Apache-2.0
#include "python/set_order.h"

#include <algorithm>
#include <vector>

#include "python/class.h"

namespace pbc {

namespace {

constexpr std::size_t kLeast = 8;  // slots of a new table

/// Whether every process of CPython gives `v` the same hash.
bool has_fixed_hash(const Value& v) {
  if (has_class(v)) return false;
  switch (v.tag()) {
    case Tag::kBool:
    case Tag::kInt:
    case Tag::kBigInt:
    case Tag::kFloat:
      return true;
    case Tag::kTuple:
      return std::ranges::all_of(as_tuple(v), has_fixed_hash);
    case Tag::kFrozenSet:
      for (const Table::Entry& entry : as_set(v).entries())
        if (!has_fixed_hash(entry.key)) return false;
      return true;
    default:
      return false;
  }
}

bool has_fixed_hashes(const Table& table) {
  for (const Table::Entry& entry : table.entries())
    if (!has_fixed_hash(entry.key)) return false;
  return true;
}

/// The least number of slots above `count` that CPython uses.
std::size_t slots_above(std::size_t count) {
  std::size_t slots = kLeast;
  while (slots <= count) slots *= 2;
  return slots;
}

bool is_too_full(std::size_t count, std::size_t slots) { return count * 5 >= (slots - 1) * 3; }

std::size_t grown_from(std::size_t used) { return slots_above(used > 50000 ? used * 2 : used * 4); }

/// CPython's open addressing (Objects/setobject.c): ten slots in a row, then a jump by the rest of the hash.
class Slots {
 public:
  Slots(const std::vector<Table::Entry>& entries, std::size_t size, std::size_t filled)
      : entries_(entries), slots_(size, kFree), filled_(filled) {}

  void put(std::size_t entry, std::size_t slot) {
    slots_[slot] = entry;
    ++used_;
  }
  /// For an element that is known to fit, as when a table is copied.
  void place(std::size_t entry) {
    slots_[free_slot(entries_[entry].hash)] = entry;
    ++used_;
  }
  void add(std::size_t entry) {
    place(entry);
    ++filled_;
    if (is_too_full(filled_, slots_.size())) resize(grown_from(used_));
  }
  void resize(std::size_t size) {
    const std::vector<std::size_t> old = std::move(slots_);
    slots_.assign(size, kFree);
    used_ = 0;
    for (const std::size_t kept : old)
      if (kept != kFree) place(kept);
    filled_ = used_;
  }
  std::size_t size() const { return slots_.size(); }
  std::size_t filled() const { return filled_; }
  /// The entries by their slots, which become their values.
  std::vector<Table::Entry> in_order() const {
    std::vector<Table::Entry> result;
    result.reserve(used_);
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
      if (slots_[slot] == kFree) continue;
      result.push_back(entries_[slots_[slot]]);
      result.back().value = static_cast<std::int64_t>(slot);
    }
    return result;
  }

 private:
  static constexpr std::size_t kFree = ~std::size_t{0};
  static constexpr std::size_t kInARow = 9;

  std::size_t free_slot(std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::uint64_t rest = hash;
    std::size_t slot = hash & mask;
    while (true) {
      const std::size_t last = slot + kInARow <= mask ? slot + kInARow : slot;
      for (std::size_t at = slot; at <= last; ++at)
        if (slots_[at] == kFree) return at;
      rest >>= 5;
      slot = (slot * 5 + 1 + rest) & mask;
    }
  }

  const std::vector<Table::Entry>& entries_;
  std::vector<std::size_t> slots_;
  std::size_t used_ = 0;
  std::size_t filled_;
};

std::vector<Table::Entry> entries_of(const Table& table) {
  std::vector<Table::Entry> entries;
  entries.reserve(table.size());
  for (const Table::Entry& entry : table.entries()) entries.push_back(entry);
  return entries;
}

/// The order of elements that were added one by one to a new set.
std::vector<Table::Entry> added_in_turn(const std::vector<Table::Entry>& entries) {
  Slots slots(entries, kLeast, 0);
  for (std::size_t i = 0; i < entries.size(); ++i) slots.add(i);
  return slots.in_order();
}

/// A display of constants: the compiler makes a frozen set of them, and once more from that, and the set of that one.
void order_literal(Set& set, std::vector<Table::Entry>& entries) {
  const std::size_t count = std::min<std::size_t>(set.literal, entries.size());
  const auto end = entries.begin() + static_cast<std::ptrdiff_t>(count);
  std::vector<Table::Entry> constants(entries.begin(), end);
  constants = added_in_turn(added_in_turn(constants));
  const std::size_t size = is_too_full(count, kLeast) ? slots_above(count * 2) : kLeast;
  Slots slots(constants, size, 0);
  for (std::size_t i = 0; i < count; ++i) slots.place(i);
  const std::vector<Table::Entry> placed = slots.in_order();
  std::copy(placed.begin(), placed.end(), entries.begin());
  set.slots = static_cast<std::uint32_t>(size);
}

void take(Set& set, const Slots& slots) {
  const std::vector<Table::Entry> entries = slots.in_order();
  set.table.clear();
  set.table.reserve(entries.size());
  for (const Table::Entry& entry : entries) set.table.find_or_add(entry.key, entry.value);
  set.slots = set.grown = static_cast<std::uint32_t>(slots.size());
  set.filled = static_cast<std::uint32_t>(slots.filled());
  set.counted = static_cast<std::uint32_t>(entries.size());
}

}  // namespace

void count_elements(Set& set) {
  const std::size_t size = set.table.size();
  if (set.literal != 0) {  // all of them at once
    set.grown = static_cast<std::uint32_t>(is_too_full(set.literal, kLeast) ? slots_above(set.literal * 2) : kLeast);
    set.slots = set.grown;
    set.counted = set.filled = static_cast<std::uint32_t>(std::min<std::size_t>(set.literal, size));
    if (has_fixed_hashes(set.table)) {
      std::vector<Table::Entry> entries = entries_of(set.table);
      order_literal(set, entries);
      set.table.clear();
      for (const Table::Entry& entry : entries) set.table.find_or_add(entry.key, entry.value);
    }
    set.literal = 0;
  }
  while (set.counted < size) {
    const std::size_t most = ((set.grown - 1u) * 3u + 4u) / 5u;  // filled so far, the table grows
    const std::size_t step = std::min<std::size_t>(size - set.counted, most > set.filled ? most - set.filled : 1);
    set.counted += static_cast<std::uint32_t>(step);
    set.filled += static_cast<std::uint32_t>(step);
    if (!is_too_full(set.filled, set.grown)) continue;
    set.grown = static_cast<std::uint32_t>(grown_from(set.counted));
    set.filled = set.counted;
  }
}

void settle(const Value& v) {
  Set& set = as_set_object(v);
  const std::size_t last = set.table.last();
  if (last == Table::end() || set.table.at(last).value.is(Tag::kInt)) return;
  if (!has_fixed_hashes(set.table)) return;
  count_elements(set);
  const std::vector<Table::Entry> entries = entries_of(set.table);
  std::size_t placed = 0;
  while (placed < entries.size() && entries[placed].value.is(Tag::kInt)) ++placed;
  // How many slots of erased elements were filled when the new ones came is not known; the end is.
  Slots slots(entries, set.slots, placed);
  for (std::size_t i = 0; i < placed; ++i) slots.put(i, static_cast<std::size_t>(entries[i].value.as_int()));
  for (std::size_t i = placed; i < entries.size(); ++i) slots.add(i);
  const std::size_t grown = set.grown, filled = set.filled;
  if (slots.size() != grown && !is_too_full(entries.size(), grown)) slots.resize(grown);
  take(set, slots);
  set.filled = static_cast<std::uint32_t>(std::max<std::size_t>(filled, entries.size()));
}

void expect_elements(Set& set, std::size_t count) {
  count_elements(set);
  if (!is_too_full(set.filled + count, set.grown)) return;
  set.grown = static_cast<std::uint32_t>(slots_above((set.table.size() + count) * 2));
  set.filled = set.counted = static_cast<std::uint32_t>(set.table.size());
  if (set.table.empty()) {
    set.slots = set.grown;
    return;
  }
  if (!has_fixed_hashes(set.table)) return;
  const std::vector<Table::Entry> entries = entries_of(set.table);
  Slots slots(entries, set.grown, 0);
  for (std::size_t i = 0; i < entries.size(); ++i) slots.place(i);
  take(set, slots);
}

void drop_erased(const Value& v) {
  Set& set = as_set_object(v);
  count_elements(set);
  set.counted = static_cast<std::uint32_t>(set.table.size());
  if (set.filled - set.counted <= (set.grown - 1u) / 4u) return;
  settle(v);
  set.grown = static_cast<std::uint32_t>(grown_from(set.counted));
  set.filled = set.counted;
  if (set.table.empty() || !has_fixed_hashes(set.table)) return;
  const std::vector<Table::Entry> entries = entries_of(set.table);
  Slots slots(entries, set.grown, 0);
  for (std::size_t i = 0; i < entries.size(); ++i) slots.place(i);
  take(set, slots);
  set.filled = set.counted;
}

void copy_elements(const Value& from, Set& to) {
  settle(from);
  const Set& set = as_set_object(from);
  expect_elements(to, set.table.size());
  const bool same_slots = to.slots == set.slots && set.filled == set.table.size();
  to.table.reserve(set.table.size());
  for (const Table::Entry& entry : set.table.entries())
    to.table.find_or_add(entry.key, same_slots ? entry.value : Value(None));
  if (same_slots) to.counted = to.filled = static_cast<std::uint32_t>(to.table.size());
}

}  // namespace pbc
