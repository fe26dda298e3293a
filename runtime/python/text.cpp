// SPDX-License-Identifier: Apache-2.0
#include "python/text.h"
#include "python/text_spaces.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace pbc::text {

std::size_t byte_of(std::string_view text, std::size_t index, bool ascii) {
  if (ascii) return std::min(index, text.size());
  std::size_t byte = 0;
  for (; index > 0 && byte < text.size(); --index) byte += unicode::length_of(text[byte]);
  return std::min(byte, text.size());
}

std::size_t rfind(std::string_view text, std::string_view needle) {
  if (needle.empty()) return text.size();
  if (needle.size() > text.size()) return kNone;
  for (std::size_t at = text.size() - needle.size() + 1; at-- > 0;)
    if (text[at] == needle[0] && std::memcmp(text.data() + at, needle.data(), needle.size()) == 0) return at;
  return kNone;
}

namespace {

std::size_t count_byte(std::string_view text, char c) {
  constexpr std::uint64_t kEach = 0x0101010101010101u, kLow = 0x7F * kEach;
  std::size_t result = 0, at = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, sizeof word);
    word ^= kEach * static_cast<unsigned char>(c);
    const std::uint64_t equal = ~(((word & kLow) + kLow) | word | kLow);  // the high bit of a byte that is c
    result += (equal >> 7) * kEach >> 56;
  }
  for (; at < text.size(); ++at) result += text[at] == c ? 1 : 0;
  return result;
}

}  // namespace

template <typename Units>
std::size_t count(std::string_view text, std::string_view needle) {
  if (needle.empty()) return Units::count(text) + 1;
  if (needle.size() == 1) return count_byte(text, needle[0]);
  std::size_t result = 0;
  for (std::size_t at = text.find(needle); at != kNone; at = text.find(needle, at + needle.size())) ++result;
  return result;
}

template <typename Units>
std::string replace(std::string_view text, std::string_view old, std::string_view with, std::int64_t limit) {
  if (limit < 0) limit = kAll;
  std::string result;
  result.reserve(text.size() + (with.size() > old.size() ? 4 * with.size() : 0));
  std::size_t from = 0;
  if (old.empty()) {
    for (; limit > 0; --limit) {
      result += with;
      if (from == text.size()) break;
      const std::size_t start = from;
      Units::next(text, from);
      result += text.substr(start, from - start);
    }
  } else {
    for (; limit > 0; --limit) {
      const std::size_t at = text.find(old, from);
      if (at == kNone) break;
      result += text.substr(from, at - from);
      result += with;
      from = at + old.size();
    }
  }
  result += text.substr(from);
  return result;
}

template <typename Units>
std::string_view strip_space(std::string_view text, Side side) {
  const auto is_space = [](char c) { return kSpaces<Units>[static_cast<unsigned char>(c)]; };
  const char* start = text.data();
  const char* end = start + text.size();
  if (static_cast<int>(side) & static_cast<int>(Side::kLeft)) {
    while (start != end) {
      std::size_t at = 1;
      if (static_cast<unsigned char>(*start) >= 128) {
        at = 0;
        if (!Units::is_space(Units::next({start, static_cast<std::size_t>(end - start)}, at))) break;
      } else if (!is_space(*start)) {
        break;
      }
      start += at;
    }
  }
  if (static_cast<int>(side) & static_cast<int>(Side::kRight)) {
    while (end != start) {
      auto at = static_cast<std::size_t>(end - start);
      if (static_cast<unsigned char>(end[-1]) >= 128) {
        if (!Units::is_space(Units::previous({start, at}, at))) break;
      } else if (!is_space(start[--at])) {
        break;
      }
      end = start + at;
    }
  }
  return {start, static_cast<std::size_t>(end - start)};
}

template <typename Units>
std::string_view strip(std::string_view text, std::string_view characters, Side side) {
  const auto listed = [&](std::string_view character) {
    for (std::size_t at = 0; at < characters.size();) {
      const std::size_t start = at;
      Units::next(characters, at);
      if (characters.substr(start, at - start) == character) return true;
    }
    return false;
  };
  std::size_t start = 0;
  std::size_t end = text.size();
  if (static_cast<int>(side) & static_cast<int>(Side::kLeft)) {
    while (start < end) {
      std::size_t at = start;
      Units::next(text, at);
      if (!listed(text.substr(start, at - start))) break;
      start = at;
    }
  }
  if (static_cast<int>(side) & static_cast<int>(Side::kRight)) {
    while (end > start) {
      std::size_t at = end;
      Units::previous(text, at);
      if (!listed(text.substr(at, end - at))) break;
      end = at;
    }
  }
  return text.substr(start, end - start);
}

template <typename Units>
std::string expand_tabs(std::string_view text, std::int64_t tab_size) {
  std::string result;
  std::int64_t column = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = Units::next(text, at);
    if (c == '\t') {
      if (tab_size > 0) {
        const std::int64_t spaces = tab_size - column % tab_size;
        result.append(static_cast<std::size_t>(spaces), ' ');
        column += spaces;
      }
    } else {
      result += text.substr(start, at - start);
      column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
  }
  return result;
}

std::string pad(std::string_view text, std::size_t left, std::size_t right, std::string_view fill) {
  std::string result;
  result.reserve(text.size() + (left + right) * fill.size());
  if (fill.size() == 1) {
    result.append(left, fill[0]);
    result += text;
    result.append(right, fill[0]);
    return result;
  }
  for (; left > 0; --left) result += fill;
  result += text;
  for (; right > 0; --right) result += fill;
  return result;
}

std::string zero_fill(std::string_view text, std::size_t zeros) {
  const bool sign = !text.empty() && (text[0] == '+' || text[0] == '-');
  std::string result(text.substr(0, sign ? 1 : 0));
  result.append(zeros, '0');
  result += text.substr(sign ? 1 : 0);
  return result;
}

template std::size_t count<Text>(std::string_view, std::string_view);
template std::size_t count<Bytes>(std::string_view, std::string_view);
template std::string replace<Text>(std::string_view, std::string_view, std::string_view, std::int64_t);
template std::string replace<Bytes>(std::string_view, std::string_view, std::string_view, std::int64_t);
template std::string_view strip_space<Text>(std::string_view, Side);
template std::string_view strip_space<Bytes>(std::string_view, Side);
template std::string_view strip<Text>(std::string_view, std::string_view, Side);
template std::string_view strip<Bytes>(std::string_view, std::string_view, Side);
template std::string expand_tabs<Text>(std::string_view, std::int64_t);
template std::string expand_tabs<Bytes>(std::string_view, std::int64_t);

}  // namespace pbc::text
