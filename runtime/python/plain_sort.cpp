// SPDX-License-Identifier: Apache-2.0
#include "python/plain_sort.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "python/merge_sort.h"
#include "python/special_methods.h"
#include "python/text_of.h"

namespace pbc {
namespace {

/// A key as a number, and where its item stood.
struct Slot {
  std::uint64_t key;
  std::size_t place;
};

struct IsLessKey {
  bool operator()(const Slot& a, const Slot& b) const { return a.key < b.key; }
};

using Slots = std::vector<Slot, HeapAllocator<Slot>>;

enum class Kind : std::uint8_t { kInt, kFloat, kText, kOther };

/// A float holds any int up to here.
constexpr std::int64_t kExact = std::int64_t{1} << 53;

// Numbers of 64 bits without a sign that order as what they stand for does.

constexpr std::uint64_t kTopBit = std::uint64_t{1} << 63;

std::uint64_t key_of_int(std::int64_t number) { return static_cast<std::uint64_t>(number) ^ kTopBit; }

std::uint64_t key_of_float(double number) {
  const auto bits = std::bit_cast<std::uint64_t>(number + 0.0);  // -0.0 equals 0.0
  return (bits & kTopBit) != 0 ? ~bits : bits | kTopBit;
}

/// The first bytes of the text, with zeros behind a shorter one.
std::uint64_t key_of_text(std::string_view text) {
  static_assert(std::endian::native == std::endian::little);
  std::uint64_t word = 0;
  if (text.size() >= sizeof word) {
    std::memcpy(&word, text.data(), sizeof word);
    return __builtin_bswap64(word);
  }
  for (std::size_t i = 0; i < text.size(); ++i)
    word |= static_cast<std::uint64_t>(static_cast<unsigned char>(text[i])) << (56 - 8 * i);
  return word;
}

std::size_t common_prefix(std::string_view a, std::string_view b, std::size_t from) {
  const std::size_t most = std::min(a.size(), b.size());
  while (from < most && a[from] == b[from]) ++from;
  return from;
}

class PlainSort {
 public:
  explicit PlainSort(const Values& keys) : keys_(keys) {}

  /// The places of the keys in order; false when a comparison could be seen.
  bool run(bool reverse) {
    is_tuple_ = std::all_of(keys_.begin(), keys_.end(),
                            [](const Value& key) { return key.is(Tag::kTuple) && !has_class(key); });
    if (is_tuple_) {
      columns_ = as_tuple(keys_[0]).size();
      for (const Value& key : keys_)
        if (as_tuple(key).size() != columns_) return false;
      if (columns_ == 0) return false;
    }
    slots_.reserve(keys_.size());
    for (std::size_t i = 0; i < keys_.size(); ++i) slots_.push_back({0, reverse ? keys_.size() - 1 - i : i});
    if (!sort_column(slots_.data(), slots_.size(), 0)) return false;
    // Equal items keep their order in reverse, too: they were turned round twice.
    if (reverse) std::reverse(slots_.begin(), slots_.end());
    return true;
  }
  const Slots& slots() const { return slots_; }

 private:
  static constexpr std::size_t kManySlots = 256;

  const Value& at(const Slot& slot, std::size_t column) const {
    const Value& key = keys_[slot.place];
    return is_tuple_ ? as_tuple(key)[column] : key;
  }

  Kind common_kind(const Slot* slots, std::size_t count, std::size_t column) const {
    bool all_int = true, all_number = true, all_text = true;
    for (std::size_t i = 0; i < count; ++i) {
      const Value& value = at(slots[i], column);
      if (is_small_int(value)) {
        all_text = false;
        if (value.as_int() > kExact || value.as_int() < -kExact) all_number = false;
      } else if (value.is(Tag::kFloat)) {
        all_int = all_text = false;
        if (std::isnan(value.as_float())) return Kind::kOther;
      } else if (value.is_str() && !has_class(value)) {
        all_int = all_number = false;
      } else {
        return Kind::kOther;
      }
      if (!all_int && !all_number && !all_text) return Kind::kOther;
    }
    return all_int ? Kind::kInt : all_number ? Kind::kFloat : Kind::kText;
  }

