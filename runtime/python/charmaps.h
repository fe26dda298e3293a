// SPDX-License-Identifier: Apache-2.0
//
// The encodings with a character for each byte that CPython has tables for, beside ASCII and Latin-1. The tables are
// made by make_charmaps.py.
#pragma once

#include <cstddef>
#include <string_view>

namespace pbc::text {

/// The character of each byte; 0 where there is none (for byte 0 it is the character).
using Charmap = char16_t[256];
extern const Charmap kCharmaps[];

/// Names of encodings in lower case with - for _, aliases among them.
struct CharmapName {
  std::string_view name;
  std::size_t index;  // into kCharmaps
};
extern const CharmapName kCharmapNames[];
extern const std::size_t kCharmapNameCount;

}  // namespace pbc::text
