// SPDX-License-Identifier: Apache-2.0
//
// Where a JSON string needs more than to be copied, eight bytes at a time.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace pbc {

/// The first quote, backslash or control character of text[at:], for `IsWriting` also the first character that is not
/// printable ASCII; text.size() where there is none.
template <bool IsWriting>
std::size_t find_json_special(std::string_view text, std::size_t at) {
  static_assert(std::endian::native == std::endian::little);
  constexpr std::uint64_t kEach = 0x0101010101010101u, kHigh = 0x80 * kEach;
  // The lowest high bit that is set is right: a borrow goes to higher bytes only.
  const auto is_zero = [](std::uint64_t word) { return (word - kEach) & ~word & kHigh; };
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, sizeof word);
    std::uint64_t found =
        is_zero(word ^ '"' * kEach) | is_zero(word ^ '\\' * kEach) | ((word - 0x20 * kEach) & ~word & kHigh);
    if (IsWriting) found |= (word & kHigh) | is_zero(word ^ 0x7F * kEach);
    if (found != 0) return at + static_cast<std::size_t>(std::countr_zero(found)) / 8;
  }
  for (; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == '"' || byte == '\\' || byte < 0x20 || (IsWriting && byte >= 0x7F)) break;
  }
  return at;
}

}  // namespace pbc