  /// Sorts what is equal in the columns before.
  bool sort_column(Slot* slots, std::size_t count, std::size_t column) {
    if (count < 2) return true;
    const Kind kind = common_kind(slots, count, column);
    switch (kind) {
      case Kind::kInt:
        for (std::size_t i = 0; i < count; ++i) slots[i].key = key_of_int(at(slots[i], column).as_int());
        sort_keys(slots, count);
        break;
      case Kind::kFloat:
        for (std::size_t i = 0; i < count; ++i) {
          const Value& value = at(slots[i], column);
          slots[i].key = key_of_float(value.is(Tag::kFloat) ? value.as_float() : static_cast<double>(value.as_int()));
        }
        sort_keys(slots, count);
        break;
      case Kind::kText:
        sort_texts(slots, count, column, 0);
        break;
      case Kind::kOther:
        return false;
    }
    if (column + 1 == columns_) return true;
    const auto are_equal = [&](const Slot& a, const Slot& b) {
      return kind == Kind::kText ? is_same_text(text_of(at(a, column)), text_of(at(b, column))) : a.key == b.key;
    };
    for (std::size_t begin = 0, end; begin < count; begin = end) {
      for (end = begin + 1; end < count && are_equal(slots[begin], slots[end]);) ++end;
      if (!sort_column(slots + begin, end - begin, column + 1)) return false;
    }
    return true;
  }

  /// Sorts by texts that have the first `from` bytes in common.
  void sort_texts(Slot* slots, std::size_t count, std::size_t column, std::size_t from) {
    const auto text_at = [&](const Slot& slot) { return text_of(at(slot, column)); };
    const std::string_view first = text_at(slots[0]);
    std::size_t prefix = first.size();
    for (std::size_t i = 1; i < count && prefix > from; ++i)
      prefix = common_prefix(first.substr(0, prefix), text_at(slots[i]), from);
    for (std::size_t i = 0; i < count; ++i) slots[i].key = key_of_text(text_at(slots[i]).substr(prefix));
    sort_keys(slots, count);
    const std::size_t behind = prefix + sizeof(std::uint64_t);
    for (std::size_t begin = 0, end; begin < count; begin = end) {
      end = begin + 1;
      if (end == count || slots[end].key != slots[begin].key) continue;
      const std::size_t size = text_at(slots[begin]).size();
      bool go_on = size >= behind, are_equal = size <= behind;
      for (; end < count && slots[end].key == slots[begin].key; ++end) {
        const std::size_t other = text_at(slots[end]).size();
        go_on = go_on && other >= behind;
        are_equal = are_equal && other == size;
      }
      if (are_equal) continue;
      if (go_on && end - begin >= kManySlots) {
        sort_texts(slots + begin, end - begin, column, behind);
      } else {
        stable_sort(slots + begin, end - begin, [&](const Slot& a, const Slot& b) {
          return text_at(a).substr(prefix) < text_at(b).substr(prefix);
        });
      }
    }
  }

  template <typename Less>
  static void stable_sort(Slot* slots, std::size_t count, Less less) {
    constexpr std::size_t kFewSlots = 16;
    if (count <= kFewSlots) {
      for (std::size_t i = 1; i < count; ++i) {
        const Slot slot = slots[i];
        std::size_t at = i;
        for (; at > 0 && less(slot, slots[at - 1]); --at) slots[at] = slots[at - 1];
        slots[at] = slot;
      }
      return;
    }
    MergeSort<Slot, Less>(std::span(slots, count), less).run();
  }

  void sort_keys(Slot* slots, std::size_t count) {
    if (std::is_sorted(slots, slots + count, IsLessKey())) return;
    if (count < kManySlots)
      stable_sort(slots, count, IsLessKey());
    else
      sort_by_bytes(slots, count);
  }

  /// Byte by byte, the last first: each pass keeps the order of what it does not tell apart.
  void sort_by_bytes(Slot* slots, std::size_t count) {
    constexpr std::size_t kBytes = sizeof(std::uint64_t), kValues = 256;
    std::array<std::array<std::size_t, kValues>, kBytes> counts{};
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t byte = 0; byte < kBytes; ++byte) ++counts[byte][slots[i].key >> 8 * byte & 0xFF];
    Slots spare(count);
    Slot *from = slots, *to = spare.data();
    for (std::size_t byte = 0; byte < kBytes; ++byte) {
      std::array<std::size_t, kValues>& places = counts[byte];
      if (places[from[0].key >> 8 * byte & 0xFF] == count) continue;  // all have the same byte here
      std::size_t sum = 0;
      for (std::size_t& place : places) sum += std::exchange(place, sum);
      for (std::size_t i = 0; i < count; ++i) to[places[from[i].key >> 8 * byte & 0xFF]++] = from[i];
      std::swap(from, to);
    }
    if (from != slots) std::copy(from, from + count, slots);
  }

  const Values& keys_;
  bool is_tuple_ = false;
  std::size_t columns_ = 1;
  Slots slots_;
};

}  // namespace

bool sort_plain(Values& items, const Values& keys, bool reverse) {
  if (keys.size() < 2) return true;
  PlainSort sort(keys);
  if (!sort.run(reverse)) return false;
  Values sorted;
  sorted.reserve(items.size());
  for (const Slot& slot : sort.slots()) sorted.push_back(std::move(items[slot.place]));
  items.swap(sorted);
  return true;
}

}  // namespace pbc
