// SPDX-License-Identifier: Apache-2.0
//
// Names that are compared loosely. ASCII only: SOAR's names of actions, assets and files are.
#pragma once

#include <string>
#include <string_view>

namespace pbc {

inline std::string to_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

/// In lower case, with blanks and hyphens as underscores: `Block-List v2` and `block_list_v2` are one.
inline std::string fold(std::string_view name) {
  std::string folded = to_lower(name);
  for (char& c : folded)
    if (c == ' ' || c == '-') c = '_';
  return folded;
}

}  // namespace pbc
