// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <type_traits>

#include "python/text.h"

namespace pbc::text {

/// Which bytes are white space on their own.
template <typename Units>
inline constexpr std::array<bool, 256> kSpaces = [] {
  std::array<bool, 256> spaces{};
  for (const char c : {' ', '\t', '\n', '\v', '\f', '\r'}) spaces[static_cast<unsigned char>(c)] = true;
  if (std::is_same_v<Units, Text>)
    for (std::size_t separator = 0x1C; separator <= 0x1F; ++separator) spaces[separator] = true;
  return spaces;
}();

}  // namespace pbc::text
