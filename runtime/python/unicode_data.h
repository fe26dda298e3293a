// SPDX-License-Identifier: Apache-2.0
//
// What Unicode says of characters beyond unicode.h: made by make_unicode_data.py when the runtime is built, compressed.
#pragma once

#include <cstddef>
#include <string>

namespace pbc::unicode {

extern const unsigned char kPackedData[];
extern const std::size_t kPackedSize;
extern const std::size_t kDataSize;

/// unicodedata.name(c); "" for a character without one.
std::string name_of(char32_t c);

}  // namespace pbc::unicode
