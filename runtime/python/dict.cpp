// SPDX-License-Identifier: Apache-2.0
#include "python/dict.h"

#include <bit>
#include <cstring>
#include <tuple>

#include "python/class.h"
#include "python/text_of.h"

namespace pbc {

namespace {

constexpr std::uint32_t kSmallest = 4;
constexpr std::uint32_t kUnindexed = 8;  // up to here the entries are searched one by one
constexpr std::uint32_t kErased = ~std::uint32_t{0};
constexpr std::uint32_t kLargest = std::uint32_t{1} << 30;

/// The first slot to probe. Fibonacci hashing: hash(int) is the int itself, so its low bits alone would cluster.
std::size_t first_slot(std::uint64_t hash, std::uint32_t slots) {
  return (hash * 0x9E3779B97F4A7C15u) >> (64 - std::countr_zero(slots));
}

/// hash_of, without a call for what most keys are.
std::uint64_t hash_of_key(const Value& key) {
  if (key.is(Tag::kStr) && as_str(key).hash != 0 && !has_class(key)) return as_str(key).hash;
  return hash_of(key);
}

/// Neither its hash nor its comparison runs code of the program.
bool is_plain_key(const Value& key) { return !key.is_heap() || (key.is(Tag::kStr) && !has_class(key)); }

/// A key that is being looked for: what its own hash and comparison do may let go of the place that `key` refers to.
class HeldKey {
 public:
  explicit HeldKey(const Value& key) : copy_(is_plain_key(key) ? Value() : key), key_(&key) {}
  const Value& operator*() const { return copy_.is_unset() ? *key_ : copy_; }

