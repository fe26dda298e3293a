// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pbc {

/// One decoded code point; `length` bytes were used. Bytes that are not UTF-8 (RFC 3629: no surrogates, no overlong
/// forms) decode one at a time as U+FFFD with `ok` false.
struct CodePoint {
  char32_t value = 0;
  std::uint8_t length = 1;
  bool ok = true;
};

/// Decodes the code point at `text[0]`; `text` must not be empty.
CodePoint decode_utf8(std::string_view text);

/// The offset of the first byte that is not part of UTF-8 text, or npos.
std::size_t find_invalid_utf8(std::string_view text);

void append_utf8(std::string& out, char32_t value);

}  // namespace pbc
