// SPDX-License-Identifier: Apache-2.0
//
// The algorithm of Ratcliff and Obershelp on two sequences, with CPython's notions of junk and of popular elements.
#pragma once

#include <unordered_map>
#include <unordered_set>

#include "python/objects.h"

namespace pbc::diff {

/// Elements of a[i : i + size] and b[j : j + size] are equal.
struct Block {
  std::size_t i, j, size;
};
enum class Tag : std::uint8_t { kEqual, kReplace, kDelete, kInsert };
/// What makes a[i1:i2] of b[j1:j2].
struct Step {
  Tag tag;
  std::size_t i1, i2, j1, j2;
};

/// Raises what hashing the elements and `is_junk` (None or unset: nothing is junk) raise. Time is quadratic in the
/// worst case.
class Matcher {
 public:
  Matcher(Value is_junk, bool finds_popular) : is_junk_(std::move(is_junk)), finds_popular_(finds_popular) {}
  void set_first(const Value& sequence) { a_ = numbered(sequence); }
  void set_second(const Value& sequence);

  std::size_t first_size() const { return a_.size(); }
  std::size_t second_size() const { return b_.size(); }
  Block longest(std::size_t i1, std::size_t i2, std::size_t j1, std::size_t j2) const;
  /// In order, the last one empty and at the ends.
  std::vector<Block> blocks() const;
  std::vector<Step> steps() const;
  /// The steps in groups with `context` equal elements around what differs.
  std::vector<std::vector<Step>> groups(std::int64_t context) const;
  double ratio() const;
  double quick_ratio() const;  // upper bounds of ratio()
  double fastest_ratio() const;

 private:
  /// Equal elements have equal numbers; that of a character is its code point.
  std::vector<std::uint32_t> numbered(const Value& sequence);

  Value is_junk_;
  bool finds_popular_;
  Table numbers_;
  std::vector<std::uint32_t> a_, b_;
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> places_;  // in b, of what is not junk and not popular
  std::unordered_set<std::uint32_t> junk_;
};

}  // namespace pbc::diff
