// SPDX-License-Identifier: Apache-2.0
//
// Typed 32-bit ids and the stores they index. Objects of the compiler refer to one another by id, never by pointer,
// so stores may grow, be copied and be compared without fixing anything up.
#pragma once

#include <cassert>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace pbc {

/// The number of one object in the store of its family. `Tag` keeps families apart and may stay an incomplete type.
/// A default-made id is kNone, which indexes nothing.
template <class Tag>
class Id {
 public:
  static const Id kNone;

  constexpr Id() = default;
  constexpr explicit Id(std::size_t index) : index_(static_cast<std::uint32_t>(index)) { assert(index < kNoneIndex); }

  constexpr std::uint32_t index() const { return index_; }
  constexpr bool is_none() const { return index_ == kNoneIndex; }
  constexpr explicit operator bool() const { return index_ != kNoneIndex; }
  constexpr auto operator<=>(const Id&) const = default;

 private:
  static constexpr std::uint32_t kNoneIndex = 0xFFFFFFFF;
  std::uint32_t index_ = kNoneIndex;
};

template <class Tag>
inline constexpr Id<Tag> Id<Tag>::kNone{};

/// All ids of a store of `size` objects, in order: `for (BlockId block_id : module.blocks.ids())`.
template <class IdT>
class IdRange {
 public:
  class Iterator {
   public:
    using value_type = IdT;
    using difference_type = std::ptrdiff_t;
    constexpr Iterator() = default;
    constexpr explicit Iterator(std::size_t index) : index_(index) {}
    constexpr IdT operator*() const { return IdT(index_); }
    constexpr Iterator& operator++() {
      ++index_;
      return *this;
    }
    constexpr Iterator operator++(int) { return Iterator(index_++); }
    constexpr bool operator==(const Iterator&) const = default;

   private:
    std::size_t index_ = 0;
  };

  constexpr explicit IdRange(std::size_t size) : size_(size) {}
  constexpr Iterator begin() const { return Iterator(0); }
  constexpr Iterator end() const { return Iterator(size_); }
  constexpr std::size_t size() const { return size_; }

 private:
  std::size_t size_;
};

/// Owns the objects of one family in the order they were added. Adding may move the objects: hold ids, not references.
template <class IdT, class T>
class Store {
 public:
  IdT add(T value) {
    values_.push_back(std::move(value));
    return IdT(values_.size() - 1);
  }

  T& operator[](IdT id) {
    assert(id.index() < values_.size());
    return values_[id.index()];
  }
  const T& operator[](IdT id) const {
    assert(id.index() < values_.size());
    return values_[id.index()];
  }

  std::size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  IdRange<IdT> ids() const { return IdRange<IdT>(values_.size()); }

  auto begin() { return values_.begin(); }
  auto end() { return values_.end(); }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }

  bool operator==(const Store&) const = default;

 private:
  std::vector<T> values_;
};

/// What an analysis knows about the objects of a store, by id. An id that was never set reads as T().
template <class IdT, class T>
class SideTable {
 public:
  void set(IdT id, T value) {
    assert(id);
    if (id.index() >= values_.size()) values_.resize(id.index() + 1);
    values_[id.index()] = std::move(value);
  }
  const T& operator[](IdT id) const { return id.index() < values_.size() ? values_[id.index()] : absent_; }

 private:
  std::vector<T> values_;
  T absent_{};
};

}  // namespace pbc

template <class Tag>
struct std::hash<pbc::Id<Tag>> {
  std::size_t operator()(pbc::Id<Tag> id) const { return id.index(); }
};
