// SPDX-License-Identifier: Apache-2.0
//
// The hash table of dict and set: keys with Python's hash and equality (1 == 1.0 == True), in order of insertion.
#pragma once

#include "python/type.h"

namespace pbc {

/// Entries in insertion order with an open-addressing index over them; up to eight entries are searched without one.
/// Whatever compares or hashes keys may raise, and leaves the table as it was. A key of the program's own may change
/// the table while it is compared: the search starts again then, as in CPython.
class Table {
 public:
  struct Entry {
    Value key;  // unset: erased
    Value value;
    std::uint64_t hash;
  };

  Table() = default;
  Table(const Table& other);
  Table(Table&& other) noexcept;
  Table& operator=(const Table&) = delete;
  ~Table();

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  /// Null when `key` is absent. The pointer holds until the next change of the table. Raises TypeError when unhashable.
  Value* find(const Value& key);
  const Value* find(const Value& key) const { return const_cast<Table*>(this)->find(key); }
  /// The fast way for text: no Value is made.
  Value* find(std::string_view key);
  const Value* find(std::string_view key) const { return const_cast<Table*>(this)->find(key); }
  template <std::size_t N>
  Value* find(const char (&key)[N]) {
    return find(std::string_view(key, N - 1));
  }
  template <std::size_t N>
  const Value* find(const char (&key)[N]) const {
    return find(std::string_view(key, N - 1));
  }
  bool contains(const Value& key) const { return find(key) != nullptr; }
  /// Replaces the value of an equal key (the old key stays, as in Python) or adds an entry at the end.
  void set(const Value& key, Value value);
  /// The fast way for text; a key that is added is a str of its own.
  void set_text(std::string_view key, Value value);
  /// The value of `key`, added as `value` when absent.
  Value& find_or_add(const Value& key, const Value& value);
  /// False when `key` is absent. `*value`, if asked for, receives what it had.
  bool erase(const Value& key, Value* value = nullptr);
  void clear();
  void reserve(std::size_t count);

  // Entries by position, erased ones between: for (std::size_t i = t.next(0); i != t.end(); i = t.next(i + 1)) t.at(i)
  // A position beyond the end, after a change of the table, is safe to give to next().
  std::size_t next(std::size_t position) const {
    while (position < used_ && entries_[position].key.is_unset()) ++position;
    return position < used_ ? position : kEnd;
  }
  static constexpr std::size_t end() { return kEnd; }
  Entry& at(std::size_t position) { return entries_[position]; }
  const Entry& at(std::size_t position) const { return entries_[position]; }
  /// The last entry's position, or end().
  std::size_t last() const;
  void erase_at(std::size_t position);

  /// for (const Table::Entry& entry : table.entries()), where an Element is a copy of the entry or the entry itself.
  template <typename Element>
  class Entries {
   public:
    class Cursor {
     public:
      Cursor(const Table* table, std::size_t position) : table_(table), position_(position) {}
      Element operator*() const { return table_->entries_[position_]; }
      Cursor& operator++() {
        position_ = table_->next(position_ + 1);
        return *this;
      }
      bool operator!=(const Cursor& other) const { return position_ != other.position_; }

     private:
      const Table* table_;
      std::size_t position_;
    };
    explicit Entries(const Table* table) : table_(table) {}
    Cursor begin() const { return {table_, table_->next(0)}; }
    Cursor end() const { return {table_, kEnd}; }

   private:
    const Table* table_;
  };
  /// Each is a copy, so that code of the program that is called meanwhile may change the table.
  Entries<Entry> entries() const { return Entries<Entry>(this); }
  /// The entries themselves, at their addresses: the table must not change meanwhile.
  Entries<const Entry&> entries_in_place() const { return Entries<const Entry&>(this); }

  /// The same keys in the same order, each with what `map` makes of its value. `map` must not change this table.
  template <typename F>
  Table map_values(F&& map) const {
    Table mapped;
    mapped.reserve(size_);
    for (const Entry& entry : entries_in_place()) mapped.add(entry.key, entry.hash, map(entry.value));
    return mapped;
  }

 private:
  static constexpr std::size_t kEnd = ~std::size_t{0};
  /// The position of the entry with that hash and a key that `matches`, or kEnd.
  template <typename Matches>
  std::size_t search(std::uint64_t hash, Matches matches) const;
  std::size_t locate(const Value& key, std::uint64_t hash) const;
  std::size_t locate_by_comparison(const Value& key, std::uint64_t hash) const;
  std::size_t locate_text(std::string_view key, std::uint64_t hash) const;
  void add(const Value& key, std::uint64_t hash, Value value);
  void grow(std::size_t capacity);
  void index_entry(std::size_t position);
  void unindex(std::size_t position);

  Entry* entries_ = nullptr;
  std::uint32_t* index_ = nullptr;  // positions + 1; 0 free, kErased
  std::uint32_t used_ = 0;          // entries, erased ones included
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = 0;  // of entries_
  std::uint32_t slots_ = 0;     // of index_, a power of two
};

}  // namespace pbc
