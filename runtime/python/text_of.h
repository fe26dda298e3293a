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

/// str_is_ascii() and str_length() without a call, where that can be told at once.
inline bool is_ascii_text(const Value& v) { return v.is(Tag::kStr) ? as_str(v).is_ascii() : v.is_ascii_literal(); }
inline std::size_t length_of_text(const Value& v) {
  if (v.is(Tag::kStr)) return as_str(v).length;
  return v.is_ascii_literal() ? v.text().size() : str_length(v);
}

/// memcpy() of a text, without a call for what is as short as most parts are; gives the end.
inline char* copy_text(char* to, std::string_view text) {
  const std::size_t size = text.size();
  // Two words from either end, which overlap, cover up to twice their size.
  const auto copy_words = [&]<typename Word>(Word head, Word tail) {
    std::memcpy(&head, text.data(), sizeof(Word));
    std::memcpy(&tail, text.data() + size - sizeof(Word), sizeof(Word));
    std::memcpy(to, &head, sizeof(Word));
    std::memcpy(to + size - sizeof(Word), &tail, sizeof(Word));
  };
  struct Sixteen {
    std::uint64_t words[2];
  };
  if (size > 32) {
    std::memcpy(to, text.data(), size);
  } else if (size >= 16) {
    copy_words(Sixteen{}, Sixteen{});
  } else if (size >= 8) {
    copy_words(std::uint64_t{}, std::uint64_t{});
  } else if (size >= 4) {
    copy_words(std::uint32_t{}, std::uint32_t{});
  } else if (size > 0) {
    to[0] = text[0];
    to[size / 2] = text[size / 2];
    to[size - 1] = text[size - 1];
  }
  return to + size;
}

/// make_str(text) of what is known to be ASCII.
Value make_ascii(std::string_view text);

/// What a text of one ASCII character is: the same value each time, without storage of its own.
Value ascii_character(char c);

}  // namespace pbc
