// SPDX-License-Identifier: Apache-2.0
//
// Value::text() for where it is asked often: without a call.
#pragma once

#include <cstring>

#include "python/objects.h"

namespace pbc {

/// The UTF-8 bytes of a str; they live as long as the value does.
inline std::string_view text_of(const Value& v) { return v.is(Tag::kStr) ? as_str(v).view() : v.text(); }

/// a == b, without a call for what is as short as most keys.
inline bool is_same_text(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  if (a.data() == b.data()) return true;
  // Two words from either end, which overlap, cover up to twice their size.
  const auto same_words = [&]<typename Word>(Word) {
    Word heads[2], tails[2];
    std::memcpy(&heads[0], a.data(), sizeof(Word));
    std::memcpy(&heads[1], b.data(), sizeof(Word));
    std::memcpy(&tails[0], a.data() + a.size() - sizeof(Word), sizeof(Word));
    std::memcpy(&tails[1], b.data() + b.size() - sizeof(Word), sizeof(Word));
    return heads[0] == heads[1] && tails[0] == tails[1];
  };
  if (a.size() > 16) return std::memcmp(a.data(), b.data(), a.size()) == 0;
  if (a.size() >= 8) return same_words(std::uint64_t{});
  if (a.size() >= 4) return same_words(std::uint32_t{});
  if (a.size() >= 2) return same_words(std::uint16_t{});
  return a.empty() || a[0] == b[0];
}

/// What a text of one ASCII character is: the same value each time, without storage of its own.
Value ascii_character(char c);

}  // namespace pbc