 private:
  const Value copy_;
  const Value* const key_;
};

/// Values may be moved as bytes: nothing refers to where one lies.
void relocate(Table::Entry* to, const Table::Entry* from, std::size_t count) {
  std::memcpy(static_cast<void*>(to), static_cast<const void*>(from), count * sizeof(Table::Entry));
}

}  // namespace

Table::Table(Table&& other) noexcept
    : entries_(std::exchange(other.entries_, nullptr)),
      index_(std::exchange(other.index_, nullptr)),
      used_(std::exchange(other.used_, 0)),
      size_(std::exchange(other.size_, 0)),
      capacity_(std::exchange(other.capacity_, 0)),
      slots_(std::exchange(other.slots_, 0)) {}

Table::Table(const Table& other) {
  reserve(other.size_);
  for (std::uint32_t i = 0; i < other.used_; ++i) {
    if (other.entries_[i].key.is_unset()) continue;
    new (&entries_[used_]) Entry(other.entries_[i]);
    if (index_ != nullptr) index_entry(used_);
    ++used_;
    ++size_;
  }
}

Table::~Table() { clear(); }

void Table::clear() {
  Entry* entries = std::exchange(entries_, nullptr);
  std::uint32_t* index = std::exchange(index_, nullptr);
  std::uint32_t used = std::exchange(used_, 0);
  std::uint32_t capacity = std::exchange(capacity_, 0);
  std::uint32_t slots = std::exchange(slots_, 0);
  size_ = 0;
  // The table is empty before the first value goes: what its destruction does may look here.
  for (std::uint32_t i = 0; i < used; ++i) entries[i].~Entry();
  if (entries != nullptr) Heap::current().deallocate(entries, capacity * sizeof(Entry));
  if (index != nullptr) Heap::current().deallocate(index, slots * sizeof(std::uint32_t));
}

void Table::reserve(std::size_t count) {
  if (count > capacity_) grow(count);
}

void Table::grow(std::size_t wanted) {
  // Without an index, any number of entries will do; the index is a power of two.
  std::size_t capacity = std::min<std::size_t>(wanted, kUnindexed);
  while (capacity < wanted) capacity *= 2;
  if (capacity > kLargest) raise_error(kMemoryError, "");
  Heap& heap = Heap::current();
  auto* entries = static_cast<Entry*>(heap.allocate(capacity * sizeof(Entry)));
  std::uint32_t used = 0;
  if (size_ == used_) {
    if (used_ != 0) relocate(entries, entries_, used_);
    used = used_;
  } else {
    for (std::uint32_t i = 0; i < used_; ++i)
      if (!entries_[i].key.is_unset()) relocate(&entries[used++], &entries_[i], 1);
  }
  if (entries_ != nullptr) heap.deallocate(entries_, capacity_ * sizeof(Entry));
  entries_ = entries;
  used_ = used;
  if (capacity != capacity_) {
    if (index_ != nullptr) heap.deallocate(index_, slots_ * sizeof(std::uint32_t));
    slots_ = capacity > kUnindexed ? static_cast<std::uint32_t>(capacity * 2) : 0;
    index_ = slots_ != 0 ? static_cast<std::uint32_t*>(heap.allocate(slots_ * sizeof(std::uint32_t))) : nullptr;
    capacity_ = static_cast<std::uint32_t>(capacity);
  }
  if (index_ == nullptr) return;
  std::memset(index_, 0, slots_ * sizeof(std::uint32_t));
  for (std::uint32_t i = 0; i < used_; ++i) index_entry(i);
}

void Table::index_entry(std::size_t position) {
  std::size_t slot = first_slot(entries_[position].hash, slots_);
  while (index_[slot] != 0 && index_[slot] != kErased) slot = (slot + 1) & (slots_ - 1);
  index_[slot] = static_cast<std::uint32_t>(position + 1);
}

void Table::unindex(std::size_t position) {
  std::size_t slot = first_slot(entries_[position].hash, slots_);
  while (index_[slot] != position + 1) slot = (slot + 1) & (slots_ - 1);
  index_[slot] = kErased;
}

template <typename Matches>
inline std::size_t Table::search(std::uint64_t hash, Matches matches) const {
  if (index_ == nullptr) {
    for (std::uint32_t i = 0; i < used_; ++i)
      if (entries_[i].hash == hash && !entries_[i].key.is_unset() && matches(entries_[i].key)) return i;
    return kEnd;
  }
  for (std::size_t slot = first_slot(hash, slots_); index_[slot] != 0; slot = (slot + 1) & (slots_ - 1)) {
    if (index_[slot] == kErased) continue;
    const std::uint32_t i = index_[slot] - 1;
    if (entries_[i].hash == hash && matches(entries_[i].key)) return i;
  }
  return kEnd;
}

std::size_t Table::locate(const Value& key, std::uint64_t hash) const {
  if (!is_plain_key(key)) return locate_by_comparison(key, hash);
  bool has_other = false;  // a key of the same hash that has its own idea of equality
  const auto other_than_plain = [&](const Value& other) {
    has_other = has_other || !is_plain_key(other);
    return false;
  };
  const std::size_t found = key.is_str() ? search(hash,
                                                  [&](const Value& other) {
                                                    if (other.is_same_word(key)) return true;
                                                    if (!other.is_str() || has_class(other))
                                                      return other_than_plain(other);
                                                    return is_same_text(text_of(other), text_of(key));
                                                  })
                                         : search(hash, [&](const Value& other) {
                                             return is_plain_key(other) ? is_same(other, key) : other_than_plain(other);
                                           });
  return has_other ? locate_by_comparison(key, hash) : found;
}

std::size_t Table::locate_by_comparison(const Value& key, std::uint64_t hash) const {
  for (;;) {
    bool is_changed = false;
    const std::size_t found = search(hash, [&](const Value& other) {
      if (other.is_same_word(key)) return true;
      const Value held = other;
      const Value* const place = &other;
      const std::tuple before(entries_, index_, capacity_, slots_);
      const bool is_equal = is_same(held, key);
      is_changed = before != std::tuple(entries_, index_, capacity_, slots_) || place >= &entries_[used_].key ||
                   !place->is_same_word(held);
      return is_equal || is_changed;
    });
    if (!is_changed) return found;
  }
}

std::size_t Table::locate_text(std::string_view key, std::uint64_t hash) const {
  return search(hash, [&](const Value& other) { return other.is_str() && is_same_text(text_of(other), key); });
}

void Table::add(const Value& key, std::uint64_t hash, Value value) {
  if (used_ == capacity_) {
    const std::uint32_t more = capacity_ < kSmallest ? kSmallest : capacity_ < kUnindexed ? kUnindexed : capacity_ + 1;
    grow(size_ < used_ / 4 * 3 ? size_ + 1 : more);
  }
  new (&entries_[used_]) Entry{key, std::move(value), hash};
  if (index_ != nullptr) index_entry(used_);
  ++used_;
  ++size_;
}

Value* Table::find(const Value& key) {
  const HeldKey held(key);
  std::uint64_t hash = hash_of_key(*held);
  if (size_ == 0) return nullptr;
  std::size_t position = locate(*held, hash);
  return position == kEnd ? nullptr : &entries_[position].value;
}

Value* Table::find(std::string_view key) {
  if (size_ == 0) return nullptr;
  std::size_t position = locate_text(key, hash_of_text(key));
  return position == kEnd ? nullptr : &entries_[position].value;
}

void Table::set(const Value& key, Value value) {
  const HeldKey held(key);
  std::uint64_t hash = hash_of_key(*held);
  std::size_t position = size_ == 0 ? kEnd : locate(*held, hash);
  if (position == kEnd) {
    add(*held, hash, std::move(value));
  } else {
    entries_[position].value.swap(value);
  }
}

void Table::set_text(std::string_view key, Value value) {
  const std::uint64_t hash = hash_of_text(key);
  const std::size_t position = size_ == 0 ? kEnd : locate_text(key, hash);
  if (position != kEnd) return entries_[position].value.swap(value);
  const Value added = make_str(key);
  if (added.is(Tag::kStr)) as_str(added).hash = hash;
  add(added, hash, std::move(value));
}

Value& Table::find_or_add(const Value& key, const Value& value) {
  const HeldKey held(key);
  std::uint64_t hash = hash_of_key(*held);
  std::size_t position = size_ == 0 ? kEnd : locate(*held, hash);
  if (position != kEnd) return entries_[position].value;
  add(*held, hash, value);
  return entries_[used_ - 1].value;
}

bool Table::erase(const Value& key, Value* value) {
  const HeldKey held(key);
  std::uint64_t hash = hash_of_key(*held);
  std::size_t position = size_ == 0 ? kEnd : locate(*held, hash);
  if (position == kEnd) return false;
  if (value != nullptr) *value = entries_[position].value;
  erase_at(position);
  return true;
}

void Table::erase_at(std::size_t position) {
  if (index_ != nullptr) unindex(position);
  Value key = std::move(entries_[position].key);
  Value value = std::move(entries_[position].value);
  --size_;
  while (used_ > 0 && entries_[used_ - 1].key.is_unset()) entries_[--used_].~Entry();
}

std::size_t Table::last() const {
  return used_ == 0 ? kEnd : used_ - 1;  // erased entries never stand at the end
}

}  // namespace pbc
